#include "integrations/signing/report.hpp"

#include <algorithm>

namespace integrations::signing {
namespace {

struct ReasonRow {
    Reason reason;
    const char* name;
    Verdict verdict;
    const char* advice;  // Vietnamese: what to do
};

const char* const ask_again = "Không dùng văn bản này; đề nghị nơi gửi ký và gửi lại.";
const char* const ask_signer = "Đề nghị người ký dùng chứng thư số hợp lệ rồi ký lại.";

constexpr ReasonRow unknown{Reason::None, "", Verdict::Passed, ""};

const ReasonRow& row_of(Reason reason) {
    static const ReasonRow rows[]{
        unknown,
        {Reason::FormatFailure, "FORMAT_FAILURE", Verdict::Failed, ask_again},
        {Reason::HashFailure, "HASH_FAILURE", Verdict::Failed, ask_again},
        {Reason::SigCryptoFailure, "SIG_CRYPTO_FAILURE", Verdict::Failed, ask_again},
        {Reason::ForbiddenChange, "FORBIDDEN_CHANGE", Verdict::Failed, ask_again},
        {Reason::SigConstraintsFailure, "SIG_CONSTRAINTS_FAILURE", Verdict::Failed, ask_signer},
        {Reason::CryptoConstraintsFailure, "CRYPTO_CONSTRAINTS_FAILURE", Verdict::Failed, ask_signer},
        {Reason::ChainConstraintsFailure, "CHAIN_CONSTRAINTS_FAILURE", Verdict::Failed, ask_signer},
        {Reason::ChainGeneralFailure, "CERTIFICATE_CHAIN_GENERAL_FAILURE", Verdict::Indeterminate, ask_signer},
        {Reason::NoSigningCertificate, "NO_SIGNING_CERTIFICATE_FOUND", Verdict::Failed, ask_again},
        {Reason::NoCertificateChain, "NO_CERTIFICATE_CHAIN_FOUND", Verdict::Indeterminate,
         "Kiểm tra tổ chức cấp chứng thư số có trong danh sách tin cậy hay không."},
        {Reason::Expired, "EXPIRED", Verdict::Failed, ask_signer},
        {Reason::NotYetValid, "NOT_YET_VALID", Verdict::Failed, ask_signer},
        {Reason::OutOfBoundsNoPoe, "OUT_OF_BOUNDS_NO_POE", Verdict::Indeterminate,
         "Cần dấu thời gian hoặc bằng chứng khác về thời điểm ký."},
        {Reason::Revoked, "REVOKED", Verdict::Failed, ask_again},
        {Reason::RevokedNoPoe, "REVOKED_NO_POE", Verdict::Indeterminate,
         "Cần dấu thời gian chứng minh đã ký trước khi chứng thư số bị thu hồi."},
        {Reason::RevokedCaNoPoe, "REVOKED_CA_NO_POE", Verdict::Indeterminate,
         "Liên hệ tổ chức cấp chứng thư số; chưa dùng văn bản này."},
        {Reason::TimestampOrder, "TIMESTAMP_ORDER_FAILURE", Verdict::Failed, ask_again},
        {Reason::SubjectMismatch, "SUBJECT_MISMATCH", Verdict::Failed, "Hỏi lại nơi gửi; đối chiếu tên cơ quan với chứng thư số."},
        {Reason::TryLater, "TRY_LATER", Verdict::Indeterminate,
         "Chưa tra được trạng thái thu hồi của chứng thư số; kiểm tra lại khi có dữ liệu CRL hoặc OCSP."},
    };
    for (const auto& row : rows)
        if (row.reason == reason) return row;
    return unknown;
}

}  // namespace

const char* name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "TOTAL-PASSED";
        case Verdict::NoSignature: return "NO-SIGNATURE";
        case Verdict::Indeterminate: return "INDETERMINATE";
        case Verdict::Failed: break;
    }
    return "TOTAL-FAILED";
}

const char* name_of(Reason reason) { return row_of(reason).name; }
Verdict verdict_of(Reason reason) { return row_of(reason).verdict; }

void settle(SignatureReport& signature) {
    for (const auto& finding : signature.findings)
        if (verdict_of(finding.reason) > signature.verdict) {
            signature.verdict = verdict_of(finding.reason);
            signature.reason = finding.reason;
        }
}

void settle(Report& report) {
    const auto signers = std::count_if(report.signatures.begin(), report.signatures.end(), [](const auto& one) { return !one.timestamp; });
    if (signers > 0) report.verdict = Verdict::Passed;
    std::string why;
    for (const auto& finding : report.findings)
        if (verdict_of(finding.reason) > report.verdict) {
            report.verdict = verdict_of(finding.reason);
            report.reason = finding.reason;
            why = finding.sentence;
        }
    for (auto& signature : report.signatures) {
        settle(signature);
        if (signature.verdict <= report.verdict) continue;
        report.verdict = signature.verdict;
        report.reason = signature.reason;
        for (const auto& finding : signature.findings)
            if (finding.reason == signature.reason) {
                why = "Chữ ký “" + signature.field + "”: " + finding.sentence;
                break;
            }
    }
    const std::string advice = row_of(report.reason).advice;
    switch (report.verdict) {
        case Verdict::Passed:
            report.summary = "Hợp lệ: " + std::to_string(signers) +
                             " chữ ký đúng, nội dung không bị thay đổi sau khi ký.";
            return;
        case Verdict::NoSignature:
            report.summary = report.signatures.empty() ? "Tệp không có chữ ký số."
                                                       : "Tệp chỉ có dấu thời gian, không có chữ ký số của người hay cơ quan nào.";
            return;
        case Verdict::Indeterminate: report.summary = "Chưa kết luận được. " + why + ". " + advice; return;
        case Verdict::Failed: report.summary = "Không hợp lệ. " + why + ". " + advice; return;
    }
}

}  // namespace integrations::signing
