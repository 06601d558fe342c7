// The public verification page's data: bytes in, view out. Nothing is kept.
#include <nlohmann/json.hpp>

#include "integrations/signing/verify.hpp"

namespace integrations::signing {
namespace {

using nlohmann::json;

const char* tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "good";
        case Verdict::Failed: return "bad";
        case Verdict::Indeterminate: case Verdict::NoSignature: break;
    }
    return "unsure";
}

const char* title_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "Chữ ký số hợp lệ";
        case Verdict::NoSignature: return "Tệp không có chữ ký số";
        case Verdict::Indeterminate: return "Chưa đủ căn cứ để kết luận";
        case Verdict::Failed: break;
    }
    return "Chữ ký số không hợp lệ";
}

const char* trust_of(const std::string& role) {
    if (role == "official") return "Chứng thư số chuyên dùng công vụ";
    if (role == "public") return "Chứng thư số công cộng";
    return "Tổ chức cấp chưa được tin cậy";
}

std::string time_of(const SignatureReport& one) {
    if (one.proven_time) return dossier::vietnamese_time(*one.proven_time) + " (có dấu thời gian)";
    if (one.claimed_time) return dossier::vietnamese_time(*one.claimed_time) + " (theo đồng hồ của người ký)";
    return "không ghi";
}

json signature_view(const SignatureReport& one) {
    auto problems = json::array();
    for (const auto& finding : one.findings) problems.push_back(finding.sentence);
    return {{"title", one.timestamp ? "Dấu thời gian" : "Chữ ký"},
            {"tone", tone_of(one.verdict)},
            {"verdict", title_of(one.verdict)},
            {"signer", one.signer},
            {"organisation", one.organisation},
            {"issuer", one.issuer},
            {"serial", one.serial},
            {"trust", trust_of(one.role)},
            {"time", time_of(one)},
            {"whole", one.covers_whole_document ? "Phủ toàn bộ tệp" : "Phủ phiên bản lúc ký; về sau chỉ có thay đổi được phép"},
            {"changes", one.changes_since},
            {"problems", std::move(problems)},
            {"remarks", one.remarks}};
}

}  // namespace

std::string public_view(const Report& report, const std::string& file_name) {
    auto signatures = json::array();
    for (const auto& one : report.signatures) signatures.push_back(signature_view(one));
    const json view{{"file", file_name},
                    {"tone", tone_of(report.verdict)},
                    {"title", title_of(report.verdict)},
                    {"summary", report.summary},
                    {"code", name_of(report.reason)},
                    {"checked_at", dossier::vietnamese_time(report.checked_at)},
                    {"policy", report.policy},
                    {"has_signatures", !report.signatures.empty()},
                    {"signatures", std::move(signatures)}};
    return view.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace integrations::signing
