#include "server/signed_result.hpp"

#include "integrations/signing/verify.hpp"

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

bool is_signed(std::string_view pdf) {
    signing::VerifyOptions options;
    options.integrity_only = true;
    return !signing::verify(pdf, options).signatures.empty();
}

dossier::Result<void> unsigned_file(std::string_view pdf) {
    if (is_signed(pdf)) return dossier::fail(dossier::ErrorCode::WrongState, "tệp đã ký số không sửa được; nội dung mới là một văn bản mới, có tệp và chữ ký của nó");
    return {};
}

}  // namespace server
