// What is printed at the counter in one go, chosen on a page.

#include "dossier/intake/bundle.hpp"
#include "server/catalogue/catalogue.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/particulars_form.hpp"
#include "server/papers.hpp"
#include "server/perform.hpp"
#include "server/print_job.hpp"
#include "server/rules.hpp"
#include "server/storage/database.hpp"
#include "templates/forms.hpp"
#include "templates/print_job.hpp"

namespace server::http::desk {

using dossier::ErrorCode;
using dossier::fail;

namespace {

Field tick(const char* name, const char* label) { return {.name = name, .label = label, .input = Input::Tick}; }

Field number(const char* name, const char* label, const char* value) {
    return {.name = name, .label = label, .input = Input::Number, .width = "govuk-input--width-5", .value = value};
}

std::vector<FormPart> sheets_form() {
    return {{"Giấy", {tick("checklist", "Danh mục giấy tờ cần nộp")}},
            {"Tờ quét", {tick("components", "Một tờ trước mỗi thành phần hồ sơ"), number("separators", "Số tờ phân cách", "0")}}};
}

std::vector<FormPart> dossier_form(const dossier::Dossier& dossier, const std::string& rule_set) {
    auto parts = sheets_form();
    std::vector<Field> legal;
    for (const auto* form : legal_forms)
        if (has_ground(dossier, form, rule_set)) {
            const auto* kind = templates::find_form(rule_set, form);
            auto& field = legal.emplace_back(tick(form, ""));
            field.label = std::string{kind->title} + " (mẫu " + std::string{kind->number} + ")";
        }
    parts[0].fields.insert(parts[0].fields.begin(), legal.begin(), legal.end());
    parts[1].fields.insert(parts[1].fields.begin(), tick("cover", "Tờ bìa hồ sơ"));
    Field stock{.name = "stock", .label = "Khổ nhãn", .input = Input::Choice, .value = "a7"};
    for (const auto& each : templates::label_stock()) stock.options.push_back({each.code, each.title});
    FormPart labels{"Nhãn", {std::move(stock), number("first_cell", "Bắt đầu từ ô thứ", "1")}};
    if (dossier::bundle_of(dossier)) labels.fields.push_back(tick("bundle", "Nhãn bó giấy chưa số hóa"));
    if (!dossier.code.empty()) labels.fields.push_back(number("labels", "Số nhãn dán bìa hồ sơ", "0"));
    if (labels.fields.size() > 2) parts.push_back(std::move(labels));
    return parts;
}

Response print_page(const Request& request, Services& services, const std::string& about, std::vector<FormPart> parts, const dossier::Error* error) {
    auto view = frame(request, services, "In tại quầy");
    if (error) add_errors(view, summary_of(*error, all_fields(parts), ""));
    view["heading"] = "In tại quầy: " + about;
    view["path"] = request.path;
    view["version"] = "";
    view["from"] = "";
    view["once"] = "";
    view["submit"] = "In";
    view["parts"] = parts_view(parts, error ? &request.form : nullptr, error ? error->fields : Errors{});
    return html("pages/particulars", view, error ? 422 : 200);
}

// The same for a procedure, chosen on the page.
std::vector<FormPart> procedure_form(const Request& request, Services& services) {
    Field field{.name = "procedure", .label = "Thủ tục", .input = Input::Choice, .options = {{"", "Chọn thủ tục"}},
                .value = request.query_value("procedure").value_or("")};
    storage::UnitOfWork work{services.database};
    for (const auto& procedure : services.catalogue.procedures(work, request.arrived_at))
        field.options.push_back({procedure->code, procedure->name + " (" + procedure->code + ")"});
    auto parts = sheets_form();
    parts.insert(parts.begin(), FormPart{"Thủ tục hành chính", {std::move(field)}});
    return parts;
}

Result<std::string> printed_for_procedure(const Request& request, Services& services, const std::vector<FormPart>& parts) {
    auto asked = TRY(json_of(all_fields(parts), request.form));
    const auto code = asked.value("procedure", "");
    asked.erase("procedure");
    std::shared_ptr<const dossier::Procedure> procedure;
    {
        storage::UnitOfWork work{services.database};
        procedure = services.catalogue.procedure(work, code, request.arrived_at);
    }
    if (!procedure) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ", {{"procedure", "required", "chọn một thủ tục"}});
    const auto wish = TRY(print_wish(asked));
    return print_for_procedure(services, *procedure, wish);
}

Result<std::string> printed_for_dossier(const Request& request, Services& services, const dossier::Dossier& dossier, const std::vector<FormPart>& parts) {
    const auto asked = TRY(json_of(all_fields(parts), request.form));
    const auto wish = TRY(print_wish(asked));
    return print_for_dossier(services, dossier, wish, actor_of(request.principal), request.arrived_at);
}

std::string name_of(const dossier::Dossier& dossier) { return dossier.code.empty() ? "hồ sơ nháp" : dossier.code; }

// A PDF, or the page again with what was wrong.
Result<Response> answer(const Request& request, Services& services, const std::string& about, std::vector<FormPart> parts, Result<std::string> made) {
    if (made) return bytes(*std::move(made), "application/pdf", "in-tai-quay.pdf");
    if (made.error().code != ErrorCode::InvalidInput) return tl::unexpected(made.error());
    return print_page(request, services, about, std::move(parts), &made.error());
}

}  // namespace

Result<Response> show_dossier_print(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    return print_page(request, services, name_of(dossier), dossier_form(dossier, rules_of(services, dossier, request.arrived_at).forms), nullptr);
}

Result<Response> print_dossier(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    const auto parts = dossier_form(dossier, rules_of(services, dossier, request.arrived_at).forms);
    return answer(request, services, name_of(dossier), parts, printed_for_dossier(request, services, dossier, parts));
}

Result<Response> show_procedure_print(const Request& request, Services& services) {
    return print_page(request, services, "theo thủ tục", procedure_form(request, services), nullptr);
}

Result<Response> print_procedure(const Request& request, Services& services) {
    const auto parts = procedure_form(request, services);
    return answer(request, services, "theo thủ tục", parts, printed_for_procedure(request, services, parts));
}

}  // namespace server::http::desk
