#pragma once
// RFC 3161 tokens: what they are over, when they were made, and whether the stamp is sound in itself.

#include <string>
#include <string_view>

#include "integrations/signing/cms_reader.hpp"

namespace integrations::signing {

struct TokenFacts {
    CmsFacts cms;                          // signer: the time stamping authority
    std::optional<dossier::Instant> time;  // genTime
    std::vector<Finding> findings;
};

// `digest` answers the hash of what the stamp must be over. Padding zeros after the token are tolerated.
TokenFacts read_timestamp(std::string_view token, const ContentDigest& digest, const Policy& policy);

}  // namespace integrations::signing
