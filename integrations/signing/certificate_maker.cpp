// Issuing certificates and revocation lists with OpenSSL.
#include <openssl/pem.h>

#include "integrations/signing/demo_pki.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Instant;
using dossier::Result;
using AsnTimePtr = Owned<ASN1_TIME, ASN1_TIME_free>;
using NamePtr = Owned<X509_NAME, X509_NAME_free>;

AsnTimePtr asn_time(Instant at) {
    return AsnTimePtr{ASN1_TIME_set(nullptr, std::chrono::system_clock::to_time_t(
                                                 std::chrono::time_point_cast<std::chrono::system_clock::duration>(at)))};
}

PKeyPtr new_key(KeyKind kind) {
    switch (kind) {
        case KeyKind::P256: return PKeyPtr{EVP_EC_gen("P-256")};
        case KeyKind::Ed25519: return PKeyPtr{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
        case KeyKind::Rsa1024: return PKeyPtr{EVP_RSA_gen(1024U)};
        case KeyKind::Rsa3072: return PKeyPtr{EVP_RSA_gen(3072U)};
        case KeyKind::Rsa2048: break;
    }
    return PKeyPtr{EVP_RSA_gen(2048U)};
}

const EVP_MD* digest_for(const EVP_PKEY* key, bool sha1) {
    if (EVP_PKEY_base_id(key) == EVP_PKEY_ED25519) return nullptr;
    return sha1 ? EVP_sha1() : EVP_sha256();
}

void add_part(X509_NAME* name, const char* part, const std::string& value) {
    if (!value.empty())
        X509_NAME_add_entry_by_txt(name, part, MBSTRING_UTF8, bytes_of(value), static_cast<int>(value.size()), -1, 0);
}

NamePtr name_of(const CertificateSpec& spec) {
    NamePtr name{X509_NAME_new()};
    add_part(name.get(), "C", "VN");
    add_part(name.get(), "O", spec.organisation);
    add_part(name.get(), "title", spec.title);
    add_part(name.get(), "CN", spec.common_name);
    return name;
}

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    if (value.empty()) return true;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION, X509_EXTENSION_free> extension{
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())};
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

void set_serial(X509* certificate, long serial) {
    if (serial != 0) {
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
        return;
    }
    const BigNumPtr random{BN_new()};
    BN_rand(random.get(), 126, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(random.get(), X509_get_serialNumber(certificate));
}

template <class Write>
std::string pem(Write write) {
    const BioPtr out{BIO_new(BIO_s_mem())};
    write(out.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<size_t>(size)};
}

}  // namespace

Identity Identity::copy() const {
    EVP_PKEY_up_ref(key.get());
    return {shared(certificate.get()), PKeyPtr{key.get()}};
}

Result<Identity> issue(const CertificateSpec& spec, const Identity* issuer) {
    Identity identity{X509Ptr{X509_new()}, new_key(spec.kind)};
    X509* certificate = identity.certificate.get();
    const auto name = name_of(spec);
    X509* above = issuer != nullptr ? issuer->certificate.get() : certificate;
    EVP_PKEY* signing_key = issuer != nullptr ? issuer->key.get() : identity.key.get();
    X509_set_version(certificate, X509_VERSION_3);
    set_serial(certificate, spec.serial);
    X509_set_subject_name(certificate, name.get());
    X509_set_issuer_name(certificate, issuer != nullptr ? X509_get_subject_name(above) : name.get());
    X509_set1_notBefore(certificate, asn_time(spec.from).get());
    X509_set1_notAfter(certificate, asn_time(spec.to).get());
    X509_set_pubkey(certificate, identity.key.get());
    std::string constraints = spec.authority ? "critical,CA:TRUE" : "critical,CA:FALSE";
    if (spec.authority && spec.path_length >= 0) constraints += ",pathlen:" + std::to_string(spec.path_length);
    bool good = add_extension(certificate, above, NID_basic_constraints, constraints) &&
                add_extension(certificate, above, NID_subject_key_identifier, "hash") &&
                add_extension(certificate, above, NID_authority_key_identifier, "keyid:always") &&
                add_extension(certificate, above, NID_key_usage, spec.key_usage) &&
                add_extension(certificate, above, NID_ext_key_usage, spec.extended_usage);
    if (!spec.responder_url.empty()) good = good && add_extension(certificate, above, NID_info_access, "OCSP;URI:" + spec.responder_url);
    if (!spec.list_url.empty()) good = good && add_extension(certificate, above, NID_crl_distribution_points, "URI:" + spec.list_url);
    if (spec.extended_usage.find("OCSPSigning") != std::string::npos)
        good = good && add_extension(certificate, above, NID_id_pkix_OCSP_noCheck, "NULL");
    if (!good || X509_sign(certificate, signing_key, digest_for(signing_key, spec.sha1)) <= 0)
        return fail(ErrorCode::InvalidInput, "không cấp được chứng thư số mẫu " + spec.common_name);
    return identity;
}

Result<X509CrlPtr> make_crl(const Identity& issuer, const std::vector<Revocation>& revoked, Instant from, Instant to) {
    X509CrlPtr list{X509_CRL_new()};
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate.get()));
    X509_CRL_set1_lastUpdate(list.get(), asn_time(from).get());
    X509_CRL_set1_nextUpdate(list.get(), asn_time(to).get());
    for (const auto& entry : revoked) {
        X509_REVOKED* row = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(row, X509_get0_serialNumber(entry.certificate) != nullptr
                                               ? X509_get_serialNumber(const_cast<X509*>(entry.certificate))
                                               : nullptr);
        X509_REVOKED_set_revocationDate(row, asn_time(entry.at).get());
        if (entry.reason >= 0) {
            const Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason{ASN1_ENUMERATED_new()};
            ASN1_ENUMERATED_set(reason.get(), entry.reason);
            X509_REVOKED_add1_ext_i2d(row, NID_crl_reason, reason.get(), 0, 0);
        }
        X509_CRL_add0_revoked(list.get(), row);
    }
    const Owned<ASN1_INTEGER, ASN1_INTEGER_free> number{ASN1_INTEGER_new()};
    ASN1_INTEGER_set_int64(number.get(), std::chrono::duration_cast<std::chrono::seconds>(from.time_since_epoch()).count());
    X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, number.get(), 0, 0);
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer.certificate.get(), nullptr, nullptr, list.get(), 0);
    const Owned<X509_EXTENSION, X509_EXTENSION_free> key_id{
        X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid:always")};
    if (key_id) X509_CRL_add_ext(list.get(), key_id.get(), -1);
    X509_CRL_sort(list.get());
    if (X509_CRL_sign(list.get(), issuer.key.get(), digest_for(issuer.key.get(), false)) <= 0)
        return fail(ErrorCode::InvalidInput, "không lập được danh sách thu hồi mẫu");
    return list;
}

std::string pem_of(X509* certificate) {
    return pem([&](BIO* out) { PEM_write_bio_X509(out, certificate); });
}
std::string pem_of(X509_CRL* list) {
    return pem([&](BIO* out) { PEM_write_bio_X509_CRL(out, list); });
}
std::string pem_of(EVP_PKEY* key) {
    return pem([&](BIO* out) { PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

}  // namespace integrations::signing
