#pragma once
// Reading the CMS of a signature and judging it against the content: structure, digest, signed attributes,
// signature value, algorithms (RFC 5652, RFC 5035, ETSI EN 319 122-1). Trust is not judged here.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "integrations/signing/openssl.hpp"
#include "integrations/signing/policy.hpp"
#include "integrations/signing/report.hpp"

namespace integrations::signing {

struct CmsFacts {
    X509Ptr signer;                      // null when none fits
    std::vector<X509Ptr> certificates;   // all that travelled along
    std::vector<X509CrlPtr> lists;
    std::vector<std::string> ocsp_responses;  // DER
    std::string signature;               // value, what a time stamp must be over
    std::string timestamp_token;         // DER, may be empty
    std::string algorithm;               // "RSASSA-PSS-2048 SHA256"
    bool names_certificate = false;      // carries signing-certificate(-v2)
    std::string content;                 // of a time stamp token: TSTInfo
    std::vector<Finding> findings;
    std::vector<std::string> remarks;
};

// Digest of the covered bytes by any hash.
using ContentDigest = std::function<std::string(const EVP_MD*)>;

// A signature over the covered bytes of the PDF.
CmsFacts read_cms(std::string_view contents, const ContentDigest& digest, const Policy& policy);
// A time stamp token, which carries its own content.
CmsFacts read_token(std::string_view token, const Policy& policy);

// Names of the public key and its strength against the policy; adds a finding when too weak.
void judge_key(X509* certificate, const Policy& policy, std::vector<Finding>& findings);

}  // namespace integrations::signing
