#include "server/http/desk/stack_page.hpp"

#include <algorithm>
#include <cmath>

namespace server::http::desk {

using storage::PageState;
using storage::StackDocument;
using storage::StackPage;
using storage::StackState;

namespace {

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

std::vector<const StackPage*> pages_of(const StackView& stack, int document) {
    std::vector<const StackPage*> pages;
    for (const auto& page : stack.pages)
        if (page.document == document) pages.push_back(&page);
    return pages;
}

// The suggestion of the first page that has one.
const StackPage* suggesting(const std::vector<const StackPage*>& pages) {
    for (const auto* page : pages)
        if (!page->suggested.empty()) return page;
    return nullptr;
}

std::string title_of(const dossier::Procedure& procedure, const std::string& code) {
    const auto* rule = procedure.component(code);
    return rule ? rule->title : code;
}

// The label printed on the paper, as the procedure knows it.
std::string label_of(const dossier::Procedure& procedure, const std::string& field) {
    for (const auto& rule : procedure.components)
        for (const auto& read : rule.fields_read)
            if (read.name == field && !read.labels.empty()) return read.labels.front();
    return field;
}

std::string violations_of(const StackPage& page) {
    std::string text;
    if (!page.report.contains("violations") || !page.report.at("violations").is_array()) return text;
    for (const auto& each : page.report.at("violations")) {
        if (!text.empty()) text += "; ";
        text += each.is_string() ? each.get<std::string>() : each.value("message", "");
    }
    return text;
}

View page_view(const StackPageView& view, const StackPage& page, bool first, bool fixed) {
    const auto id = view.stack.stack.id.text();
    const auto number = std::to_string(page.number);
    const bool may = view.may_digitise && !fixed;
    return {{"number", page.number}, {"image", page.preview.empty() ? "" : "/api/stacks/" + id + "/pages/" + number + "/preview"},
            {"text", page.text}, {"blank", page.blank}, {"separator", page.separator}, {"dropped", page.dropped},
            {"turned", page.rotation == 0 ? "" : std::to_string(page.rotation)},
            {"quarantined", page.state == PageState::Quarantined ? page.problem : ""}, {"violations", violations_of(page)},
            {"confidence", page.text.empty() ? "" : percent(page.confidence)}, {"path", "/desk/stacks/" + id + "/steps"},
            {"csrf", view.csrf}, {"version", view.stack.stack.version}, {"may_split", may && !first}, {"may_join", may && first && page.number > 1},
            {"may_drop", may && !page.dropped}, {"may_restore", may && page.dropped}};
}

View document_view(const StackPageView& view, const StackDocument& document) {
    const auto pages = pages_of(view.stack, document.number);
    const auto* suggestion = suggesting(pages);
    const bool refused = view.refused_document == document.number;
    const auto prefix = "d" + std::to_string(document.number) + "-";
    auto page_views = View::array();
    for (const auto* page : pages) page_views.push_back(page_view(view, *page, page_views.empty(), document.confirmed_at.has_value()));
    return {{"number", document.number}, {"any", !pages.empty()}, {"pages", page_views},
            {"suggested", suggestion ? title_of(view.dossier.procedure, suggestion->suggested) : ""},
            {"score", suggestion ? percent(suggestion->score) : ""}, {"reason", suggestion ? suggestion->reason : ""},
            {"component", document.component.empty() ? "" : title_of(view.dossier.procedure, document.component)},
            {"confirmed", document.confirmed_at ? dossier::vietnamese_time(*document.confirmed_at) : ""},
            {"may_confirm", view.may_digitise && !document.confirmed_at && !pages.empty()},
            {"path", "/desk/stacks/" + view.stack.stack.id.text() + "/confirm"}, {"csrf", view.csrf}, {"version", view.stack.stack.version},
            {"fields", fields_view(document_fields(view.stack, view.dossier.procedure, document.number), prefix,
                                   refused ? view.typed : nullptr, refused ? view.errors : Errors{})}};
}

}  // namespace

std::string_view vietnamese_state(StackState state) {
    switch (state) {
        case StackState::Waiting: return "đang chờ đọc";
        case StackState::Reading: return "đang đọc";
        case StackState::Read: return "đã đọc xong, chờ xác nhận";
        case StackState::Failed: return "không đọc được";
        case StackState::Confirmed: return "đã đưa vào hồ sơ";
    }
    return "";
}

std::vector<Field> document_fields(const StackView& stack, const dossier::Procedure& procedure, int document) {
    const auto pages = pages_of(stack, document);
    const auto* suggestion = suggesting(pages);
    Field component{.name = "component", .label = "Thành phần hồ sơ", .input = Input::Choice, .options = {{"", "Chọn thành phần"}},
                    .value = suggestion ? suggestion->suggested : ""};
    for (const auto& rule : procedure.components) component.options.push_back({rule.code, rule.title});
    std::vector<Field> fields{component,
                              {.name = "document", .label = "", .input = Input::Hidden, .value = std::to_string(document)}};
    for (const auto* page : pages)
        for (const auto& read : page->fields) {
            const auto name = "value." + read.value("name", "");
            const auto value = read.value("value", "");
            const auto confidence = read.value("confidence", 0.0);
            const auto known = std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
            if (known || name == "value.") continue;
            const bool sure = confidence >= sure_enough;
            fields.push_back({.name = name, .label = label_of(procedure, read.value("name", "")),
                              .hint = sure ? "máy đọc, " + percent(confidence) : "máy đọc “" + value + "”, chỉ chắc " + percent(confidence),
                              .width = "govuk-input--width-30", .value = sure ? value : ""});
        }
    return fields;
}

View stack_view(const StackPageView& view) {
    const auto& stack = view.stack.stack;
    const auto done = std::count_if(view.stack.pages.begin(), view.stack.pages.end(),
                                    [](const StackPage& page) { return page.state != PageState::Waiting; });
    const bool reading = stack.state == StackState::Waiting || stack.state == StackState::Reading;
    const auto path = "/desk/stacks/" + stack.id.text();
    auto documents = View::array();
    auto loose = View::array();
    if (!reading) {
        for (const auto& document : view.stack.documents) documents.push_back(document_view(view, document));
        for (const auto& page : view.stack.pages)
            if (!page.document) loose.push_back(page_view(view, page, false, false));
    }
    return {{"name", stack.file_name.empty() ? "tải lên lúc " + dossier::vietnamese_time(stack.uploaded_at) : stack.file_name},
            {"dossier_path", "/desk/dossiers/" + stack.dossier.text()}, {"dossier_code", view.dossier.code}, {"path", path},
            {"refresh", reading ? path : ""}, {"total", stack.pages}, {"done", done}, {"unknown", stack.pages == 0},
            {"percent", stack.pages == 0 ? 0 : done * 100 / stack.pages}, {"stack_state", vietnamese_state(stack.state)},
            {"problem", stack.problem}, {"documents", documents}, {"loose", loose}, {"any_loose", !loose.empty()},
            {"may_undo", view.may_digitise && !reading}, {"csrf", view.csrf}, {"version", stack.version}};
}

}  // namespace server::http::desk
