#include "server/http/api/print_jobs.hpp"

#include "server/catalogue/catalogue.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/password.hpp"
#include "server/perform.hpp"
#include "server/print_job.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

// A request sent again under its key is the same press of the button: the paper is made again, the history tells of it once.
std::string press_of(const Request& request) {
    if (request.idempotency_key.empty()) return {};
    return "key:" + sha256_hex(request.principal.id + request.path + sha256_hex(request.idempotency_key) + sha256_hex(request.body));
}

}  // namespace

Result<Response> print_dossier_job(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    const auto asked = TRY(request.json());
    auto wish = TRY(print_wish(asked));
    wish.press = press_of(request);
    auto pdf = TRY(print_for_dossier(services, dossier, wish, actor_of(request.principal), request.arrived_at));
    return bytes(std::move(pdf), "application/pdf", "in-tai-quay.pdf");
}

Result<Response> print_procedure_job(const Request& request, Services& services) {
    const auto asked = TRY(request.json());
    const auto wish = TRY(print_wish(asked));
    std::shared_ptr<const dossier::Procedure> procedure;
    {
        storage::UnitOfWork work{services.database};
        procedure = services.catalogue.procedure(work, request.path_value("code"), request.arrived_at);
    }
    if (!procedure) return fail(ErrorCode::NotFound, "không có thủ tục này");
    return bytes(TRY(print_for_procedure(services, *procedure, wish)), "application/pdf", "in-tai-quay.pdf");
}

}  // namespace server::http
