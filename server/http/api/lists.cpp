#include "server/http/api/lists.hpp"

#include "server/http/api/asking.hpp"
#include "server/perform.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/search.hpp"
#include "server/storage/work_list.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

nlohmann::json line_view(const storage::WorkLine& line) {
    nlohmann::json view{{"id", line.id.text()},
                        {"version", line.version},
                        {"code", line.code},
                        {"state", dossier::name_of(line.state)},
                        {"state_title", dossier::vietnamese_name(line.state)},
                        {"procedure", line.procedure_code},
                        {"procedure_name", line.procedure_name},
                        {"applicant", line.applicant.reveal()},
                        {"holder_unit", line.holder_unit},
                        {"holder_name", line.holder_name},
                        {"urgent", line.urgent},
                        {"opened_at", dossier::iso8601(line.opened_at)}};
    if (line.due_at) view["due"] = dossier::iso8601(*line.due_at);
    return view;
}

nlohmann::json hit_view(const storage::SearchHit& hit) {
    nlohmann::json view{{"id", hit.id.text()},
                        {"code", hit.code},
                        {"state", dossier::name_of(hit.state)},
                        {"state_title", dossier::vietnamese_name(hit.state)},
                        {"procedure", hit.procedure_code},
                        {"procedure_name", hit.procedure_name},
                        {"applicant", hit.applicant.reveal()},
                        {"rank", hit.rank},
                        {"opened_at", dossier::iso8601(hit.opened_at)}};
    if (hit.due_at) view["due"] = dossier::iso8601(*hit.due_at);
    return view;
}

Result<std::optional<dossier::State>> state_named(const std::optional<std::string>& name) {
    if (!name || name->empty()) return std::optional<dossier::State>{};
    const auto known = dossier::value_named<dossier::State>(*name);
    if (!known) return fail(ErrorCode::InvalidInput, "không có trạng thái này", {{"state", "enum", "tên trạng thái không đúng"}});
    return std::optional{*known};
}

// By the id another system knows it by (R-NUM-16).
Result<Response> by_other_id(const Request& request, Services& services, const std::string& source_id) {
    const auto source = dossier::value_named<dossier::Source>(request.query_value("source").value_or("national_portal"));
    if (!source) return fail(ErrorCode::InvalidInput, "không có nguồn này", {{"source", "enum", "tên nguồn không đúng"}});
    storage::UnitOfWork work{services.database};
    auto list = nlohmann::json::array();
    if (const auto found = storage::find_dossier_by_source(work, *source, source_id))
        if (const auto seen = read_dossier(services, found->id, asking(request)))
            list.push_back({{"id", seen->id.text()}, {"version", seen->version}, {"code", seen->code}, {"state", dossier::name_of(seen->state)},
                            {"state_title", dossier::vietnamese_name(seen->state)}, {"procedure", seen->procedure.code}});
    return ok({{"dossiers", std::move(list)}, {"next", ""}});
}

}  // namespace

Result<Response> list_dossiers(const Request& request, Services& services) {
    if (const auto source_id = request.query_value("source_id")) return by_other_id(request, services, *source_id);
    storage::WorkFilter filter;
    filter.agency = request.principal.agency;
    filter.order = storage::WorkFilter::Order::Recent;
    filter.after = request.query_value("after").value_or("");
    filter.most = static_cast<int>(TRY(request.query_number("most", 1, 200, 50)));
    if (const auto state = TRY(state_named(request.query_value("state")))) filter.states = {*state};
    storage::UnitOfWork work{services.database};
    const auto page = storage::work_list(work, filter);
    auto list = nlohmann::json::array();
    for (const auto& line : page.lines) list.push_back(line_view(line));
    return ok({{"dossiers", list}, {"next", page.next}});
}

Result<Response> search_in_pages(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto text = body.contains("q") && body["q"].is_string() ? body["q"].get<std::string>() : std::string{};
    storage::UnitOfWork work{services.database};
    auto pages = nlohmann::json::array();
    const auto hits = TRY(storage::search_pages(work, text, request.principal.agency, 100));
    for (const auto& hit : hits)
        pages.push_back({{"stack", hit.stack.text()}, {"page", hit.page}, {"purpose", hit.purpose}, {"dossier", hit.dossier.text()},
                         {"file_name", hit.file_name}, {"as_typed", hit.as_typed}});
    return ok({{"pages", pages}});
}

Result<Response> search(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto word = [&](const char* name) { return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string{}; };
    storage::SearchQuestion question;
    question.text = word("q");
    question.agency = request.principal.agency;
    question.state = TRY(state_named(word("state")));
    question.procedure_code = word("procedure");
    question.in_papers = body.contains("papers") && body["papers"] == true;
    question.after = word("after");
    if (body.contains("most")) {
        if (!body["most"].is_number_integer() || body["most"] < 1 || body["most"] > 200)
            return fail(ErrorCode::InvalidInput, "số dòng phải từ 1 đến 200", {{"most", "range", "từ 1 đến 200"}});
        question.most = body["most"];
    }
    storage::UnitOfWork work{services.database};
    const auto page = TRY(storage::search_dossiers(work, question));
    auto list = nlohmann::json::array();
    for (const auto& hit : page.hits) list.push_back(hit_view(hit));
    return ok({{"dossiers", list}, {"next", page.next}, {"bounded", page.bounded}});
}

}  // namespace server::http
