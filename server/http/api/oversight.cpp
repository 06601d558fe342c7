#include "server/http/api/oversight.hpp"

#include "dossier/calendar/half_days.hpp"
#include "dossier/workflow/decide.hpp"
#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/json_codec.hpp"
#include "server/rules.hpp"
#include "server/services.hpp"
#include "server/storage/bundle_store.hpp"
#include "server/storage/oversight.hpp"

namespace server::http {

using dossier::Result;
using nlohmann::json;

namespace {

constexpr int most_rows = 500;
constexpr std::chrono::hours near_due{24};

// The day the figures begin with; the first of the year unless told otherwise.
Result<dossier::Instant> since(const Request& request) {
    const auto asked = request.query_value("since");
    const auto today = dossier::vietnam_date(request.arrived_at);
    if (!asked) return dossier::at_vietnam_time(today.year() / std::chrono::January / 1, 0);
    const auto date = dossier::parse_iso_date(*asked);
    if (!date) return fail(dossier::ErrorCode::InvalidInput, "ngày chưa đúng", {{"since", "format", "ngày theo dạng 2026-01-31"}});
    return dossier::at_vietnam_time(*date, 0);
}

std::int64_t days_between(dossier::Instant from, dossier::Instant to) {
    return (std::chrono::sys_days{dossier::vietnam_date(to)} - std::chrono::sys_days{dossier::vietnam_date(from)}).count();
}

}  // namespace

Result<Response> show_dashboard(const Request& request, Services& services) {
    const auto from = TRY(since(request));
    json rows = json::array();
    json total{{"received", 0}, {"in_hand", 0}, {"near_due", 0}, {"overdue", 0}};
    storage::UnitOfWork work{services.database};
    for (const auto& row : storage::work_by_holder(work, request.principal.agency, from, request.arrived_at, near_due)) {
        rows.push_back({{"unit", row.unit}, {"officer", row.officer}, {"officer_name", row.officer_name}, {"received", row.received},
                        {"in_hand", row.in_hand}, {"near_due", row.near_due}, {"overdue", row.overdue}});
        for (const auto* name : {"received", "in_hand", "near_due", "overdue"})
            total[name] = total[name].get<std::int64_t>() + rows.back()[name].get<std::int64_t>();
    }
    return ok({{"since", dossier::iso8601(from)}, {"total", total}, {"holders", rows}});
}

Result<Response> list_overdue(const Request& request, Services& services) {
    json rows = json::array();
    storage::UnitOfWork work{services.database};
    const auto calendar = services.catalogue.calendar(work, request.principal.agency, request.arrived_at);
    for (const auto& dossier : storage::not_handed_on(work, request.principal.agency, request.arrived_at, most_rows)) {
        const auto start = dossier.official_start();
        const auto due = start ? dossier::hand_over_due(*calendar, *start, rules_of(services, dossier, request.arrived_at).rules.hand_over_cut_off)
                               : Result<dossier::Instant>{request.arrived_at};
        if (!due || request.arrived_at <= *due || !dossier.hand_overs.empty()) continue;
        rows.push_back({{"id", dossier.id.text()}, {"code", dossier.code}, {"procedure_name", dossier.procedure.name},
                        {"received_at", dossier::iso8601(*dossier.received_at)}, {"hand_on_by", dossier::iso8601(*due)}});
    }
    return ok({{"not_handed_on", rows}});
}

Result<Response> list_uncollected(const Request& request, Services& services) {
    json rows = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& each : storage::uncollected_results(work, request.principal.agency, most_rows))
        rows.push_back({{"id", each.id.text()}, {"code", each.code}, {"procedure_name", each.procedure_name},
                        {"applicant", each.applicant.reveal()}, {"phone", each.phone.reveal()},
                        {"finished_at", dossier::iso8601(each.finished_at)}, {"days", days_between(each.finished_at, request.arrived_at)}});
    return ok({{"results", rows}});
}

Result<Response> show_digitisation(const Request& request, Services& services) {
    const auto from = TRY(since(request));
    json rows = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& row : storage::digitisation_by_procedure(work, request.principal.agency, from))
        rows.push_back({{"procedure", row.procedure_code}, {"procedure_name", row.procedure_name}, {"dossiers", row.dossiers},
                        {"fully_digitised", row.fully_digitised}, {"components", row.components}, {"reused", row.reused}});
    return ok({{"since", dossier::iso8601(from)}, {"procedures", rows}});
}

Result<Response> list_bundles(const Request& request, Services& services) {
    std::map<std::string, json> groups;  // by procedure code
    storage::UnitOfWork work{services.database};
    const auto place = request.query_value("place").value_or("");
    for (const auto& bundle : storage::open_bundles(work, request.principal.agency, place, most_rows)) {
        auto& group = groups[bundle.procedure_code];
        if (group.is_null())
            group = {{"procedure", bundle.procedure_code}, {"procedure_name", bundle.procedure_name}, {"total", 0}, {"papers", 0}, {"bundles", json::array()}};
        const auto label = storage::label_of(work, bundle.id);
        std::int64_t papers = 0;
        for (const auto& line : bundle.lines) papers += std::max(line.originals + line.copies, 1);
        group["total"] = group["total"].get<std::int64_t>() + 1;
        group["papers"] = group["papers"].get<std::int64_t>() + papers;
        group["bundles"].push_back({{"dossier", bundle.id.text()}, {"code", bundle.dossier_code}, {"holder_unit", bundle.holder_unit},
                                    {"papers", papers}, {"label", label ? label->id : ""}, {"place", label ? label->place : ""}});
    }
    json rows = json::array();
    for (auto& [code, group] : groups) rows.push_back(std::move(group));
    return ok({{"procedures", rows}});
}

Result<Response> list_missing_sign_ins(const Request& request, Services& services) {
    const auto from = TRY(since(request));
    json rows = json::array();
    storage::UnitOfWork work{services.database};
    const auto calendar = services.catalogue.calendar(work, request.principal.agency, request.arrived_at);
    for (const auto& officer : storage::sign_ins_of_handlers(work, request.principal.agency, from)) {
        json halves = json::array();
        for (const auto& half : dossier::missed_half_days(*calendar, dossier::vietnam_date(from), request.arrived_at, officer.at))
            halves.push_back({{"date", dossier::iso_date(half.date)}, {"half", half.afternoon ? "afternoon" : "morning"}});
        if (!halves.empty()) rows.push_back({{"officer", officer.officer}, {"name", officer.name}, {"unit", officer.unit}, {"missing", halves}});
    }
    return ok({{"since", dossier::iso8601(from)}, {"officers", rows}});
}

}  // namespace server::http
