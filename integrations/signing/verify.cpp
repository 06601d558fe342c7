#include "integrations/signing/verify.hpp"

#include <algorithm>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/security_store.hpp"
#include "integrations/signing/signature_check.hpp"
#include "integrations/signing/trust_judgement.hpp"

namespace integrations::signing {
namespace {

using dossier::Instant;

constexpr size_t most_signatures = 200;
const char* const too_slow = "tệp cần quá nhiều thời gian để kiểm tra";

// The form says there are signatures (ISO 32000-1, table 219) and there is a signature dictionary, but no field reaches it.
bool signature_is_lost(OpenPdf& opened, std::string_view bytes, bool has_fields) {
    if (bytes.find("/ByteRange") == std::string_view::npos) return false;
    auto form = opened.pdf->getRoot().getKey("/AcroForm");
    const bool flagged = form.isDictionary() && form.getKey("/SigFlags").isInteger() && form.getKey("/SigFlags").getIntValue() != 0;
    return has_fields || flagged || !new_complaints(opened).empty();
}

// A signature that an earlier revision still had.
bool signature_was_removed(std::string_view bytes, const Patience& patience) {
    if (bytes.find("/ByteRange") == std::string_view::npos) return false;
    size_t at = 0;
    for (int revisions = 0; revisions < 64 && !patience.over(); ++revisions) {
        at = bytes.find("%%EOF", at);
        if (at == std::string_view::npos) return false;
        at += 5;
        auto opened = open_strictly(bytes.substr(0, at), Loading::Safe);
        if (!opened) continue;
        try {
            for (auto& field : signature_fields(*opened->pdf))
                if (field.signed_already()) return true;
        } catch (const std::exception&) {
        }
    }
    return false;
}

// A later update dropped a signature that stood between: what its signer saw is no longer shown.
bool signature_was_dropped(const Revisions& revisions, std::vector<SignatureField>& fields) {
    auto seen = revisions.seen_signatures();
    for (auto& field : fields) seen.erase({field.name, field.value.getObjGen()});
    return !seen.empty();
}

// A document time stamp proves that every signature in the bytes it covers was there.
void let_stamps_prove(std::vector<SignatureCheck>& checks) {
    for (auto& check : checks) {
        if (check.report.timestamp || check.report.proven_time) continue;
        for (const auto& stamp : checks)
            if (stamp.report.timestamp && stamp.report.findings.empty() && stamp.report.proven_time &&
                stamp.report.signed_bytes > check.report.signed_bytes &&
                (!check.report.proven_time || *stamp.report.proven_time < *check.report.proven_time))
                check.report.proven_time = stamp.report.proven_time;
    }
}

Report judged(std::string_view bytes, const VerifyOptions& options) {
    Report report;
    report.policy = options.policy.version;
    report.checked_at = options.at;
    const Patience patience{std::chrono::milliseconds{options.longest_ms}};
    auto opened = open_strictly(bytes);
    if (!opened) {
        report.findings.push_back({Reason::FormatFailure, opened.error().detail});
        return report;
    }
    auto fields = signature_fields(*opened->pdf, bytes);
    const bool has_fields = !fields.empty();
    std::erase_if(fields, [](SignatureField& field) { return !field.signed_already(); });
    if (fields.empty()) {
        if (signature_is_lost(*opened, bytes, has_fields) || signature_was_removed(bytes, patience))
            report.findings.push_back({Reason::FormatFailure, "chữ ký có trong tệp đã bị gỡ hoặc làm hỏng"});
        return report;
    }
    auto complaints = std::move(opened->complaints);
    if (fields.size() > most_signatures) {
        report.findings.push_back({Reason::FormatFailure, "tệp có quá nhiều chữ ký"});
        return report;
    }
    Revisions revisions(bytes, *std::move(opened), patience);
    std::vector<SignatureCheck> checks;
    std::set<std::string> dictionaries;
    for (auto& field : fields) {
        if (patience.over()) throw std::runtime_error(too_slow);
        checks.push_back(check_signature(revisions, field, options.policy));
        if (field.value.isIndirect() && !dictionaries.insert(field.value.unparse()).second)
            checks.back().report.findings.push_back({Reason::FormatFailure, "hai trường dùng chung một chữ ký"});
    }
    if (signature_was_dropped(revisions, fields))
        report.findings.push_back({Reason::ForbiddenChange, "một chữ ký có trong tệp đã bị gỡ"});
    for (auto& late : new_complaints(revisions.newest_opened())) complaints.push_back(std::move(late));
    if (!complaints.empty())
        report.findings.push_back({Reason::FormatFailure, "cấu trúc tệp phải sửa mới đọc được (" + complaints.front() + ")"});
    std::stable_sort(checks.begin(), checks.end(),
                     [](const auto& one, const auto& other) { return one.report.signed_bytes < other.report.signed_bytes; });
    const auto store = security_store(revisions.newest());
    int number = 0;
    for (auto& check : checks) check.report.revision = ++number;
    if (!options.integrity_only) {
        const auto judge = [&](bool timestamps) {
            for (auto& check : checks) {
                if (patience.over()) throw std::runtime_error(too_slow);
                if (check.report.timestamp == timestamps) judge_trust(check, store, options);
            }
        };
        judge(true);
        let_stamps_prove(checks);
        judge(false);
    }
    for (auto& check : checks) {
        check.report.level = level_of(check, !store.certificates.empty() || !store.lists.empty() || !store.ocsp_responses.empty(), checks);
        report.signatures.push_back(std::move(check.report));
    }
    judge_claimed_issuer(report, options.claimed_issuer);
    return report;
}

}  // namespace

Report verify(std::string_view pdf, const VerifyOptions& options) {
    Report report;
    const auto broken = [&](const std::string& why) {
        report = {};
        report.policy = options.policy.version;
        report.checked_at = options.at;
        report.findings.push_back({Reason::FormatFailure, why});
    };
    try {
        report = judged(pdf, options);
    } catch (const std::bad_alloc&) {
        broken("tệp cần quá nhiều bộ nhớ để kiểm tra");
    } catch (const std::exception& error) {
        broken(std::string("không kiểm tra được tệp PDF: ") + error.what());
    }
    settle(report);
    return report;
}

dossier::Result<Report> verify_file(const std::filesystem::path& pdf, const VerifyOptions& options) {
    const auto file = TRY(MappedFile::open(pdf));
    return verify(file.bytes(), options);
}

}  // namespace integrations::signing
