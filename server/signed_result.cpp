#include "server/signed_result.hpp"

namespace server {

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

std::vector<rules::FoundSignature> found_in(const signing::Report& report, const std::string& agency_name) {
    std::vector<rules::FoundSignature> found;
    for (const auto& each : report.signatures) {
        if (each.timestamp) continue;
        found.push_back({rules::kind_of_signer(each.signer, each.organisation, agency_name),
                         each.verdict == signing::Verdict::Passed});
    }
    return found;
}

}  // namespace server
