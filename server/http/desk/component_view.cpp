// The components part of a dossier's page.

#include <algorithm>

#include "dossier/intake/completeness.hpp"
#include "server/http/desk/action_forms.hpp"
#include "server/http/desk/dossier_page.hpp"

namespace server::http::desk {

using dossier::Component;
using dossier::ComponentRule;
using dossier::Mode;
using dossier::Standing;
using dossier::vietnamese_time;

namespace {

struct StandingLook {
    const char* text;
    const char* tag;
};
StandingLook look_of(Standing standing) {
    switch (standing) {
        case Standing::Satisfied: return {"đủ", "govuk-tag--green"};
        case Standing::Reused: return {"dùng lại dữ liệu", "govuk-tag--green"};
        case Standing::Marked: return {"có giấy, chưa số hóa", "govuk-tag--yellow"};
        case Standing::Missing: return {"thiếu", "govuk-tag--red"};
        case Standing::NotNeeded: return {"không bắt buộc", "govuk-tag--grey"};
    }
    return {"", "govuk-tag--grey"};
}

std::string modes_of(const ComponentRule& rule) {
    std::string text;
    for (const auto mode : rule.modes) {
        if (!text.empty()) text += ", hoặc ";
        text += vietnamese_name(mode);
    }
    return text;
}

// Which forms make sense beside a component now; the domain still decides.
bool offers(const ComponentRule& rule, const Component* component, std::string_view action) {
    if (action == "RecordShown") return rule.allows(Mode::Present) && !(component && component->shown);
    if (action == "RecordLookup") return rule.allows(Mode::Lookup);
    if (action == "CountPaper" || action == "AddFile") return rule.allows(Mode::Submit) || rule.allows(Mode::Lookup);
    if (action == "MarkNotDigitised") return rule.allows(Mode::Submit) && !(component && (component->not_digitised || component->has_current_file()));
    if (action == "UnmarkNotDigitised") return component && component->not_digitised;
    if (action == "ConfirmComponent") return component && component->has_current_file() && !component->confirmed;
    if (action == "UndoConfirmation") return component && component->confirmed;
    if (action == "ReturnOriginal") return rule.returned && component && !component->original_returned_at;
    return false;
}

View files_of(const Component& component, const std::string& dossier_path) {
    auto files = View::array();
    for (const auto& file : component.files)
        if (file.current)
            files.push_back({{"href", dossier_path + "/files/" + file.file.text()}, {"version", file.version},
                             {"added", vietnamese_time(file.added_at)}, {"origin", file.origin == dossier::FileOrigin::Scan ? "bản quét" : "tệp"}});
    return files;
}

// What was typed into the interactive form, under the labels of its rules.
View values_of(const ComponentRule& rule, const Component* component) {
    auto lines = View::array();
    if (!component) return lines;
    for (const auto& value : component->form_values) {
        const auto field = std::find_if(rule.form.begin(), rule.form.end(), [&](const auto& each) { return each.name == value.name; });
        lines.push_back({{"label", field == rule.form.end() ? value.name : field->label}, {"value", value.value.reveal()}});
    }
    return lines;
}

std::string note_of(const Component* component) {
    if (!component) return {};
    if (component->not_digitised)
        return "Chưa số hóa: " + std::string{vietnamese_name(component->not_digitised->reason)} +
               (component->not_digitised->text.empty() ? "" : " – " + component->not_digitised->text);
    if (component->shown) return "Đã đối chiếu " + component->shown->paper + " lúc " + vietnamese_time(component->shown->at);
    if (component->looked_up)
        return component->looked_up->found ? "Tra cứu thấy, mã " + component->looked_up->reference : "Đã tra cứu, không thấy dữ liệu";
    return {};
}

}  // namespace

View components_view(const DossierPage& page) {
    const auto standings = dossier::check_components(page.dossier);
    auto views = View::array();
    for (const auto& rule : page.dossier.procedure.components) {
        const auto* component = page.dossier.component(rule.code);
        const auto standing = std::find_if(standings.begin(), standings.end(), [&](const auto& each) { return each.code == rule.code; });
        const auto look = look_of(standing == standings.end() ? Standing::NotNeeded : standing->standing);
        auto forms = View::array();
        for (const auto& form : component_forms())
            if (offers(rule, component, form.action) && permitted_now(page, form.action))
                forms.push_back(action_view(form, page, rule.code, component ? component->ordinal : 1));
        views.push_back({{"code", rule.code}, {"title", rule.title}, {"modes", modes_of(rule)}, {"standing", look.text},
                         {"standing_class", look.tag}, {"why", standing == standings.end() ? "" : standing->why},
                         {"group", rule.group}, {"note", note_of(component)}, {"values", values_of(rule, component)},
                         {"confirmed", component && component->confirmed ? vietnamese_time(component->confirmed->at) : ""},
                         {"files", component ? files_of(*component, "/desk/dossiers/" + page.dossier.id.text()) : View::array()}, {"forms", forms}});
    }
    return views;
}

}  // namespace server::http::desk
