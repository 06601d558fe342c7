#include "server/http/api/catalogue.hpp"

#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
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

}  // namespace

Result<Response> list_procedures(const Request& request, Services& services) {
    storage::UnitOfWork work{services.database};
    auto list = nlohmann::json::array();
    for (const auto& each : services.catalogue.procedures(work, request.arrived_at))
        list.push_back({{"code", each->code},
                        {"name", each->name},
                        {"field", each->field_name},
                        {"limit", dossier::vietnamese_limit(each->limit)},
                        {"verified", each->verified}});
    return ok({{"procedures", list}});
}

Result<Response> show_procedure(const Request& request, Services& services) {
    storage::UnitOfWork work{services.database};
    const auto procedure = services.catalogue.procedure(work, request.path_value("code"), request.arrived_at);
    if (!procedure) return fail(ErrorCode::NotFound, "không có thủ tục này");
    return ok(nlohmann::json(catalogue::procedure_to_json(*procedure)));
}

Result<Response> look_up(const Request& request, Services& services) {
    const auto code = request.query_value("code").value_or("");
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::find_dossier_by_code(work, code);
    if (!dossier) return fail(ErrorCode::NotFound, "không có hồ sơ với mã này; hãy xem lại mã trên giấy tiếp nhận");
    return ok({{"code", dossier->code},
               {"state", dossier::name_of(dossier->state)},
               {"state_title", dossier::vietnamese_name(dossier->state)}});
}

Result<Response> list_dossiers(const Request& request, Services& services) {
    storage::WorkFilter filter;
    filter.agency = request.principal.agency;
    filter.order = storage::WorkFilter::Order::Recent;
    filter.text = request.query_value("q").value_or("");
    filter.after = request.query_value("after").value_or("");
    filter.most = static_cast<int>(TRY(request.query_number("most", 1, 200, 50)));
    if (const auto state = request.query_value("state")) {
        const auto known = dossier::value_named<dossier::State>(*state);
        if (!known) return fail(ErrorCode::InvalidInput, "không có trạng thái này", {{"state", "enum", "tên trạng thái không đúng"}});
        filter.states = {*known};
    }
    storage::UnitOfWork work{services.database};
    const auto page = storage::work_list(work, filter);
    auto list = nlohmann::json::array();
    for (const auto& line : page.lines) list.push_back(line_view(line));
    return ok({{"dossiers", list}, {"next", page.next}});
}

}  // namespace server::http
