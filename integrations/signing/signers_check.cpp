#include "integrations/signing/signers_check.hpp"

#include <algorithm>

#include "integrations/signing/cms_builder.hpp"
#include "integrations/signing/coverage.hpp"
#include "integrations/signing/revision_diff.hpp"
#include "integrations/signing/revisions.hpp"
#include "integrations/signing/verify.hpp"

namespace integrations::signing {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

bool is_empty(const std::string& contents) { return contents.find_first_not_of('\0') == std::string::npos; }

Result<Coverage> empty_place(std::string_view prepared) {
    auto opened = TRY(open_strictly(prepared));
    std::optional<Coverage> place;
    for (auto& field : signature_fields(*opened.pdf)) {
        if (!field.signed_already()) continue;
        const auto coverage = coverage_of(prepared, *opened.pdf, field);
        if (!coverage) return fail(ErrorCode::InvalidInput, coverage.error());
        if (!is_empty(coverage->cms)) continue;
        if (place) return fail(ErrorCode::InvalidInput, "tệp có hơn một chỗ ký còn trống");
        place = *coverage;
    }
    if (!place) return fail(ErrorCode::InvalidInput, "tệp không có chỗ ký còn trống");
    if (place->end != prepared.size()) return fail(ErrorCode::InvalidInput, "chữ ký sẽ không phủ hết tệp");
    if (!opened.clean() || !new_complaints(opened).empty()) return fail(ErrorCode::InvalidInput, "cấu trúc tệp phải sửa mới đọc được");
    return *std::move(place);
}

}  // namespace

Result<std::string> attributes_of(std::string_view prepared, X509* signer) try {
    const auto place = TRY(empty_place(prepared));
    std::string covered(prepared.substr(0, place.gap_begin));
    covered += prepared.substr(place.gap_end);
    return signed_attributes(sha256(covered), signer);
} catch (const std::exception& error) {
    return fail(ErrorCode::InvalidInput, std::string("tệp PDF hỏng: ") + error.what());
}

Result<void> only_adds_signature(std::string_view read, std::string_view prepared) try {
    if (!prepared.starts_with(read)) return fail(ErrorCode::InvalidInput, "không bắt đầu bằng đúng tệp đã đọc");
    Revisions revisions(prepared, TRY(open_strictly(prepared)), Patience{std::chrono::milliseconds{VerifyOptions{}.longest_ms}});
    const auto before = revisions.ending_at(read.size());
    if (!before) return fail(ErrorCode::InvalidInput, "tệp đã đọc không phải là một tệp PDF hoàn chỉnh");
    if (auto reason = revisions.judge_tail(read.size()); !reason.empty()) return fail(ErrorCode::InvalidInput, reason);
    const auto changes = RevisionDiff(*before->pdf, revisions.whole(), revisions.patience()).run();
    if (!changes.refused.empty()) return fail(ErrorCode::InvalidInput, changes.refused);
    for (const auto& change : changes.allowed)
        if (change != added_signature && change != filled_signature) return fail(ErrorCode::InvalidInput, "ngoài chữ ký còn " + change);
    return {};
} catch (const std::exception& error) {
    return fail(ErrorCode::InvalidInput, std::string("tệp PDF hỏng: ") + error.what());
}

}  // namespace integrations::signing
