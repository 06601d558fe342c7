#include "server/http/server_pages.hpp"

#include <algorithm>

#include "server/http/metrics.hpp"
#include "server/http/openapi.hpp"
#include "server/http/problem.hpp"
#include "server/http/site.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"
#include "server/watch.hpp"

namespace server::http {

using dossier::Result;

Result<Response> live(const Request&, Services&) { return text(R"({"status":"live"})", "application/json"); }

namespace {

// The state of the process's surroundings, from the last look of the watch.
void print_watch(std::string& out, const Watch& watch) {
    const auto states = watch.states();
    print_kind(out, "motcua_alarm", "gauge", "1 while something is wrong, by name.");
    for (std::size_t i = 0; i < states.size(); ++i)
        print_figure(out, "motcua_alarm", label("alarm", alarm_rows()[i].name), states[i].since ? 1 : 0);
    print_kind(out, "motcua_alarms_raised_total", "counter", "How often an alarm was raised since the start.");
    for (std::size_t i = 0; i < states.size(); ++i)
        print_figure(out, "motcua_alarms_raised_total", label("alarm", alarm_rows()[i].name), states[i].times);
    const auto figures = watch.figures();
    const auto gauge = [&out](std::string_view name, std::string_view help, std::string_view labels, std::int64_t value) {
        if (!help.empty()) print_kind(out, name, "gauge", help);
        print_figure(out, name, labels, static_cast<std::uint64_t>(std::max<std::int64_t>(0, value)));
    };
    gauge("motcua_jobs", "Jobs by state.", label("state", "waiting"), figures.jobs_waiting);
    gauge("motcua_jobs", "", label("state", "running"), figures.jobs_running);
    gauge("motcua_jobs", "", label("state", "dead"), figures.jobs_dead);
    gauge("motcua_job_wait_seconds", "How long the oldest job that could run has waited.", "", figures.oldest_due_s);
    gauge("motcua_messages_held", "Outgoing messages that wait for a person.", "", figures.held_messages);
    gauge("motcua_disk_free_megabytes", "Free space below the data folder.", "", figures.disk_free_mb);
}

}  // namespace

Result<Response> ready(const Request& request, Services& services) {
    try {
        services.database.ping();
    } catch (const storage::StorageFault&) {
        return problem(503, "Cơ sở dữ liệu chưa sẵn sàng.", request.request_id);
    }
    auto alarms = nlohmann::json::array();
    const auto states = services.watch ? services.watch->states() : decltype(services.watch->states()){};
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (!states[i].since) continue;
        const auto& row = alarm_rows()[i];
        if (row.stops_service && row.alarm != Alarm::Database) return problem(503, row.sentence, request.request_id);
        if (row.alarm != Alarm::Database)  // just answered: the watch has not looked again yet
            alarms.push_back({{"alarm", row.name}, {"since", dossier::iso8601(*states[i].since)}, {"message", row.sentence}});
    }
    return ok({{"status", "ready"}, {"alarms", alarms}});
}

Result<Response> metrics(const Request&, Services& services) {
    std::string out;
    if (services.watch) print_watch(out, *services.watch);
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
