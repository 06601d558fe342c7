#pragma once
// Signing a PDF in two phases, so that keys stay with their holders:
//   prepare → the attributes to sign → (the holder signs) → complete.
// PAdES baseline (ETSI EN 319 142-1); order of people is dossier/signing_rules' business.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dossier/signing_rules/placement.hpp"
#include "dossier/time.hpp"
#include "integrations/signing/cms_builder.hpp"
#include "integrations/signing/stamp.hpp"
#include "integrations/signing/timestamp_client.hpp"

namespace integrations::signing {

struct Appearance {
    int page = 1;  // from 1; 0: the last page
    dossier::signing_rules::PlaceMm place;
    std::shared_ptr<const Stamp> stamp;
};

struct SigningRequest {
    std::string field;        // wanted name; an empty field of that name is filled, otherwise a new one is made
    std::string signer_name;  // shown by viewers
    std::string reason;
    dossier::Instant at;      // the claimed time, /M
    std::optional<Appearance> appearance{};
    bool room_for_timestamp = true;
    bool document_timestamp = false;  // /DocTimeStamp: a token over the whole file instead of a person's signature
};

// SHA-256 of a stored file so far: the second signature does not hash the first megabytes again.
struct PrefixDigest {
    size_t size = 0;
    MdCtxPtr state;
    static PrefixDigest of(std::string_view bytes);
    PrefixDigest copy() const;
    void add(std::string_view bytes);
};

// A file with an empty place for the signature. Nothing of it is secret; `base_size` ties it to one document version.
struct Prepared {
    std::string increment;       // to be appended to the base
    size_t base_size = 0;
    size_t contents_at = 0;      // of '<' in `increment`
    size_t reserve = 0;          // bytes of CMS that fit
    std::string content_digest;  // SHA-256 over the ByteRange
    std::string attributes;      // what the holder signs, DER
};

// What must be signed in place of `pdf`: nothing when it parses strictly; an unsigned file that needs repair or is
// encrypted without a password is rewritten once. Fails with InvalidInput when it is signed and unclean, uses XFA,
// is certified against changes, or cannot be read.
dossier::Result<std::optional<std::string>> rewritten_for_signing(std::string_view pdf);
// The same as bytes: `pdf` itself, or what takes its place.
dossier::Result<std::string> ready_to_sign(std::string_view pdf);

// `pdf` comes from ready_to_sign. `known` may carry the digest state of exactly these bytes.
// A document time stamp has no signer: `signer` is null and nothing but the digest is prepared.
dossier::Result<Prepared> prepare(std::string_view pdf, X509* signer, size_t reserve, const SigningRequest& request,
                                  const PrefixDigest* known = nullptr);

// Fits the signature to the certificate first. Answers the finished increment, to be appended to the base.
// Fails with InvalidInput when it does not fit or the reserve is too small.
dossier::Result<std::string> complete(const Prepared& prepared, const CertificateChain& chain, Algorithm algorithm,
                                      std::string_view signature, std::string_view timestamp_token = {});

// Puts a finished CMS or token into its place. Fails with InvalidInput when the reserve is too small.
dossier::Result<std::string> embed(const Prepared& prepared, std::string_view cms);

// All in one, for a key at hand, with a time stamp on the signature value when there is a stamper and it answers.
struct Signed {
    std::optional<std::string> rewritten{};  // what was signed, when it was not the bytes given
    std::string increment{};                 // to be appended to them
    bool awaiting_timestamp = false;         // a stamp was wanted but the authority did not answer: upgrade later
    std::string whole(std::string_view given) const;
    // Beside the file that was given, without holding it in memory. Fails with InvalidInput when it cannot be written.
    dossier::Result<void> write(const std::filesystem::path& given, const std::filesystem::path& out) const;
};
dossier::Result<Signed> sign_and_stamp(std::string_view pdf, const CertificateChain& chain, Key& key,
                                       const SigningRequest& request, Algorithm for_rsa, const Stamper& stamper);

// All in one, for a key at hand. Answers the whole signed file.
dossier::Result<std::string> sign_pdf(std::string_view pdf, const CertificateChain& chain, Key& key,
                                      const SigningRequest& request, Algorithm for_rsa = Algorithm::RsaPss);

}  // namespace integrations::signing
