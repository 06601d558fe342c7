#pragma once
// A certificate authority for demonstrations and tests: root, CA, person, agency, time stamping, OCSP, revocation
// lists. Its keys lie in plain files; nothing made here may ever be trusted by a real office.

#include <filesystem>
#include <string>
#include <vector>

#include "dossier/time.hpp"
#include "integrations/signing/key.hpp"

namespace integrations::signing {

enum class KeyKind { Rsa2048, Rsa1024, Rsa3072, P256, Ed25519 };

struct Identity {
    X509Ptr certificate;
    PKeyPtr key;
    Identity copy() const;
};

struct CertificateSpec {
    std::string common_name;
    std::string organisation;
    std::string title;                // personal certificates: chức danh
    dossier::Instant from, to;
    bool authority = false;
    int path_length = -1;             // with authority; -1: none
    std::string key_usage;            // OpenSSL's words, e.g. "critical,digitalSignature,nonRepudiation"
    std::string extended_usage{};     // e.g. "critical,timeStamping"
    std::string responder_url{};      // OCSP, put into authorityInfoAccess
    std::string list_url{};           // CRL distribution point
    KeyKind kind = KeyKind::Rsa2048;
    long serial = 0;                  // 0: random
    bool sha1 = false;                // signed with SHA-1, as old national roots are
};

// Self-signed when `issuer` is null.
dossier::Result<Identity> issue(const CertificateSpec& spec, const Identity* issuer);

struct Revocation {
    const X509* certificate;
    dossier::Instant at;
    int reason = -1;  // RFC 5280, 5.3.1; -1: not said
};
dossier::Result<X509CrlPtr> make_crl(const Identity& issuer, const std::vector<Revocation>& revoked,
                                     dossier::Instant from, dossier::Instant to);

std::string pem_of(X509* certificate);
std::string pem_of(X509_CRL* list);
std::string pem_of(EVP_PKEY* key);

struct DemoNames {
    std::string person = "Trần Văn Minh";
    std::string title = "Chủ tịch";
    std::string agency = "Ủy ban nhân dân xã Mẫu";
    std::string citizen = "Nguyễn Thị Lan";
};

// Layout (see README.md): official/ and public/ hold the anchors, ca/ the authorities, crl/ the lists, and
// person/ agency/ citizen/ tsa/ ocsp/ each cert.pem, key.pem, chain.pem (and signature.png or seal.png).
// Fails with DuplicateRequest when `folder` already holds one.
dossier::Result<void> make_demo_pki(const std::filesystem::path& folder, const DemoNames& names, dossier::Instant now,
                                    KeyKind kind = KeyKind::Rsa2048);

}  // namespace integrations::signing
