#pragma once
// What the verifier found in a result, in the words of the rules about who must have signed.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/signing_rules/release.hpp"
#include "integrations/signing/report.hpp"

namespace server {

// Time stamps left out, in the order of signing.
std::vector<dossier::signing_rules::FoundSignature> found_in(const integrations::signing::Report& report, const std::string& agency_name);

// Whether the bytes carry a signature, valid or not.
bool is_signed(std::string_view pdf);
// Fails with WrongState when they do: a signed file never changes, a change is a new document.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 6.1; TT 01/2019/TT-BNV art. 12.1.
dossier::Result<void> unsigned_file(std::string_view pdf);

}  // namespace server
