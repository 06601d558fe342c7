#include "integrations/signing/trust_judgement.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/security_store.hpp"

namespace integrations::signing {

namespace {

// Clocks differ by minutes, not by hours.
constexpr std::chrono::hours clock_difference{1};

// A stamp from the future proves nothing about the past.
void judge_stamp_time(std::optional<dossier::Instant> time, const VerifyOptions& options, SignatureReport& report) {
    if (!time || *time <= options.at + clock_difference) return;
    report.findings.push_back({Reason::TimestampOrder, "dấu thời gian muộn hơn thời điểm kiểm tra"});
    report.proven_time.reset();
}

}  // namespace

void judge_trust(SignatureCheck& check, const Evidence& store, const VerifyOptions& options) {
    if (!check.cms.signer) return;
    if (!options.trust) {
        check.report.findings.push_back({Reason::NoCertificateChain, "chưa chọn danh sách tổ chức cấp chứng thư số tin cậy"});
        return;
    }
    judge_stamp_time(check.report.timestamp ? check.report.proven_time : check.token ? check.token->time : std::nullopt, options, check.report);
    const auto companions = with_companions(store, check.cms);
    Moment moment{check.report.proven_time.value_or(options.at), check.report.proven_time.has_value(), check.report.claimed_time};
    const auto usage = check.report.timestamp ? Usage::TimeStamping : Usage::Signing;
    auto outcome = judge_chain(check.cms.signer.get(), usage, companions, *options.trust, moment, options.policy, options.source);
    check.report.role = outcome.role;
    for (auto& finding : outcome.findings) check.report.findings.push_back(std::move(finding));
    for (auto& remark : outcome.remarks) check.report.remarks.push_back(std::move(remark));
    check.report.evidence = std::move(outcome.evidence);
    check.report.kept = std::move(outcome.kept);
    if (!check.token) return;
    const Moment stamped{check.token->time.value_or(options.at), true, std::nullopt};
    auto stamp = judge_chain(check.token->cms.signer.get(), Usage::TimeStamping, with_companions(store, check.token->cms),
                             *options.trust, stamped, options.policy, options.source);
    if (!stamp.findings.empty()) check.report.proven_time.reset();
    for (auto& finding : stamp.findings) check.report.findings.push_back({finding.reason, "dấu thời gian: " + finding.sentence});
    for (auto& line : stamp.evidence) check.report.evidence.push_back(std::move(line));
    for (auto& item : stamp.kept) check.report.kept.push_back(std::move(item));
}

void judge_claimed_issuer(Report& report, const std::string& claimed) {
    if (claimed.empty() || report.signatures.empty()) return;
    for (const auto& one : report.signatures)
        if (!one.timestamp && (one.organisation == claimed || one.signer == claimed)) return;
    report.findings.push_back({Reason::SubjectMismatch, "không chữ ký nào là của cơ quan, tổ chức ghi trên văn bản"});
}

}  // namespace integrations::signing
