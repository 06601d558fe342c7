// What a head watches: work in hand by unit and officer, what is late, results nobody collected, paper bundles, digitisation.

#include "server/http/api/oversight.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/words.hpp"

namespace server::http::desk {
namespace {

// The same figures as the API's, made ready for the page.
Result<View> figures(Result<Response> (*call)(const Request&, Services&), const Request& request, Services& services) {
    const auto answer = TRY(call(request, services));
    return View::parse(answer.body);
}

std::string shown_time(const View& iso) {
    const auto at = dossier::parse_iso8601(iso.get<std::string>());
    return at ? dossier::vietnamese_time(*at) : "";
}

}  // namespace

Result<Response> show_oversight(const Request& request, Services& services) {
    const auto work = TRY(figures(show_dashboard, request, services)), late = TRY(figures(list_overdue, request, services)),
               left = TRY(figures(list_uncollected, request, services)), bundles = TRY(figures(list_bundles, request, services)),
               digitised = TRY(figures(show_digitisation, request, services));
    auto view = frame(request, services, "Điều hành");
    view["since"] = shown_time(work.at("since"));
    view["total"] = work.at("total");
    view["holders"] = work.at("holders");
    view["any_holders"] = !work.at("holders").empty();
    auto waiting = View::array(), uncollected = View::array();
    for (const auto& each : late.at("not_handed_on"))
        waiting.push_back({{"href", "/desk/dossiers/" + each.at("id").get<std::string>()}, {"code", each.at("code")},
                           {"procedure", each.at("procedure_name")}, {"by", shown_time(each.at("hand_on_by"))}});
    for (const auto& each : left.at("results"))
        uncollected.push_back({{"href", "/desk/dossiers/" + each.at("id").get<std::string>()}, {"code", each.at("code")}, {"applicant", each.at("applicant")},
                               {"phone", grouped_phone(each.at("phone").get<std::string>())}, {"days", each.at("days")}});
    view["any_waiting"] = !waiting.empty();
    view["waiting"] = std::move(waiting);
    view["any_uncollected"] = !uncollected.empty();
    view["uncollected"] = std::move(uncollected);
    view["bundles"] = bundles.at("procedures");
    view["any_bundles"] = !bundles.at("procedures").empty();
    view["digitised"] = digitised.at("procedures");
    view["any_digitised"] = !digitised.at("procedures").empty();
    return html("pages/oversight", view);
}

}  // namespace server::http::desk
