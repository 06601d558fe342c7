#pragma once
// One signature: coverage, revision, later changes, CMS, time stamp. Trust comes after, in verify.cpp.

#include <optional>

#include "integrations/signing/coverage.hpp"
#include "integrations/signing/revisions.hpp"
#include "integrations/signing/timestamp_token.hpp"

namespace integrations::signing {

struct SignatureCheck {
    SignatureReport report;
    CmsFacts cms;                     // of the signer; of the authority for a document time stamp
    std::optional<TokenFacts> token;  // the stamp on the signature value
};

SignatureCheck check_signature(Revisions& revisions, SignatureField& field, const Policy& policy);

std::string level_of(const SignatureCheck& check, bool has_store, const std::vector<SignatureCheck>& all);

}  // namespace integrations::signing
