#include "server/own_forms.hpp"

#include "server/log.hpp"
#include "server/storage/audit.hpp"
#include "templates/form_check.hpp"
#include "templates/form_engine.hpp"
#include "templates/form_sample.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Instant;
using dossier::Result;

namespace {

// Browsers send line ends of a text area as CR LF.
std::string with_plain_line_ends(std::string text) {
    std::erase(text, '\r');
    return text;
}

Result<const templates::FormKind*> form_named(const storage::FormName& name) {
    const auto* kind = templates::find_form(name.rule_set, name.form);
    if (!kind) return fail(ErrorCode::NotFound, "không có mẫu giấy này");
    return kind;
}

std::vector<FieldError> faults_of(const templates::FormKind& kind, const std::string& html, const std::string& css) {
    std::vector<FieldError> faults;
    for (const auto& problem : templates::check_form(kind, html, css))
        faults.push_back({problem.part == templates::FormPart::Html ? "html" : "css", "line",
                          (problem.line > 0 ? "dòng " + std::to_string(problem.line) + ": " : "") + problem.message});
    return faults;
}

// A text may be well formed and still too much for the printer.
std::string why_not_printed(Services& services, const templates::FormKind& kind, const templates::OwnForm& own) {
    try {
        const auto html = templates::render_own_form(kind, own, templates::form_sample(kind));
        if (services.forms) services.forms->pdf(html);
        return {};
    } catch (const templates::TemplateFault&) {
        return "mẫu không ghép được với dữ liệu";
    } catch (const templates::FormFault&) {
        return "bộ in không làm xong được giấy từ mẫu này";
    }
}

}  // namespace

std::string style_address(const std::string& own_form_id) { return "/desk/form-styles/" + own_form_id; }

std::string printed_form(storage::UnitOfWork& work, const storage::FormName& name, templates::View view, templates::Medium medium, Instant at) {
    const auto* kind = templates::find_form(name.rule_set, name.form);
    const auto own = kind ? storage::own_form_at(work, name, at) : std::nullopt;
    if (!own) return templates::render_form(name.rule_set, name.form, std::move(view), medium);
    try {
        return templates::render_own_form(*kind, {own->html, own->css, style_address(own->id)}, view, medium);
    } catch (const templates::TemplateFault&) {
        // A later version of the program may have dropped a part; the citizen still gets a paper.
        log::error("own form not rendered", {.subject = own->id});
        return templates::render_form(name.rule_set, name.form, std::move(view), medium);
    }
}

Result<int> keep_form_text(Services& services, const dossier::Actor& by, const storage::FormName& name, std::string html, std::string css,
                           Instant now) {
    const auto* kind = TRY(form_named(name));
    storage::OwnFormRow text;
    text.html = with_plain_line_ends(std::move(html));
    text.css = with_plain_line_ends(std::move(css));
    text.made_at = now;
    text.made_by = by.id.text();
    auto faults = faults_of(*kind, text.html, text.css);
    if (faults.empty())
        if (auto why = why_not_printed(services, *kind, {text.html, text.css, ""}); !why.empty()) faults.push_back({"html", "printing", std::move(why)});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "mẫu chưa dùng được", std::move(faults));
    storage::UnitOfWork work{services.database};
    const auto number = storage::keep_own_form(work, name, text);
    work.commit();
    return number;
}

Result<void> use_form_text(Services& services, const dossier::Actor& by, const storage::FormName& name, int number, const std::string& begins_at,
                           Instant now) {
    TRY(form_named(name));
    const auto from = begins_at.empty() ? Result<Instant>{now} : dossier::parse_iso8601(begins_at);
    if (!from) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đúng", {{"begins_at", "format", "phải là ngày và giờ"}});
    if (*from < now) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đúng", {{"begins_at", "past", "không được trước bây giờ: giấy đã in giữ mẫu cũ"}});
    storage::UnitOfWork work{services.database};
    const auto before = storage::own_form_at(work, name, *from);
    if (!storage::use_own_form(work, name, number, *from, by.id.text(), now)) return fail(ErrorCode::NotFound, "không có bản mẫu này");
    storage::append_audit(work, {"configuration", "own_form_used", by.id.text(), name.agency,
                                 {{"rule_set", name.rule_set}, {"form", name.form}, {"old", before ? before->number : 0}, {"new", number},
                                  {"begins_at", dossier::iso8601(*from)}}, now});
    work.commit();
    return {};
}

}  // namespace server
