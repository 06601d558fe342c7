#include "server/catalogue/procedure_json.hpp"

#include <set>

#include "dossier/intake/dossier_code.hpp"
#include "server/catalogue/procedure_parts.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

// Codes that occur twice, and conditions that name no case or fee class of the procedure.
void check_references(const Procedure& procedure, const Reader& reader) {
    std::set<std::string> cases, components;
    for (const auto& rule : procedure.cases)
        if (!cases.insert(rule.code).second) reader.wrong("cases", "unique", "mã trường hợp " + rule.code + " bị lặp");
    if (procedure.case_required && cases.empty()) reader.wrong("cases", "required", "case_required cần ít nhất một trường hợp");
    const auto check_when = [&](const When& when, const std::string& path) {
        for (const auto& code : when.cases)
            if (!cases.contains(code)) reader.wrong(path + ".cases", "unknown", "không có trường hợp " + code);
        for (const auto& code : when.fee_classes)
            if (!procedure.fee_class(code)) reader.wrong(path + ".fee_classes", "unknown", "không có đối tượng miễn, giảm " + code);
    };
    const auto check_fees = [&](const std::vector<FeeRule>& fees, const std::string& path) {
        for (size_t i = 0; i < fees.size(); ++i) check_when(fees[i].when, path + "[" + std::to_string(i) + "].when");
    };
    for (size_t i = 0; i < procedure.components.size(); ++i) {
        const auto& rule = procedure.components[i];
        const auto path = "components[" + std::to_string(i) + "]";
        if (!components.insert(rule.code).second) reader.wrong(path + ".code", "unique", "mã thành phần " + rule.code + " bị lặp");
        check_when(rule.when, path + ".when");
    }
    check_fees(procedure.fees, "fees");
    for (size_t i = 0; i < procedure.cases.size(); ++i) check_fees(procedure.cases[i].fees, "cases[" + std::to_string(i) + "].fees");
}

void read_heading(const Reader& reader, Procedure& procedure) {
    procedure.code = reader.required_text("code");
    if (!procedure.code.empty() && !is_procedure_code(procedure.code))
        reader.wrong("code", "format", "mã thủ tục phải có dạng 1.001193 (có thể kèm mã cơ quan, ví dụ 2.002621.H99)");
    procedure.name = reader.required_text("name");
    if (!reader.has("field")) reader.wrong("field", "required", "phải có lĩnh vực (code, name)");
    reader.inside("field", [&](const Reader& field) {
        procedure.field_code = field.required_text("code");
        if (!procedure.field_code.empty() && !is_field_code(procedure.field_code))
            field.wrong("code", "format", "mã lĩnh vực phải có dạng G15-TP07");
        procedure.field_name = field.required_text("name");
        field.refuse_others();
    });
    if (reader.has("level"))
        procedure.level = reader.one_of<OnlineLevel>("level", reader.text("level")).value_or(OnlineLevel::Partial);
    if (!reader.has("effective_from")) reader.wrong("effective_from", "required", "phải có ngày có hiệu lực");
    procedure.effective_from = reader.date("effective_from").value_or(CivilDate{});
    procedure.legal_bases = reader.texts("legal_bases");
    if (!reader.has("limit")) reader.wrong("limit", "required", "phải có thời hạn giải quyết");
    procedure.limit = reader.limit("limit").value_or(Limit{});
}

}  // namespace

Result<Procedure> procedure_from_json(const Json& json) {
    std::vector<FieldError> errors;
    Procedure procedure;
    const Reader reader{json, "", errors};
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "thủ tục phải là một đối tượng JSON", std::move(errors));
    read_heading(reader, procedure);
    reader.each("fees", [&](const Reader& each) { procedure.fees.push_back(read_fee(each)); });
    reader.each("cases", [&](const Reader& each) { procedure.cases.push_back(read_case(each)); });
    reader.each("components", [&](const Reader& each) { procedure.components.push_back(read_component(each)); });
    if (procedure.components.empty()) reader.wrong("components", "required", "phải có ít nhất một thành phần hồ sơ");
    if (reader.has("runs_on")) procedure.runs_on = reader.required_text("runs_on");
    procedure.connected = reader.flag("connected", true);
    procedure.decided_by = reader.text("decided_by");
    reader.each("results", [&](const Reader& each) {
        procedure.results.push_back({each.required_text("code"), each.required_text("title"), each.flag("paper", false)});
        each.refuse_others();
    });
    reader.each("steps", [&](const Reader& each) { procedure.steps.push_back(read_step(each)); });
    reader.each("clock", [&](const Reader& each) {
        procedure.clock.push_back({each.required_text("reason"), each.required_text("effect")});
        each.refuse_others();
    });
    procedure.case_required = reader.flag("case_required", false);
    procedure.subjects = static_cast<int>(reader.number("subjects", 1, 1, 10));
    procedure.in_person = reader.flag("in_person", false);
    procedure.verified = reader.flag("verified", false);
    reader.refuse_others();
    check_references(procedure, reader);
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "tệp thủ tục chưa đúng", std::move(errors));
    return procedure;
}

Result<Procedure> parse_procedure(std::string_view text) { return procedure_from_json(TRY(parse_json(text))); }

Json procedure_to_json(const Procedure& procedure) {
    Json json{{"code", procedure.code},
              {"name", procedure.name},
              {"field", {{"code", procedure.field_code}, {"name", procedure.field_name}}},
              {"level", std::string{name_of(procedure.level)}},
              {"effective_from", iso_date(procedure.effective_from)},
              {"legal_bases", procedure.legal_bases},
              {"limit", limit_text(procedure.limit)}};
    const auto list = [&](const char* key, const auto& items, const auto& write) {
        json[key] = Json::array();
        for (const auto& item : items) json[key].push_back(write(item));
    };
    list("fees", procedure.fees, write_fee);
    list("cases", procedure.cases, write_case);
    list("components", procedure.components, write_component);
    json["runs_on"] = procedure.runs_on;
    if (!procedure.connected) json["connected"] = false;
    if (!procedure.decided_by.empty()) json["decided_by"] = procedure.decided_by;
    list("results", procedure.results, [](const ResultRule& rule) {
        return Json{{"code", rule.code}, {"title", rule.title}, {"paper", rule.paper}};
    });
    list("steps", procedure.steps, write_step);
    if (!procedure.clock.empty())
        list("clock", procedure.clock, [](const ClockRule& rule) { return Json{{"reason", rule.reason}, {"effect", rule.effect}}; });
    if (procedure.case_required) json["case_required"] = true;
    if (procedure.subjects != 1) json["subjects"] = procedure.subjects;
    if (procedure.in_person) json["in_person"] = true;
    json["verified"] = procedure.verified;
    return json;
}

Result<std::vector<Procedure>> parse_procedure_file(std::string_view text, CivilDate seen_on) {
    const auto json = TRY(parse_json(text));
    if (is_national_answer(json)) return procedures_from_national(json, seen_on);
    if (!json.is_array()) return std::vector{TRY(procedure_from_json(json))};
    std::vector<Procedure> procedures;
    std::vector<FieldError> errors;
    for (size_t i = 0; i < json.size(); ++i) {
        auto procedure = procedure_from_json(json[i]);
        if (procedure) procedures.push_back(*std::move(procedure));
        else
            for (auto& error : procedure.error().fields)
                errors.push_back({joined("[" + std::to_string(i) + "]", error.field), error.rule, error.message});
    }
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "tệp thủ tục chưa đúng", std::move(errors));
    return procedures;
}

}  // namespace server::catalogue
