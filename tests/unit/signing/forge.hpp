#pragma once
// Making signatures that are wrong in exactly one way: CMS put together piece by piece, and signature dictionaries
// whose /ByteRange says what the test wants while the digest still fits it.

#include <functional>

#include "integrations/signing/der.hpp"
#include "world.hpp"

namespace signing_tests {

std::string attribute(const char* oid, const std::string& value, int copies = 1);
std::string content_type(const char* oid = "1.2.840.113549.1.7.1");
std::string message_digest(const std::string& digest);
std::string ess_v2(X509* certificate, const std::string& hash = {});
std::string ess_v1(X509* certificate);
std::vector<std::string> usual_attributes(const std::string& digest, X509* signer);

// A SignedData whose parts can be changed one by one.
struct CmsShape {
    const Identity* signer = nullptr;
    std::vector<std::string> attributes;              // empty: none at all
    const char* digest_oid = "2.16.840.1.101.3.4.2.1";  // what the SignerInfo claims
    const EVP_MD* signed_with = EVP_sha256();         // what the signature value really uses
    std::string algorithm{};                            // AlgorithmIdentifier; default by key
    int signers = 1;
    std::string content_oid = "1.2.840.113549.1.7.1";
    std::string content{};                              // embedded, not detached
    bool certificates = true;
    std::string unsigned_attributes{};                  // DER of attributes, concatenated
    std::string altered_signature{};                    // in place of the value
};
std::string cms_of(const CmsShape& shape);
// Indefinite lengths on the outer layers, as many real signers write.
std::string as_ber(const std::string& der);

// Puts `make(digest over the declared ranges)` into /Contents of the last signature.
std::string forged(const std::string& pdf, const std::function<std::string(const std::string& digest)>& make);
std::string forged(const std::string& pdf, const Identity& signer);
// /ByteRange of the last signature, and the file with another one of equal width in its place.
std::array<size_t, 4> range_of(const std::string& pdf);
std::string with_range(const std::string& pdf, const std::string& array);

struct TokenShape {
    const Identity* authority = nullptr;
    std::string imprint;                                  // hash value
    const char* imprint_oid = "2.16.840.1.101.3.4.2.1";
    Instant time;
    bool names_certificate = true;
};
std::string token_of(const TokenShape& shape);
// The person's signature with a time stamp on its value; `change` may spoil it.
std::string stamped(const Identity& signer, Instant time, const std::function<void(TokenShape&)>& change = {});

}  // namespace signing_tests
