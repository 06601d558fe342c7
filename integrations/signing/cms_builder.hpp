#pragma once
// PAdES's CMS, built by hand: OpenSSL 3.0 cannot leave out the signing-time attribute, which the baseline forbids
// (the claimed time is the dictionary's /M). ETSI EN 319 142-1, EN 319 122-1, RFC 5652, RFC 5035.

#include <string>
#include <string_view>

#include "integrations/signing/key.hpp"

namespace integrations::signing {

// content-type, message-digest and signing-certificate-v2 as a DER SET OF: exactly the bytes the key signs.
std::string signed_attributes(std::string_view content_digest, X509* signer);

// The whole SignedData around a finished signature. `timestamp_token` (a DER ContentInfo) may be empty.
std::string signed_data(const CertificateChain& chain, std::string_view attributes, Algorithm algorithm,
                        std::string_view signature, std::string_view timestamp_token);

// How many bytes the finished SignedData can need: chain, attributes, signature, and 8 KB for a time stamp.
size_t reserve_for(const CertificateChain& chain, bool with_timestamp);

}  // namespace integrations::signing
