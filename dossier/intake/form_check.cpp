#include "dossier/intake/form_check.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <regex>

#include "dossier/intake/person.hpp"

namespace dossier {
namespace {

constexpr size_t longest_value = 4'000;          // bytes
constexpr size_t longest_matched_value = 400;    // bytes, of a field with a pattern

// The matcher without backtracking: a careless pattern cannot stop the server.
std::optional<std::regex> compiled(const std::string& pattern) {
    try {
        return std::regex{pattern, std::regex::ECMAScript | std::regex_constants::__polynomial};
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

// Letters as people count them: UTF-8 bytes that begin a character.
std::int64_t characters(const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

bool counts(FieldKind kind) { return kind == FieldKind::Number || kind == FieldKind::Money; }

// What a value of this kind must look like; empty when it does.
std::string kind_fault(FieldKind kind, const std::string& value) {
    switch (kind) {
        case FieldKind::Text:
        case FieldKind::PersonName:
        case FieldKind::Address: return {};
        case FieldKind::Date: return parse_iso_date(value) ? "" : "phải là ngày, ví dụ 2026-01-31";
        case FieldKind::PersonalNumber: return is_personal_number(value) ? "" : "phải gồm đúng 12 chữ số";
        case FieldKind::Phone: return is_plausible_phone(value) ? "" : "số điện thoại chưa đúng";
        case FieldKind::Number: return whole_number(value) ? "" : "phải là số nguyên";
        case FieldKind::Money: return whole_number(value) && *whole_number(value) >= 0 ? "" : "phải là số tiền bằng đồng, chỉ gồm chữ số";
    }
    return {};
}

std::string bounds_text(const FormRule& rule) {
    std::string text;
    if (rule.min) text = "từ " + std::to_string(*rule.min);
    if (rule.max) text += (text.empty() ? "không quá " : " đến ") + std::to_string(*rule.max);
    return "phải " + std::string{counts(rule.kind) ? "" : "dài "} + text + (counts(rule.kind) ? "" : " ký tự");
}

std::string choices_text(const FormRule& rule) {
    std::string text;
    for (const auto& choice : rule.choices) text += (text.empty() ? "“" : ", “") + choice + "”";
    return text;
}

struct Fault {
    const char* rule;
    std::string message;
};

std::optional<Fault> fault_of(const FormRule& rule, const std::string& value) {
    if (blank(value)) return rule.required ? std::optional<Fault>{{"required", "bắt buộc phải điền"}} : std::nullopt;
    if (value.size() > longest_value) return Fault{"max", "dài quá"};
    if (auto fault = kind_fault(rule.kind, value); !fault.empty()) return Fault{"kind", std::move(fault)};
    const auto size = counts(rule.kind) ? *whole_number(value) : characters(value);
    if (rule.min && size < *rule.min) return Fault{"min", bounds_text(rule)};
    if (rule.max && size > *rule.max) return Fault{"max", bounds_text(rule)};
    if (!rule.choices.empty() && std::find(rule.choices.begin(), rule.choices.end(), value) == rule.choices.end())
        return Fault{"choices", "phải là một trong: " + choices_text(rule)};
    if (rule.pattern.empty()) return std::nullopt;
    const auto pattern = compiled(rule.pattern);
    if (pattern && value.size() <= longest_matched_value && std::regex_match(value, *pattern)) return std::nullopt;
    return Fault{"pattern", "chưa đúng mẫu: " + (rule.hint.empty() ? rule.pattern : rule.hint)};
}

}  // namespace

bool is_usable_pattern(const std::string& pattern) { return pattern.size() <= 200 && compiled(pattern).has_value(); }

std::vector<FieldError> form_faults(const ComponentRule& rule, const std::vector<FormValue>& values) {
    std::vector<FieldError> faults;
    const auto with_name = [](const std::string& name) { return [&name](const auto& each) { return each.name == name; }; };
    for (const auto& field : rule.form) {
        const auto typed = std::find_if(values.begin(), values.end(), with_name(field.name));
        const auto fault = fault_of(field, typed == values.end() ? std::string{} : typed->value.reveal());
        if (fault) faults.push_back({"values." + field.name, fault->rule, "“" + field.label + "”: " + fault->message});
    }
    for (size_t i = 0; i < values.size(); ++i) {
        const auto& name = values[i].name;
        const bool known = std::any_of(rule.form.begin(), rule.form.end(), with_name(name));
        if (!known) faults.push_back({"values[" + std::to_string(i) + "].name", "unknown", "biểu mẫu không có trường này"});
        if (known && std::count_if(values.begin(), values.end(), with_name(name)) > 1)
            faults.push_back({"values[" + std::to_string(i) + "].name", "unique", "trường này được điền hai lần"});
    }
    return faults;
}

}  // namespace dossier
