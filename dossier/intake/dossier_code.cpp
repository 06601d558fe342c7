#include "dossier/intake/dossier_code.hpp"

#include <charconv>
#include <cstdio>
#include <vector>

namespace dossier {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// `#` a digit, `@` a capital, anything else itself.
bool looks_like(std::string_view text, std::string_view shape) {
    if (text.size() != shape.size()) return false;
    for (size_t i = 0; i < text.size(); ++i) {
        if (shape[i] == '#' ? !is_digit(text[i]) : shape[i] == '@' ? !is_capital(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

bool all_digits(std::string_view text) {
    for (const char c : text)
        if (!is_digit(c)) return false;
    return !text.empty();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

unsigned number_in(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// YYMMDD or YYYYMMDD.
std::optional<CivilDate> date_in(std::string_view digits) {
    const auto year_digits = digits.size() - 4;
    const int year = static_cast<int>(number_in(digits.substr(0, year_digits))) + (year_digits == 2 ? 2000 : 0);
    const CivilDate date{std::chrono::year{year}, std::chrono::month{number_in(digits.substr(year_digits, 2))},
                         std::chrono::day{number_in(digits.substr(year_digits + 2, 2))}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

bool is_level_one(std::string_view group) {  // M from A to Y; Z is other bodies' own scheme
    return looks_like(group, "@##");
}

tl::unexpected<Error> not_a_code() {
    return fail(ErrorCode::InvalidInput, "mã hồ sơ không đúng dạng, ví dụ H56.14-250225-0001");
}

}  // namespace

CodeScheme scheme_on(CivilDate date) {
    constexpr CivilDate two_tiers{std::chrono::year{2025}, std::chrono::July, std::chrono::day{1}};
    return date < two_tiers ? CodeScheme::A : CodeScheme::B;
}

bool is_agency_code_2016(std::string_view code) {
    return looks_like(code, "###.##.##.@##") && code[10] <= 'Y';
}

bool is_agency_code_2020(std::string_view code) {
    if (code.empty() || code.size() > 35) return false;
    const auto groups = split(code, '.');
    for (const auto group : groups) {
        if (group.empty()) return false;
        for (const char c : group)
            if (!is_digit(c) && !is_capital(c)) return false;
    }
    const auto first = groups.front();
    if (all_digits(first)) return groups.size() == 1 && (first.size() == 10 || first.size() == 13);  // enterprise number
    return is_level_one(first);
}

Result<void> check_agency_code(std::string_view code, CodeScheme scheme) {
    if (scheme == CodeScheme::A) {
        if (is_agency_code_2016(code)) return {};
        return fail(ErrorCode::InvalidInput, "mã định danh cơ quan phải theo QCVN 102:2016, ví dụ 000.00.01.H56",
                    {{"agency", "format", "phải có dạng 000.00.01.H56"}});
    }
    if (is_agency_code_2020(code)) return {};
    return fail(ErrorCode::InvalidInput, "mã định danh cơ quan phải theo Quyết định 20/2020/QĐ-TTg, ví dụ H56.01.02",
                {{"agency", "format", "phải có dạng H56.01.02, tối đa 35 ký tự"}});
}

Result<std::string> compose_code(std::string_view agency, CivilDate official_date, unsigned serial, CodeScheme scheme) {
    TRY(check_agency_code(agency, scheme));
    if (serial == 0 || scheme == CodeScheme::C)
        return fail(ErrorCode::InvalidInput, "số thứ tự hồ sơ trong ngày bắt đầu từ 1; mã của Cổng không được cấp lại");
    char tail[32];
    std::snprintf(tail, sizeof tail, "-%02d%02u%02u-%04u", static_cast<int>(official_date.year()) % 100,
                  static_cast<unsigned>(official_date.month()), static_cast<unsigned>(official_date.day()), serial);
    return std::string{agency} + tail;
}

Result<DossierCodeParts> parse_code(std::string_view code) {
    const auto parts = split(code, '-');
    if (parts.size() != 3 || !all_digits(parts[1]) || !all_digits(parts[2])) return not_a_code();
    const auto agency = parts[0], day = parts[1], serial = parts[2];
    const bool is_2016 = is_agency_code_2016(agency);
    if (!is_2016 && !is_agency_code_2020(agency)) return not_a_code();
    const bool portal = day.size() == 8 && serial.size() == 7 && !is_2016;
    const bool ours = day.size() == 6 && (serial.size() == 4 || (serial.size() == 5 && serial[0] != '0'));
    if (!portal && !ours) return not_a_code();
    const auto date = date_in(day);
    if (!date || number_in(serial) == 0) return not_a_code();
    const auto scheme = portal ? CodeScheme::C : is_2016 ? CodeScheme::A : CodeScheme::B;
    return DossierCodeParts{scheme, std::string{agency}, *date, number_in(serial)};
}

bool is_field_code(std::string_view code) {
    return looks_like(code, "@##-@@##") && (code[0] == 'G' || code[0] == 'H');
}

bool is_procedure_code(std::string_view code) {
    if (!looks_like(code.substr(0, 8), "#.######")) return false;
    auto rest = code.substr(8);
    if (rest.empty()) return true;
    if (rest[0] != '.') return false;
    rest.remove_prefix(1);
    if (looks_like(rest.substr(0, 10), "###.##.##.")) rest.remove_prefix(10);
    return looks_like(rest, "@##") && (rest[0] == 'G' || rest[0] == 'H');
}

bool is_component_code(std::string_view code) { return looks_like(code, "###.##.##.@##-@@######"); }

}  // namespace dossier
