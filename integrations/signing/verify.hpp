#pragma once
// Verifying the signatures of a PDF. The order of checks and their reasons: README.md; ETSI EN 319 102-1.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/policy.hpp"
#include "integrations/signing/report.hpp"
#include "integrations/signing/trust_store.hpp"

namespace integrations::signing {

struct VerifyOptions {
    std::shared_ptr<const TrustStore> trust{};  // null: every chain is INDETERMINATE
    Policy policy{};
    dossier::Instant at;                        // the moment to judge by when no time stamp proves an earlier one
    std::string claimed_issuer{};               // agency or person named on the paper; empty: not asked
    RevocationSource source{};                  // asked when file and trust folder say nothing; empty: nothing is fetched
    bool integrity_only = false;                // signature value, coverage and later revisions alone
    int longest_ms = 1800;                      // of processor time; then the file is refused
};

// Never throws for what the bytes hold.
Report verify(std::string_view pdf, const VerifyOptions& options);
// Fails with NotFound when the file cannot be read.
dossier::Result<Report> verify_file(const std::filesystem::path& pdf, const VerifyOptions& options);

// One object as contracts.md describes it, plus evidence members; `file` is repeated as given.
std::string to_json(const Report& report, const std::string& file);
// View data of the public verification page, JSON: title, tone ("good", "unsure", "bad"), summary, signatures[].
std::string public_view(const Report& report, const std::string& file_name);

}  // namespace integrations::signing
