// Finding a dossier the way people ask at the counter.

#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/words.hpp"
#include "server/storage/search.hpp"

namespace server::http::desk {
namespace {

View row_view(const storage::SearchHit& hit, dossier::Instant now) {
    const auto left = time_left(is_open(hit.state) ? hit.due_at : std::nullopt, now);
    return {{"href", "/desk/dossiers/" + hit.id.text()}, {"code", hit.code.empty() ? "(nháp)" : hit.code},
            {"applicant", hit.applicant.reveal()}, {"procedure", hit.procedure_name}, {"state", vietnamese_name(hit.state)},
            {"state_class", tag_class(hit.state)}, {"due", hit.due_at ? dossier::vietnamese_time(*hit.due_at) : ""},
            {"left", left.text}, {"late", left.late}, {"in_papers", hit.rank == 3}};
}

std::vector<Field> fields_of(const Request& request) {
    Field state{.name = "state", .label = "Trạng thái", .input = Input::Choice, .options = {{"", "Mọi trạng thái"}},
                .value = request.field("state").value_or("")};
    for (const auto& [name, each] : dossier::state_names) state.options.push_back({std::string{name}, std::string{vietnamese_name(each)}});
    return {{.name = "q", .label = "Mã hồ sơ, họ tên, số định danh, số điện thoại",
             .hint = "Không dấu cũng được; mã chỉ cần các số cuối như 0001; số định danh chỉ cần bốn số cuối", .width = "govuk-input--width-30",
             .kind = "search", .value = request.field("q").value_or("")},
            state,
            {.name = "papers", .label = "Tìm cả trong chữ của giấy tờ đã quét", .input = Input::Tick,
             .value = request.field("papers") ? "true" : ""}};
}

View page_view(const Request& request, Services& services) {
    auto view = frame(request, services, "Tìm hồ sơ");
    view["path"] = "/desk/find";
    view["fields"] = fields_view(fields_of(request), "", nullptr, {});
    view["asked"] = false;
    view["any"] = false;
    view["rows"] = View::array();
    view["next"] = "";
    return view;
}

}  // namespace

Result<Response> show_find(const Request& request, Services& services) { return html("pages/find", page_view(request, services)); }

Result<Response> find(const Request& request, Services& services) {
    auto view = page_view(request, services);
    storage::SearchQuestion question;
    question.text = request.field("q").value_or("");
    question.agency = request.principal.agency;
    question.state = dossier::value_named<dossier::State>(request.field("state").value_or(""));
    question.in_papers = request.field("papers").has_value();
    question.after = request.field("after").value_or("");
    storage::UnitOfWork work{services.database};
    const auto found = storage::search_dossiers(work, question);
    if (!found) {
        add_errors(view, summary_of(found.error(), fields_of(request), ""));
        return html("pages/find", view, 422);
    }
    // A whole code names one dossier: straight to it.
    if (found->hits.size() == 1 && found->hits[0].code == question.text) return see_other("/desk/dossiers/" + found->hits[0].id.text());
    for (const auto& hit : found->hits) view["rows"].push_back(row_view(hit, request.arrived_at));
    view["asked"] = true;
    view["any"] = !found->hits.empty();
    view["next"] = found->next;
    view["q"] = question.text;
    view["chosen_state"] = request.field("state").value_or("");
    view["papers"] = question.in_papers;
    return html("pages/find", view);
}

}  // namespace server::http::desk
