#include "server/http/api/stack_view.hpp"

#include <algorithm>

namespace server::http {

using nlohmann::json;
using storage::PageState;

namespace {

// What was read counts only when an officer confirmed the document it stands in.
json fields_view(const storage::StackPage& page, bool confirmed) {
    auto fields = page.fields;
    for (auto& field : fields) field["standing"] = confirmed ? "confirmed" : "unconfirmed";
    return fields;
}

json page_view(const storage::StackPage& page, const std::string& stack, bool confirmed) {
    const auto number = std::to_string(page.number);
    json view{{"number", page.number},
              {"state", dossier::name_of(page.state)},
              {"rotation", page.rotation},
              {"skew", page.skew},
              {"blank", page.blank},
              {"separator", page.separator},
              {"dropped", page.dropped},
              {"document", page.document ? json(*page.document) : json{}},
              {"text", page.text},
              {"confidence", page.confidence},
              {"seconds", page.seconds},
              {"suggestion", {{"component", page.suggested}, {"score", page.score}, {"reason", page.reason}}},
              {"fields", fields_view(page, confirmed)},
              {"report", page.report}};
    if (page.state == PageState::Quarantined) view["problem"] = page.problem;
    if (!page.preview.empty()) view["preview"] = "/api/stacks/" + stack + "/pages/" + number + "/preview";
    return view;
}

}  // namespace

json stack_view(const StackView& view) {
    const auto id = view.stack.id.text();
    json pages = json::array(), documents = json::array();
    const auto confirmed = [&](const storage::StackPage& page) {
        return std::any_of(view.documents.begin(), view.documents.end(),
                           [&](const auto& document) { return page.document == document.number && document.confirmed_at; });
    };
    for (const auto& page : view.pages) pages.push_back(page_view(page, id, confirmed(page)));
    for (const auto& document : view.documents) {
        json numbers = json::array();
        std::string suggested;
        for (const auto& page : view.pages)
            if (page.document == document.number && !page.dropped) {
                numbers.push_back(page.number);
                if (suggested.empty()) suggested = page.suggested;
            }
        documents.push_back({{"number", document.number},
                             {"pages", numbers},
                             {"suggested", suggested},
                             {"component", document.component},
                             {"ordinal", document.ordinal},
                             {"confirmed", document.confirmed_at.has_value()},
                             {"file", document.file.text()}});
    }
    const auto done = std::count_if(view.pages.begin(), view.pages.end(),
                                    [](const auto& page) { return page.state != PageState::Waiting; });
    return {{"id", id},
            {"dossier", view.stack.dossier.text()},
            {"file", view.stack.file.text()},
            {"state", dossier::name_of(view.stack.state)},
            {"version", view.stack.version},
            {"problem", view.stack.problem},
            {"pages_total", view.stack.pages},
            {"pages_done", done},
            {"pages", pages},
            {"documents", documents}};
}

}  // namespace server::http
