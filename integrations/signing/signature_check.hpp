#pragma once
// One signature: coverage, revision, later changes, CMS, time stamp. Trust comes after (trust_judgement.hpp).

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

// Names of signer and issuer, serial number; nothing without a signer.
void describe_signer(const CmsFacts& cms, SignatureReport& report);

// Reads a detached CMS over content with that digest into `check`: signer, algorithm, findings, time stamp.
// `ades`: CAdES and PAdES demand that the certificate is named.
void read_signature(SignatureCheck& check, const std::string& contents, const ContentDigest& digest, bool ades, const Policy& policy);

SignatureCheck check_signature(Revisions& revisions, SignatureField& field, const Policy& policy);

std::string level_of(const SignatureCheck& check, bool has_store, const std::vector<SignatureCheck>& all);

}  // namespace integrations::signing
