#include "server/notices.hpp"

#include "dossier/money.hpp"
#include "templates/render.hpp"

namespace server {
namespace {

using dossier::Dossier;
using dossier::State;
using nlohmann::json;

json common(const Dossier& after, const dossier::Event& event, const NoticeSurroundings& around) {
    return {{"code", after.code},     {"procedure", after.procedure.name}, {"agency", around.agency},
            {"state", vietnamese_name(after.state)}, {"at", dossier::vietnamese_time(event.at)}, {"handler", event.by.name},
            {"look_up", after.code.empty() ? "" : around.look_up}};
}

json points_of(const dossier::SupplementRound& round, const Dossier& dossier) {
    json points = json::array();
    for (const auto& point : round.points) {
        const auto* rule = dossier.procedure.component(point.component);
        std::string text = rule ? rule->title : "Hồ sơ";
        if (!point.reason.empty()) text += ": " + point.reason;
        if (!point.how_to_fix.empty()) text += "; cách khắc phục: " + point.how_to_fix;
        points.push_back({{"text", text}});
    }
    return points;
}

void add_supplement(json& view, const Dossier& after) {
    if (after.supplements.empty()) return;
    const auto& round = after.supplements.back();
    view["points"] = points_of(round, after);
    view["any_points"] = !round.points.empty();
    view["expires"] = round.expires ? dossier::vietnamese_time(*round.expires) : "";
}

void add_particulars(json& view, const Dossier& after) {
    if (dossier::clock_runs(after.state) && after.clock.due) view["due"] = dossier::vietnamese_time(*after.clock.due);
    if (after.state == State::AwaitingSupplement) add_supplement(view, after);
    if (after.state == State::NotReceived && after.not_received) view["reason"] = after.not_received->reason;
    if (after.state == State::Stopped && after.stop) view["reason"] = after.stop->reason;
    if (after.state == State::AwaitingPayment && !after.payments.empty()) view["fee"] = dossier::vietnamese_money(after.payments.back().amount);
    view["ready"] = after.state == State::ResultReady;
}

NoticeText written(std::string kind, const std::string& message, json view, bool every_way = false) {
    const auto text = templates::render("messages/" + message + ".txt", view);
    const auto end = text.find('\n');
    const auto body = text.find_first_not_of('\n', end);
    return {std::move(kind), text.substr(0, end), body == std::string::npos ? "" : text.substr(body), std::move(view), every_way};
}

}  // namespace

std::optional<NoticeText> notice_of(const Dossier& before, const Dossier& after, const dossier::Event& event,
                                    const NoticeSurroundings& around) {
    auto view = common(after, event, around);
    if (after.state != before.state && after.state != State::Draft) {
        add_particulars(view, after);
        return written("state_changed", "state-changed", std::move(view), after.state == State::AwaitingSupplement);
    }
    if (std::holds_alternative<dossier::Apologised>(event.change)) {
        const auto& apology = after.apologies.back();
        view["reason"] = apology.reason;
        view["new_due"] = dossier::vietnamese_time(apology.new_due);
        return written("apology", "apology", std::move(view));
    }
    if (std::holds_alternative<dossier::Done<dossier::RemindSupplement>>(event.change)) {
        add_supplement(view, after);
        return written("supplement_reminder", "supplement-reminder", std::move(view), true);
    }
    return std::nullopt;
}

}  // namespace server
