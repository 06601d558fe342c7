// Finding a dossier the way people ask at the counter.

#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/words.hpp"
#include "server/http/exports.hpp"
#include "server/storage/database.hpp"
#include "server/storage/saved_search_store.hpp"
#include "server/storage/search.hpp"

namespace server::http::desk {

using dossier::fail;

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

// Each is a form of its own that runs it.
View saved_view(storage::UnitOfWork& work, const Request& request) {
    auto rows = View::array();
    for (const auto& search : storage::saved_searches(work, request.principal.id, storage::SearchedPage::Dossiers)) {
        const auto word = [&](const char* name) { return search.question.value(name, ""); };
        rows.push_back({{"id", search.id}, {"name", search.name}, {"q", word("q")}, {"state", word("state")}, {"papers", !word("papers").empty()}});
    }
    return rows;
}

View page_view(const Request& request, Services& services) {
    auto view = frame(request, services, "Tìm hồ sơ");
    view["path"] = "/desk/find";
    view["fields"] = fields_view(fields_of(request), "", nullptr, {});
    storage::UnitOfWork work{services.database};
    view["saved"] = saved_view(work, request);
    view["any_saved"] = !view["saved"].empty();
    view["asked"] = false;
    view["any"] = false;
    view["rows"] = View::array();
    view["next"] = "";
    view["bounded"] = false;
    return view;
}

storage::SearchQuestion question_of(const Request& request) {
    storage::SearchQuestion question;
    question.text = request.field("q").value_or("");
    question.agency = request.principal.agency;
    question.state = dossier::value_named<dossier::State>(request.field("state").value_or(""));
    question.in_papers = request.field("papers").has_value();
    question.after = request.field("after").value_or("");
    return question;
}

}  // namespace

Result<Response> show_find(const Request& request, Services& services) { return html("pages/find", page_view(request, services)); }

Result<Response> export_find(const Request& request, Services& services) {
    auto question = question_of(request);
    question.after.clear();
    question.most = 200;
    auto rows = View::array();
    storage::UnitOfWork work{services.database};
    bool bounded = false;
    do {
        const auto page = TRY(storage::search_dossiers(work, question));
        for (const auto& hit : page.hits) rows.push_back(row_view(hit, request.arrived_at));
        question.after = page.next;
        bounded = page.bounded;
    } while (!question.after.empty() && rows.size() < most_exported);
    return exported(request.field("format").value_or("csv"),
                    {"tim-ho-so", "Hồ sơ tìm thấy",
                     {{"code", "Mã hồ sơ"}, {"applicant", "Người nộp"}, {"procedure", "Thủ tục"}, {"state", "Trạng thái"}, {"due", "Hẹn trả"},
                      {"left", "Còn lại"}},
                     std::move(rows), bounded || !question.after.empty()},
                    services.forms);
}

Result<Response> find(const Request& request, Services& services) {
    auto view = page_view(request, services);
    const auto question = question_of(request);
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
    view["bounded"] = found->bounded;
    view["q"] = question.text;
    view["chosen_state"] = request.field("state").value_or("");
    view["papers"] = question.in_papers;
    return html("pages/find", view);
}

Result<Response> save_search(const Request& request, Services& services) {
    const auto name = TRY(request.required_field("name"));
    if (name.size() > 200) return fail(dossier::ErrorCode::InvalidInput, "tên quá dài", {{"name", "length", "tên dài nhất 200 ký tự"}});
    nlohmann::json question;
    for (const auto* field : {"q", "state", "papers"})
        if (const auto value = request.field(field); value && !value->empty()) question[field] = *value;
    if (question.empty()) return fail(dossier::ErrorCode::InvalidInput, "chưa có điều kiện nào để lưu", {{"q", "required", "gõ điều kiện tìm trước"}});
    storage::UnitOfWork work{services.database};
    if (!storage::save_search(work, {request.principal.id, request.principal.agency}, name, question, request.arrived_at))
        return fail(dossier::ErrorCode::WrongState, "đã lưu quá nhiều điều kiện tìm; hãy bỏ bớt");
    work.commit();
    return see_other("/desk/find?done=Saved");
}

Result<Response> forget_search(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("search_id"));  // a UUID too
    storage::UnitOfWork work{services.database};
    if (!storage::forget_search(work, request.principal.id, id.text())) return fail(dossier::ErrorCode::NotFound, "không có điều kiện tìm này");
    work.commit();
    return see_other("/desk/find?done=Saved");
}

}  // namespace server::http::desk
