#pragma once
// What the verifier found in a result, in the words of the rules about who must have signed.

#include <string>
#include <vector>

#include "dossier/signing_rules/release.hpp"
#include "integrations/signing/report.hpp"

namespace server {

// Time stamps left out, in the order of signing.
std::vector<dossier::signing_rules::FoundSignature> found_in(const integrations::signing::Report& report, const std::string& agency_name);

}  // namespace server
