// Printed forms with the agency's own text: edited, shown with sample data, used from a moment on.

#include <charconv>

#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/error_page.hpp"
#include "server/own_forms.hpp"
#include "server/storage/database.hpp"
#include "templates/form_engine.hpp"
#include "templates/form_sample.hpp"

namespace server::http::desk {

using dossier::ErrorCode;
using dossier::fail;
using storage::FormName;
using templates::FormKind;

namespace {

constexpr int html_rows = 26, css_rows = 8;

struct Asked {
    const FormKind* kind;
    FormName name;
    int number = -1;  // of the text the address names; -1: none
    std::string address() const { return "/desk/templates/" + name.rule_set + "/" + name.form; }
};

Result<Asked> asked(const Request& request) {
    Asked what{nullptr, {request.principal.agency, request.path_value("rule_set"), request.path_value("form")}};
    what.kind = templates::find_form(what.name.rule_set, what.name.form);
    if (!what.kind) return fail(ErrorCode::NotFound, "không có mẫu giấy này");
    const auto& text = request.path_value("number");
    if (text.empty()) return what;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), what.number);
    if (error != std::errc{} || end != text.data() + text.size() || what.number < 0) return fail(ErrorCode::NotFound, "không có bản mẫu này");
    return what;
}

// Number 0 is the built-in text.
Result<templates::OwnForm> text_of(storage::UnitOfWork& work, const Asked& what, int number) {
    if (number == 0) return templates::OwnForm{templates::built_in_text(*what.kind), "", ""};
    const auto own = storage::find_own_form(work, what.name, number);
    if (!own) return fail(ErrorCode::NotFound, "không có bản mẫu này");
    return templates::OwnForm{own->html, own->css, style_address(own->id)};
}

std::string title_of(int number) { return number == 0 ? "Mẫu có sẵn" : "Bản số " + std::to_string(number); }

std::string law_of(const FormKind& kind) { return kind.rule_set == "2018" ? "TT 01/2018/TT-VPCP" : "TT 03/2025/TT-VPCP"; }

std::vector<Field> fields_of(const templates::OwnForm& text) {
    return {{.name = "html", .label = "Nội dung (HTML)", .input = Input::Area,
             .hint = "Trường viết {{ten}}, phần lặp hoặc có điều kiện {{#ten}} … {{/ten}}, ghi chú {{! … }}", .value = text.html},
            {.name = "css", .label = "Kiểu chữ (CSS), thêm sau kiểu có sẵn", .input = Input::Area, .value = text.css}};
}

// Names with what the sample holds: what the text may ask for.
View known_fields(const FormKind& kind) {
    auto rows = View::array();
    const auto add = [&](const std::string& name, const View& value) {
        auto shown = value.is_string() ? value.get<std::string>() : value.dump();
        if (shown.starts_with("data:")) shown = "mã QR, cho src=";
        rows.push_back({{"name", name}, {"value", shown}});
    };
    const auto sample = templates::form_sample(kind);
    for (const auto& [name, value] : sample.items()) {
        if (!value.is_structured()) {
            add(name, value);
            continue;
        }
        std::string inner;
        const auto& members = value.is_array() ? value.front() : value;
        for (const auto& [member, ignored] : members.items()) inner += (inner.empty() ? "" : ", ") + member;
        add("#" + name, View(inner));
    }
    return rows;
}

View history(storage::UnitOfWork& work, const Asked& what, dossier::Instant now) {
    const auto uses = storage::own_form_uses(work, what.name);  // the latest decision first
    const storage::OwnFormUse* present = nullptr;
    for (const auto& use : uses)
        if (use.begins_at <= now && (!present || use.begins_at > present->begins_at)) present = &use;
    auto rows = View::array();
    for (const auto& use : uses)
        rows.push_back({{"title", title_of(use.number)}, {"from", dossier::vietnamese_time(use.begins_at)},
                        {"by", use.decided_by_name}, {"decided", dossier::vietnamese_time(use.decided_at)},
                        {"state", &use == present ? "đang dùng" : use.begins_at > now ? "chưa tới" : "đã qua"}});
    return rows;
}

View texts(storage::UnitOfWork& work, const Asked& what) {
    View rows = View::array({{{"title", title_of(0)}, {"href", what.address() + "/0"}, {"made", ""}, {"by", ""}, {"current", what.number == 0}}});
    for (const auto& text : storage::own_forms_of(work, what.name))
        rows.push_back({{"title", title_of(text.number)}, {"href", what.address() + "/" + std::to_string(text.number)},
                        {"made", dossier::vietnamese_time(text.made_at)}, {"by", text.made_by_name}, {"current", text.number == what.number}});
    return rows;
}

Result<Response> form_page(const Request& request, Services& services, const Asked& what, const dossier::Error* error) {
    storage::UnitOfWork work{services.database};
    const auto newest = storage::own_forms_of(work, what.name);
    const auto number = what.number >= 0 ? what.number : newest.empty() ? 0 : newest.front().number;
    const auto fields = fields_of(TRY(text_of(work, what, number)));
    auto view = frame(request, services, std::string{what.kind->title});
    if (error) add_errors(view, summary_of(*error, fields, ""));
    view["path"] = what.address();
    view["number_of_form"] = what.kind->number;
    view["law"] = law_of(*what.kind);
    const bool typed = error && request.field("html");
    view["fields"] = fields_view(fields, "", typed ? &request.form : nullptr, error ? error->fields : Errors{});
    view["fields"][0]["area"]["rows"] = html_rows;
    view["fields"][1]["area"]["rows"] = css_rows;
    view["known"] = known_fields(*what.kind);
    view["texts"] = texts(work, what);
    view["uses"] = history(work, what, request.arrived_at);
    view["any_use"] = !view["uses"].empty();
    view["shown"] = what.number < 0 ? View(nullptr)
                                    : View{{"title", title_of(what.number)}, {"number", std::to_string(what.number)},
                                           {"sample", what.address() + "/" + std::to_string(what.number) + "/sample"}};
    const std::vector<Field> when{{.name = "begins_at", .label = "Dùng từ lúc", .input = Input::Moment, .hint = "Để trống: dùng ngay", .width = "govuk-input--width-20"}};
    view["when"] = fields_view(when, "", nullptr, error ? error->fields : Errors{});
    view["wide"] = true;
    return html("pages/form-template", view, error ? 422 : 200);
}

}  // namespace

Result<Response> show_form_templates(const Request& request, Services& services) {
    auto view = frame(request, services, "Mẫu giấy");
    storage::UnitOfWork work{services.database};
    auto rows = View::array();
    for (const auto& kind : templates::form_kinds()) {
        const FormName name{request.principal.agency, std::string{kind.rule_set}, std::string{kind.form}};
        const auto used = storage::own_form_at(work, name, request.arrived_at);
        rows.push_back({{"href", "/desk/templates/" + name.rule_set + "/" + name.form}, {"law", law_of(kind)}, {"number", kind.number},
                        {"title", kind.title}, {"used", title_of(used ? used->number : 0)}});
    }
    view["rows"] = std::move(rows);
    return html("pages/form-templates", view);
}

Result<Response> show_form_template(const Request& request, Services& services) {
    return form_page(request, services, TRY(asked(request)), nullptr);
}

Result<Response> preview_form_template(const Request& request, Services& services) {
    const auto what = TRY(asked(request));
    const auto number = keep_form_text(services, actor_of(request.principal), what.name, request.field("html").value_or(""),
                                       request.field("css").value_or(""), request.arrived_at);
    if (number) return see_other(what.address() + "/" + std::to_string(*number));
    return form_page(request, services, what, &number.error());
}

Result<Response> use_form_template(const Request& request, Services& services) {
    auto what = TRY(asked(request));
    const auto used = use_form_text(services, actor_of(request.principal), what.name, what.number, request.field("begins_at").value_or(""), request.arrived_at);
    if (used) return see_other(what.address() + "/" + std::to_string(what.number) + "?done=Saved");
    if (used.error().code != ErrorCode::InvalidInput) return tl::unexpected(used.error());
    return form_page(request, services, what, &used.error());
}

Result<Response> show_form_sample(const Request& request, Services& services) {
    const auto what = TRY(asked(request));
    storage::UnitOfWork work{services.database};
    const auto text = TRY(text_of(work, what, what.number));
    const bool pdf = request.path.ends_with(".pdf");
    const auto html = templates::render_own_form(*what.kind, text, templates::form_sample(*what.kind),
                                                 pdf ? templates::Medium::Pdf : templates::Medium::Screen);
    if (!pdf) return page(html);
    if (!services.forms) return error_page(kind_of_status(503), "Chưa in được giấy lúc này.", {}, request, services);
    return bytes(services.forms->pdf(html), "application/pdf", "xem-thu.pdf");
}

Result<Response> show_form_style(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("own_form_id"));  // a UUID too
    storage::UnitOfWork work{services.database};
    const auto text = storage::find_own_form(work, id.text());
    if (!text) return fail(ErrorCode::NotFound, "không có bản mẫu này");
    return server::http::text(text->css, "text/css; charset=utf-8").with_header("Cache-Control", "private, max-age=31536000, immutable");
}

}  // namespace server::http::desk
