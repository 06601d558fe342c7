#include "server/http/api/catalogue.hpp"

#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/rules.hpp"
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

dossier::Result<Response> show_rules(const Request& request, Services& services) {
    const auto asked = request.query_value("on");
    const auto day = asked ? dossier::parse_iso_date(*asked) : dossier::vietnam_date(request.arrived_at);
    if (!day) return dossier::fail(dossier::ErrorCode::InvalidInput, "ngày chưa đúng", {{"on", "format", "ngày theo dạng 2026-01-31"}});
    const auto& set = rule_sets(services).on(*day);
    auto bases = nlohmann::json::array();
    for (const auto& basis : rule_sets(services).legal_bases_on(*day))
        bases.push_back({{"name", basis.name}, {"from", dossier::iso_date(basis.from)}, {"until", basis.until ? nlohmann::json(dossier::iso_date(*basis.until)) : nlohmann::json(nullptr)}});
    const auto& rules = set.rules;
    return ok({{"name", set.name}, {"from", dossier::iso_date(set.from)}, {"forms", set.forms}, {"verified", set.verified}, {"legal_bases", std::move(bases)},
               {"hand_over_cut_off_minutes", rules.hand_over_cut_off}, {"supplements_per_stage", rules.supplements_per_stage},
               {"return_for_supplement_days", rules.return_for_supplement_days}, {"reappointments", rules.reappointments},
               {"supplement_expiry_days", rules.supplement_expiry_days}, {"spelling_before_reception", rules.spelling_before_reception}});
}

}  // namespace server::http
