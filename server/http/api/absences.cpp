#include "server/http/api/absences.hpp"

#include "server/absences.hpp"
#include "server/http/api/asking.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace {

json absence_view(const storage::Absence& absence) {
    return {{"id", absence.id}, {"officer", absence.officer}, {"officer_name", absence.officer_name}, {"substitute", absence.substitute},
            {"substitute_name", absence.substitute_name}, {"begins_at", dossier::iso8601(absence.begins_at)},
            {"ends_at", dossier::iso8601(absence.ends_at)}, {"reason", absence.reason}};
}

}  // namespace

Result<Response> list_absences(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& absence : storage::absences_of(work, request.principal.agency, request.arrived_at)) list.push_back(absence_view(absence));
    return ok({{"absences", std::move(list)}});
}

Result<Response> add_absence(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto word = [&](const char* name) { return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string{}; };
    const AbsenceWish wish{word("officer"), word("substitute"), word("begins_at"), word("ends_at"), word("reason")};
    const auto absence = TRY(record_absence(services, actor_of(request.principal), wish, request.arrived_at));
    return created(absence_view(absence), "/api/absences");
}

Result<Response> finish_absence(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("absence_id"));  // a UUID too
    TRY(end_absence(services, actor_of(request.principal), id.text(), request.arrived_at));
    return no_content();
}

}  // namespace server::http
