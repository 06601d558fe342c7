#pragma once
// From a signature that fits its content to one that somebody we trust made: chain, usages, revocation, time.

#include "integrations/signing/signature_check.hpp"
#include "integrations/signing/verify.hpp"

namespace integrations::signing {

// `store`: revocation data that came with the document beside what the CMS carries.
void judge_trust(SignatureCheck& check, const Evidence& store, const VerifyOptions& options);

// The paper says it comes from someone: some signature must be that someone's. Empty: not asked.
void judge_claimed_issuer(Report& report, const std::string& claimed);

}  // namespace integrations::signing
