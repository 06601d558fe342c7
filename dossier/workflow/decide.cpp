#include "dossier/workflow/decide.hpp"

#include <algorithm>

#include "dossier/workflow/outcomes.hpp"

namespace dossier {
namespace {

// A ministry's system decides for its procedures: ours never contradicts it (NĐ 224/2026).
template <class A>
constexpr bool left_to_ministry = std::is_same_v<A, Decide> || std::is_same_v<A, AttachResult> || std::is_same_v<A, Finish> ||
                                  std::is_same_v<A, Stop> || std::is_same_v<A, DecideWithdrawal> ||
                                  std::is_same_v<A, AskPayment> || std::is_same_v<A, AskSupplement>;

// A specialist who is not the dossier's own acts for the absent one.
OfficerId absent_holder(const Dossier& dossier, const Actor& actor, Role role) {
    const OfficerId holder{dossier.holder};
    const auto& absent = actor.stands_in_for;
    const bool substitute = role == Role::specialist && holder != actor.id && std::find(absent.begin(), absent.end(), holder) != absent.end();
    return substitute ? holder : OfficerId{};
}

ActedBy acted_by(const Dossier& dossier, const Actor& actor, Role role) {
    return {actor.id, role, actor.agency, actor.unit, actor.name, absent_holder(dossier, actor, role)};
}

}  // namespace

Result<Event> decide(const Dossier& dossier, const Action& action, const Context& context) {
    const auto role = TRY(permitted(dossier, action.index(), context.actor));
    auto change = TRY(std::visit(
        [&]<class A>(const A& chosen) -> Result<Change> {
            if constexpr (left_to_ministry<A>) {
                if (!dossier.external_system.empty())
                    return fail(ErrorCode::WrongState, "hồ sơ do hệ thống của bộ giải quyết; trạng thái lấy theo hệ thống đó");
                if (is_received(dossier.state) && dossier.procedure.left_to_ministry())
                    return fail(ErrorCode::WrongState, "thủ tục này giải quyết trên hệ thống của bộ; hãy chuyển hồ sơ sang hệ thống đó");
            }
            return outcome::of(dossier, chosen, context);
        },
        action));
    return Event{acted_by(dossier, context.actor, role), context.now, std::move(change)};
}

std::optional<DailySeries> receiving_series(const Dossier& dossier, const Event& event) {
    const auto* received = std::get_if<Received>(&event.change);
    if (!received || !received->code.empty()) return std::nullopt;
    return DailySeries{dossier.agency, vietnam_date(received->official_start)};
}

Result<Event> number(const Dossier& dossier, Event event, unsigned serial, CodeScheme scheme, std::string_view issuer) {
    auto* received = std::get_if<Received>(&event.change);
    if (!received || !received->code.empty()) return event;
    if (issuer.empty()) issuer = dossier.agency;
    received->code = TRY(compose_code(issuer, vietnam_date(received->official_start), serial, scheme));
    return event;
}

}  // namespace dossier
