#include "server/http/desk/words.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "templates/forms.hpp"

namespace server::http::desk {

using dossier::PersonKind;
using dossier::State;

namespace {

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> sheets{{{"checklist", "danh mục giấy tờ cần nộp"},
                                                                              {"cover", "tờ bìa hồ sơ"},
                                                                              {"component_sheet", "tờ thành phần"},
                                                                              {"separator", "tờ phân cách"},
                                                                              {"bundle_label", "nhãn bó giấy chưa số hóa"},
                                                                              {"folder_label", "nhãn dán bìa hồ sơ"}}};

std::string line_of(const dossier::PrintedPaper& paper) {
    for (const auto& [form, title] : sheets)
        if (paper.form == form) return std::to_string(paper.quantity) + " " + std::string{title};
    const auto* kind = templates::find_form(paper.rule_set, paper.form);
    auto line = kind ? std::string{kind->title} + " (mẫu " + std::string{kind->number} + ")" : paper.form;
    if (!paper.number.empty()) line += " số " + paper.number + (paper.copy ? ", bản in lại" : ", bản in đầu");
    return line;
}

}  // namespace

std::string long_moment(dossier::Instant at) {
    const auto minute = static_cast<unsigned>(dossier::vietnam_minute(at));
    return two_digits(minute / 60) + " giờ " + two_digits(minute % 60) + " phút, ngày " +
           dossier::vietnamese_date(dossier::vietnam_date(at));
}

std::string grouped_phone(std::string_view digits) {
    if (digits.size() != 10 || digits[0] != '0') return std::string{digits};
    return std::string{digits.substr(0, 4)} + " " + std::string{digits.substr(4, 3)} + " " + std::string{digits.substr(7)};
}

std::string_view number_label(PersonKind kind) {
    switch (kind) {
        case PersonKind::Citizen: return "Số định danh cá nhân";
        case PersonKind::Foreigner: return "Số hộ chiếu";
        case PersonKind::Enterprise: return "Mã số doanh nghiệp";
        case PersonKind::Branch: return "Mã số chi nhánh";
        case PersonKind::Organisation: return "Mã số tổ chức";
    }
    return "Số giấy tờ";
}

std::string_view kind_name(PersonKind kind) {
    switch (kind) {
        case PersonKind::Citizen: return "Công dân Việt Nam";
        case PersonKind::Foreigner: return "Người nước ngoài";
        case PersonKind::Enterprise: return "Doanh nghiệp";
        case PersonKind::Branch: return "Chi nhánh, văn phòng đại diện";
        case PersonKind::Organisation: return "Cơ quan, tổ chức";
    }
    return "";
}

std::string list_of(const std::vector<dossier::PrintedPaper>& papers) {
    std::string list;
    for (const auto& paper : papers) list += (list.empty() ? "" : "; ") + line_of(paper);
    return list;
}

TimeLeft time_left(std::optional<dossier::Instant> due, dossier::Instant now) {
    if (!due) return {};
    const bool late = *due < now;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(late ? now - *due : *due - now).count();
    std::string length = std::to_string(minutes) + " phút";
    if (minutes >= 60) length = std::to_string(minutes / 60) + " giờ";
    if (minutes >= 48 * 60) length = std::to_string(minutes / (24 * 60)) + " ngày";
    return {(late ? "quá hạn " : "còn ") + length, late};
}

std::string_view tag_class(State state) {
    switch (state) {
        case State::Draft: return "govuk-tag--grey";
        case State::Submitted: return "govuk-tag--purple";
        case State::Received: return "govuk-tag--blue";
        case State::NotReceived: return "govuk-tag--red";
        case State::InProcess: return "govuk-tag--blue";
        case State::AwaitingSupplement: return "govuk-tag--orange";
        case State::AwaitingPayment: return "govuk-tag--orange";
        case State::WithdrawalAsked: return "govuk-tag--yellow";
        case State::Stopped: return "govuk-tag--red";
        case State::ResultReady: return "govuk-tag--green";
        case State::Returned: return "govuk-tag--green";
    }
    return "govuk-tag--grey";
}

}  // namespace server::http::desk
