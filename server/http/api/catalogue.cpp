#include "server/http/api/catalogue.hpp"

#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

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

}  // namespace server::http
