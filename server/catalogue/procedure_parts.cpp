#include "server/catalogue/procedure_parts.hpp"

#include <algorithm>
#include <array>

#include "dossier/intake/form_check.hpp"
#include "dossier/state.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

constexpr std::int64_t most_dong = 1'000'000'000'000;

// Codes travel in QR sheets and paths: no spaces, no bars.
void check_code(const Reader& reader, const std::string& code) {
    const bool fine = std::all_of(code.begin(), code.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '.' || c == '-' || c == '_';
    });
    if (!fine || code.size() > 60) reader.wrong("code", "format", "mã gồm chữ không dấu, chữ số, dấu chấm và gạch nối, tối đa 60 ký tự");
}

AgeBounds read_ages(const Reader& reader) {
    AgeBounds ages;
    reader.inside("age", [&](const Reader& inner) {
        const auto bound = [&](const char* key) {
            return inner.has(key) ? std::optional{static_cast<int>(inner.number(key, 0, 0, 150))} : std::nullopt;
        };
        ages = {bound("from"), bound("below")};
        if (!ages.any()) inner.wrong("from", "required", "phải có from hoặc below (tuổi)");
        if (ages.from && ages.below && *ages.from >= *ages.below) inner.wrong("below", "range", "phải lớn hơn from");
        inner.refuse_others();
    });
    return ages;
}

Json write_ages(const AgeBounds& ages) {
    Json json = Json::object();
    if (ages.from) json["from"] = *ages.from;
    if (ages.below) json["below"] = *ages.below;
    return json;
}

void check_filed_by(const Reader& reader, const std::vector<std::string>& words) {
    for (const auto& word : words)
        if (word != Circumstances::filed_by_self &&
            std::find(representative_relations.begin(), representative_relations.end(), word) == representative_relations.end())
            reader.wrong("filed_by", "enum", "“" + word + "” không có trong danh mục; dùng: self, authorised, parent, spouse, child, guardian");
}

When read_when(const Reader& reader) {
    When when;
    reader.inside("when", [&](const Reader& inner) {
        when.cases = inner.texts("cases");
        for (const auto& word : inner.texts("channels"))
            if (const auto channel = inner.one_of<Channel>("channels", word)) when.channels.push_back(*channel);
        when.filed_by = inner.texts("filed_by");
        check_filed_by(inner, when.filed_by);
        when.fee_classes = inner.texts("fee_classes");
        when.ages = read_ages(inner);
        inner.refuse_others();
    });
    return when;
}

Json write_when(const When& when) {
    Json json = Json::object();
    if (!when.cases.empty()) json["cases"] = when.cases;
    for (const auto channel : when.channels) json["channels"].push_back(std::string{name_of(channel)});
    if (!when.filed_by.empty()) json["filed_by"] = when.filed_by;
    if (!when.fee_classes.empty()) json["fee_classes"] = when.fee_classes;
    if (when.ages.any()) json["age"] = write_ages(when.ages);
    return json;
}

FieldRule read_field(const Reader& reader) {
    FieldRule rule;
    rule.name = reader.required_text("name");
    rule.labels = reader.texts("labels");
    if (rule.labels.empty()) reader.wrong("labels", "required", "phải có ít nhất một nhãn in trên giấy");
    if (reader.has("kind")) rule.kind = reader.one_of<FieldKind>("kind", reader.text("kind")).value_or(FieldKind::Text);
    reader.refuse_others();
    return rule;
}

FormRule read_form_rule(const Reader& reader) {
    constexpr std::int64_t most = 1'000'000'000'000;
    FormRule rule;
    rule.name = reader.required_text("name");
    rule.label = reader.required_text("label");
    if (reader.has("kind")) rule.kind = reader.one_of<FieldKind>("kind", reader.text("kind")).value_or(FieldKind::Text);
    rule.required = reader.flag("required", false);
    const auto bound = [&](const char* key) { return reader.has(key) ? std::optional{reader.number(key, 0, 0, most)} : std::nullopt; };
    rule.min = bound("min");
    rule.max = bound("max");
    if (rule.min && rule.max && *rule.min > *rule.max) reader.wrong("max", "range", "không được nhỏ hơn min");
    rule.pattern = reader.text("pattern");
    if (!is_usable_pattern(rule.pattern)) reader.wrong("pattern", "format", "biểu thức chính quy không dùng được hoặc dài quá 200 ký tự");
    rule.hint = reader.text("hint");
    rule.choices = reader.texts("choices");
    reader.refuse_others();
    return rule;
}

Json write_form_rule(const FormRule& rule) {
    Json json{{"name", rule.name}, {"label", rule.label}, {"kind", std::string{name_of(rule.kind)}}, {"required", rule.required}};
    if (rule.min) json["min"] = *rule.min;
    if (rule.max) json["max"] = *rule.max;
    if (!rule.pattern.empty()) json["pattern"] = rule.pattern;
    if (!rule.hint.empty()) json["hint"] = rule.hint;
    if (!rule.choices.empty()) json["choices"] = rule.choices;
    return json;
}

// Which database answers, when the file does not say: identity papers are known by their names.
std::string guessed_lookup(const ComponentRule& rule) {
    if (!rule.allows(Mode::Lookup)) return {};
    static constexpr std::array<std::string_view, 5> identity_words{"tùy thân", "tuỳ thân", "căn cước", "nhân thân", "pháp lý của cá nhân"};
    for (const auto word : identity_words)
        if (rule.title.find(word) != std::string::npos) return "identity";
    return {};
}

}  // namespace

ComponentRule read_component(const Reader& reader) {
    ComponentRule rule;
    rule.code = reader.required_text("code");
    check_code(reader, rule.code);
    rule.title = reader.required_text("title");
    rule.aliases = reader.texts("aliases");
    for (const auto& word : reader.texts("mode"))
        if (const auto mode = reader.one_of<Mode>("mode", word)) rule.modes.push_back(*mode);
    if (!reader.has("mode")) reader.wrong("mode", "required", "phải có cách nộp: submit, present, lookup hoặc form");
    rule.group = reader.text("group");
    rule.originals = static_cast<int>(reader.number("originals", 0, 0, 1000));
    rule.copies = static_cast<int>(reader.number("copies", 0, 0, 1000));
    rule.returned = reader.flag("returned", false);
    rule.digitisable = reader.flag("digitisable", true);
    rule.required = reader.flag("required", true);
    rule.when = read_when(reader);
    rule.lookup = reader.has("lookup") ? reader.text("lookup") : guessed_lookup(rule);
    reader.each("fields", [&](const Reader& field) { rule.fields_read.push_back(read_field(field)); });
    reader.each("form", [&](const Reader& field) { rule.form.push_back(read_form_rule(field)); });
    if (!rule.form.empty() && !rule.allows(Mode::Form)) reader.wrong("form", "mode", "có trường biểu mẫu thì mode phải có form");
    for (size_t i = 0; i < rule.form.size(); ++i)
        for (size_t before = 0; before < i; ++before)
            if (rule.form[i].name == rule.form[before].name)
                reader.wrong("form[" + std::to_string(i) + "].name", "unique", "tên trường bị lặp");
    reader.refuse_others();
    return rule;
}

FeeRule read_fee(const Reader& reader) {
    FeeRule rule;
    rule.code = reader.text("code");
    rule.title = reader.required_text("title");
    if (reader.has("kind")) rule.kind = reader.one_of<FeeKind>("kind", reader.text("kind")).value_or(FeeKind::Charge);
    if (!reader.has("amount")) reader.wrong("amount", "required", "phải có số tiền (đồng)");
    rule.amount = reader.number("amount", 0, 0, most_dong);
    rule.per_copy = reader.flag("per_copy", false);
    rule.when = read_when(reader);
    reader.each("classes", [&](const Reader& inner) {
        rule.classes.push_back({inner.required_text("code"), inner.text("title"), inner.number("amount", 0, 0, most_dong),
                                read_ages(inner)});
        inner.refuse_others();
    });
    reader.refuse_others();
    return rule;
}

CaseRule read_case(const Reader& reader) {
    CaseRule rule;
    rule.code = reader.required_text("code");
    check_code(reader, rule.code);
    rule.title = reader.required_text("title");
    rule.limit = reader.limit("limit");
    reader.each("fees", [&](const Reader& fee) { rule.fees.push_back(read_fee(fee)); });
    rule.representative_allowed = reader.flag("representative_allowed", true);
    reader.refuse_others();
    return rule;
}

StepRule read_step(const Reader& reader) {
    StepRule rule;
    rule.code = reader.required_text("code");
    rule.title = reader.required_text("title");
    rule.role = reader.text("role");
    if (!rule.role.empty()) reader.one_of<Role>("role", rule.role);
    rule.limit = reader.limit("limit");
    rule.unit = reader.text("unit");
    reader.refuse_others();
    return rule;
}

Json write_component(const ComponentRule& rule) {
    Json json{{"code", rule.code}, {"title", rule.title}};
    if (!rule.aliases.empty()) json["aliases"] = rule.aliases;
    json["mode"] = Json::array();
    for (const auto mode : rule.modes) json["mode"].push_back(std::string{name_of(mode)});
    if (!rule.group.empty()) json["group"] = rule.group;
    json["originals"] = rule.originals;
    json["copies"] = rule.copies;
    json["returned"] = rule.returned;
    json["digitisable"] = rule.digitisable;
    json["required"] = rule.required;
    if (!(rule.when == When{})) json["when"] = write_when(rule.when);
    if (!rule.lookup.empty()) json["lookup"] = rule.lookup;
    for (const auto& field : rule.fields_read)
        json["fields"].push_back({{"name", field.name}, {"labels", field.labels}, {"kind", std::string{name_of(field.kind)}}});
    for (const auto& field : rule.form) json["form"].push_back(write_form_rule(field));
    return json;
}

Json write_fee(const FeeRule& rule) {
    Json json{{"code", rule.code}, {"title", rule.title}, {"kind", std::string{name_of(rule.kind)}}, {"amount", rule.amount}};
    if (rule.per_copy) json["per_copy"] = true;
    if (!(rule.when == When{})) json["when"] = write_when(rule.when);
    for (const auto& each : rule.classes) {
        json["classes"].push_back({{"code", each.code}, {"title", each.title}, {"amount", each.amount}});
        if (each.ages.any()) json["classes"].back()["age"] = write_ages(each.ages);
    }
    return json;
}

Json write_case(const CaseRule& rule) {
    Json json{{"code", rule.code}, {"title", rule.title}};
    if (rule.limit) json["limit"] = limit_text(*rule.limit);
    for (const auto& fee : rule.fees) json["fees"].push_back(write_fee(fee));
    if (!rule.representative_allowed) json["representative_allowed"] = false;
    return json;
}

Json write_step(const StepRule& rule) {
    Json json{{"code", rule.code}, {"title", rule.title}};
    if (!rule.role.empty()) json["role"] = rule.role;
    if (rule.limit) json["limit"] = limit_text(*rule.limit);
    if (!rule.unit.empty()) json["unit"] = rule.unit;
    return json;
}

}  // namespace server::catalogue
