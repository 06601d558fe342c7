#include "dossier/intake/person.hpp"

#include <algorithm>
#include <utility>

namespace dossier {
namespace {

bool digits_only(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool letters_and_digits(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

// What the number of this kind of person must look like; empty when it does.
std::string number_fault(PersonKind kind, const std::string& number) {
    switch (kind) {
        case PersonKind::Citizen:
            return is_personal_number(number) ? "" : "số định danh cá nhân phải gồm đúng 12 chữ số";
        case PersonKind::Foreigner:
            return letters_and_digits(number) && number.size() >= 5 && number.size() <= 20
                       ? ""
                       : "số hộ chiếu gồm 5 đến 20 chữ cái và chữ số";
        case PersonKind::Enterprise:
            return digits_only(number) && number.size() == 10 ? "" : "mã số doanh nghiệp phải gồm đúng 10 chữ số";
        case PersonKind::Branch: {
            const bool plain = digits_only(number) && number.size() == 13;
            const bool dashed = number.size() == 14 && number[10] == '-' && digits_only(number.substr(0, 10)) &&
                                digits_only(number.substr(11));
            return plain || dashed ? "" : "mã số thuế của chi nhánh phải gồm 13 chữ số, ví dụ 0123456789-001";
        }
        case PersonKind::Organisation:
            return digits_only(number) && (number.size() == 10 || number.size() == 13)
                       ? ""
                       : "mã số của tổ chức phải gồm 10 hoặc 13 chữ số";
    }
    return "không rõ loại đối tượng";
}

bool plausible_email(const std::string& email) {
    const auto at = email.find('@');
    return at != std::string::npos && at > 0 && email.find('.', at) != std::string::npos && email.back() != '.' &&
           email.find(' ') == std::string::npos && email.find('@', at + 1) == std::string::npos;
}

// 1990-05-17, or a year alone; old papers know no more.
bool plausible_birth(const std::string& text, CivilDate today) {
    constexpr std::chrono::year oldest{1880};
    if (text.size() == 4 && digits_only(text)) {
        const std::chrono::year year{std::stoi(text)};
        return year >= oldest && year <= today.year();
    }
    const auto date = parse_iso_date(text);
    return date && date->year() >= oldest && *date <= today;
}

}  // namespace

bool is_personal_number(const std::string& number) { return digits_only(number) && number.size() == 12; }

bool is_plausible_phone(const std::string& phone) {
    const auto digits = std::count_if(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 8 && digits <= 15 && phone.find_first_not_of("0123456789 +.-()") == std::string::npos;
}

std::optional<int> age_on(const std::string& birth, CivilDate day) {
    if (birth.empty() || !day.ok()) return std::nullopt;
    if (birth.size() == 4 && digits_only(birth)) {
        const int years = static_cast<int>(day.year()) - std::stoi(birth);
        return years >= 0 ? std::optional{years} : std::nullopt;
    }
    const auto born = parse_iso_date(birth);
    if (!born || *born > day) return std::nullopt;
    const bool birthday_came = std::pair{day.month(), day.day()} >= std::pair{born->month(), born->day()};
    return static_cast<int>(day.year()) - static_cast<int>(born->year()) - (birthday_came ? 0 : 1);
}

void check_person(const Person& person, const std::string& prefix, bool required, CivilDate today, std::vector<FieldError>& errors) {
    const auto wrong = [&](const char* field, const char* rule, std::string message) {
        errors.push_back({prefix + "." + field, rule, std::move(message)});
    };
    const auto& number = person.number.reveal();
    if (required && person.name.reveal().find_first_not_of(" \t") == std::string::npos)
        wrong("name", "required", "phải có họ tên hoặc tên tổ chức");
    if (required && number.empty()) wrong("number", "required", "phải có số định danh cá nhân hoặc mã số tổ chức");
    if (!number.empty())
        if (auto fault = number_fault(person.kind, number); !fault.empty()) wrong("number", "format", std::move(fault));
    if (const auto& born = person.birth_date.reveal(); !born.empty() && !plausible_birth(born, today))
        wrong("birth_date", "format", "ngày sinh chưa đúng: ghi ngày đã qua dạng 1990-05-17, hoặc chỉ năm 1990");
    if (!person.phone.reveal().empty() && !is_plausible_phone(person.phone.reveal()))
        wrong("phone", "format", "số điện thoại chưa đúng");
    if (!person.email.reveal().empty() && !plausible_email(person.email.reveal()))
        wrong("email", "format", "địa chỉ thư điện tử chưa đúng");
}

}  // namespace dossier
