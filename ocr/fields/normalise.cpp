#include <algorithm>
#include <cstdio>
#include <regex>

#include "ocr/fields/fields.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

std::optional<std::string> date_of(const std::string& value) {
    static const std::regex numbers(R"((\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}))");
    static const std::regex words(R"((\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4}))");
    std::smatch match;
    const std::string plain = without_marks(value);
    if (!std::regex_search(plain, match, numbers) && !std::regex_search(plain, match, words)) return {};
    const int day = std::stoi(match[1]);
    const int month = std::stoi(match[2]);
    if (day < 1 || day > 31 || month < 1 || month > 12) return {};
    char text[16];
    std::snprintf(text, sizeof text, "%s-%02d-%02d", match[3].str().c_str(), month, day);
    return text;
}

// "2 bản" and "02 (hai) bản" → "2", "1.500" → "1500", "3,5 ha" → "3.5". Stops stand between thousands, a comma before decimals.
std::optional<std::string> number_of(const std::string& value) {
    static const std::regex shape(R"((\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d+))?)");
    std::smatch match;
    if (!std::regex_search(value, match, shape)) return {};
    std::string whole;
    for (const char c : match[1].str())
        if (c >= '0' && c <= '9') whole += c;
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    return match[2].matched ? whole + "." + match[2].str() : whole;
}

std::optional<std::string> digits_of(const std::string& value, const std::regex& shape) {
    std::smatch match;
    if (!std::regex_search(value, match, shape)) return {};
    std::string digits;
    for (const char c : match.str())
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

}  // namespace

std::optional<std::string> normalised(const std::string& value, const std::string& kind) {
    // Twelve digits since 2016, nine before; scanners and typists put blanks between groups.
    static const std::regex person(R"(\d(?:[ .]?\d){11}|\d(?:[ .]?\d){8})");
    static const std::regex phone(R"((?:\+84|0)(?:[ .-]?\d){9,10})");
    if (kind == "date") return date_of(value);
    if (kind == "number") return number_of(value);
    if (kind == "personal_number") return digits_of(value, person);
    if (kind == "phone") return digits_of(value, phone);
    return value;
}

std::string date_alone(const std::string& value) {
    static const std::regex figures(R"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})");
    std::smatch match;
    return std::regex_search(value, match, figures) ? match.str() : value;
}

std::vector<FieldValue> fields_of_card(std::string_view qr_text) {
    std::vector<std::string> parts{""};
    for (const char c : qr_text) {
        if (c == '|') parts.emplace_back();
        else parts.back() += c;
    }
    static const std::regex twelve(R"(\d{12})");
    static const std::regex day(R"(\d{8})");
    if (parts.size() < 7 || !std::regex_match(parts[0], twelve) || !std::regex_match(parts[3], day)) return {};
    const auto iso = [](const std::string& d) { return d.size() == 8 ? d.substr(4) + "-" + d.substr(2, 2) + "-" + d.substr(0, 2) : d; };
    const auto field = [](const char* name, const std::string& value, const std::string& normal) {
        return FieldValue{name, nfc(value), nfc(normal), {1.0}, {}, "qr"};
    };
    std::vector<FieldValue> fields{field("so_dinh_danh", parts[0], parts[0]), field("ho_ten", parts[2], parts[2]),
                                   field("ngay_sinh", parts[3], iso(parts[3])), field("gioi_tinh", parts[4], parts[4]),
                                   field("noi_thuong_tru", parts[5], parts[5]), field("ngay_cap", parts[6], iso(parts[6]))};
    if (!parts[1].empty()) fields.push_back(field("so_giay_to_cu", parts[1], parts[1]));
    fields.push_back(field("loai_the", parts.size() == 7 ? "CCCD (mã 7 trường)" : "Căn cước (mã nhiều hơn 7 trường)", ""));
    return fields;
}

}  // namespace ocr
