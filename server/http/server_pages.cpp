#include "server/http/server_pages.hpp"

#include <algorithm>

#include "server/http/metrics.hpp"
#include "server/http/openapi.hpp"
#include "server/http/problem.hpp"
#include "server/http/site.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::Result;

Result<Response> live(const Request&, Services&) { return text(R"({"status":"live"})", "application/json"); }

Result<Response> ready(const Request& request, Services& services) {
    try {
        services.database.ping();
    } catch (const storage::StorageFault&) {
        return problem(503, "Cơ sở dữ liệu chưa sẵn sàng.", request.request_id);
    }
    return ok({{"status", "ready"}});
}

Result<Response> metrics(const Request&, Services&) {
    std::string out;
    if (const auto* site = Site::current()) site->figures().print(out);
    print_kind(out, "motcua_sql_calls_total", "counter", "Statements run, by name.");
    const auto statements = storage::statement_counts();
    for (const auto& row : statements) print_figure(out, "motcua_sql_calls_total", label("statement", row.name), row.calls);
    print_kind(out, "motcua_sql_faults_total", "counter", "Statements that failed, by name.");
    for (const auto& row : statements)
        if (row.faults > 0) print_figure(out, "motcua_sql_faults_total", label("statement", row.name), row.faults);
    print_kind(out, "motcua_sql_microseconds_total", "counter", "Time spent in statements, by name.");
    for (const auto& row : statements)
        print_figure(out, "motcua_sql_microseconds_total", label("statement", row.name), row.microseconds);
    return text(std::move(out), "text/plain; version=0.0.4; charset=utf-8");
}

Result<Response> openapi(const Request&, Services& services) {
    const auto document = openapi_document(Site::current()->endpoints(), services.config.public_url);
    return text(document.dump(), "application/json");
}

}  // namespace server::http
