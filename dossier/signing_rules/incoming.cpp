#include "dossier/signing_rules/incoming.hpp"

#include <algorithm>

namespace dossier::signing_rules {
namespace {

ReceptionCheck check(CheckName name, bool passed, std::string code, std::string good, std::string bad) {
    return {name, passed, passed ? "" : std::move(code), passed ? std::move(good) : std::move(bad)};
}

std::string words_for(const std::vector<std::string>& missing) {
    std::string text;
    for (const auto& each : missing) {
        const auto* word = each == "sender" ? "nơi gửi" : each == "notation" ? "số, ký hiệu" : each == "subject" ? "trích yếu" : each.c_str();
        text += (text.empty() ? "" : ", ") + std::string{word};
    }
    return text;
}

// Why this document may not be taken into the register yet; empty: it may.
std::string hindrance(const IncomingStanding& document) {
    if (document.came == Came::Paper) return document.sealed ? "" : "bản quét văn bản giấy chưa có chữ ký số của cơ quan";
    if (document.scan) return document.seen ? "" : "văn thư chưa xác nhận đã kiểm tra chữ ký và con dấu nhìn thấy trên bản quét";
    const auto failed = std::find_if(document.checks.begin(), document.checks.end(), [](const auto& each) { return !each.passed; });
    if (document.checks.size() < check_names.size()) return "văn bản chưa được kiểm tra trước khi tiếp nhận";
    return failed == document.checks.end() ? "" : "văn bản không qua được kiểm tra trước khi tiếp nhận: " + failed->detail;
}

}  // namespace

std::string_view vietnamese_name(LegalStatus status) {
    return status == LegalStatus::EqualToOriginal ? "có giá trị như bản gốc văn bản giấy" : "chỉ để biết, để tham khảo";
}

LegalStatus legal_status(const std::vector<FoundSignature>& signatures) {
    return releasable(ResultKind::Electronic, signatures) ? LegalStatus::EqualToOriginal : LegalStatus::ForInformation;
}

Result<std::optional<CivilDate>> document_date(std::string_view written, CivilDate arrived) {
    if (written.empty()) return std::nullopt;
    const auto wrong = [](const char* rule, std::string message) {
        return fail(ErrorCode::InvalidInput, "ngày văn bản chưa đúng", {{"dated", rule, std::move(message)}});
    };
    const auto day = parse_iso_date(written);
    if (!day) return wrong("date", "phải là một ngày có thật");
    if (*day < first_document_day) return wrong("range", "không thể trước ngày " + vietnamese_date(first_document_day));
    if (*day > arrived) return wrong("range", "không thể sau ngày đến " + vietnamese_date(arrived));
    return *day;
}

std::vector<ReceptionCheck> reception_checks(const Arrival& arrival) {
    const bool valid = !arrival.signatures.empty() &&
                       std::all_of(arrival.signatures.begin(), arrival.signatures.end(), [](const auto& each) { return each.valid; });
    return {check(CheckName::Completeness, arrival.missing.empty(), "INCOMPLETE", "đủ thông tin", "thiếu " + words_for(arrival.missing)),
            check(CheckName::Integrity, arrival.as_announced && arrival.intact, arrival.as_announced ? arrival.code : "NOT_AS_ANNOUNCED",
                  "toàn vẹn", arrival.as_announced ? "nội dung đã bị thay đổi hoặc tệp hỏng" : "tệp nhận được không phải tệp nơi gửi đã báo"),
            check(CheckName::Origin, arrival.origin_proven, arrival.code.empty() ? "ORIGIN_NOT_PROVEN" : arrival.code, "đúng cơ quan gửi",
                  "không có chữ ký số hợp lệ của cơ quan gửi"),
            check(CheckName::Signatures, valid, arrival.code.empty() ? "NO_SIGNATURE" : arrival.code, "chữ ký số hợp lệ",
                  arrival.summary.empty() ? "văn bản không có chữ ký số hợp lệ" : arrival.summary)};
}

Result<void> may_seal_scan(const IncomingStanding& document) {
    if (document.came != Came::Paper) return fail(ErrorCode::WrongState, "chỉ ký số lên bản quét văn bản giấy do cơ quan quét");
    if (document.sealed) return fail(ErrorCode::WrongState, "bản quét này đã có chữ ký số của cơ quan");
    return scan_confirmed(document.seen);
}

Result<void> may_register(const IncomingStanding& document) {
    if (document.registered) return fail(ErrorCode::WrongState, "văn bản đã có số đến");
    auto why = hindrance(document);
    if (!why.empty()) return fail(ErrorCode::WrongState, std::move(why));
    return {};
}

Result<void> may_forward(const IncomingStanding& document) {
    if (!document.registered) return fail(ErrorCode::WrongState, "văn bản chưa vào sổ văn bản đến, chưa được chuyển xử lý");
    if (document.forwarded) return fail(ErrorCode::WrongState, "văn bản đã được chuyển xử lý");
    return {};
}

Result<void> may_send(const std::vector<FoundSignature>& signatures) {
    const auto complete = releasable(ResultKind::Electronic, signatures);
    if (!complete) return fail(ErrorCode::WrongState, "chưa được gửi: " + complete.error().detail + "; hãy ký số đủ rồi gửi lại");
    return {};
}

}  // namespace dossier::signing_rules
