#include "server/signing_delegations.hpp"

#include <algorithm>

#include "server/storage/account_store.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace rules = dossier::signing_rules;

namespace {

bool over(const storage::WrittenDelegation& delegation, dossier::CivilDate today) { return delegation.ended.at || delegation.wish.to < today; }

bool speaks_for(const dossier::Actor& actor, const std::string& giver) {
    return actor.id.text() == giver || std::find(actor.roles.begin(), actor.roles.end(), dossier::Role::leader) != actor.roles.end();
}

}  // namespace

Result<void> authorise(Services& services, rules::Delegation wish, const Asking& asking) {
    wish.giver = asking.actor.id.text();
    storage::UnitOfWork work{services.database};
    const auto officers = storage::list_officers(work, asking.actor.agency, "");
    if (!wish.taker.empty() && std::none_of(officers.begin(), officers.end(), [&](const auto& each) { return each.id == wish.taker; }))
        return fail(ErrorCode::InvalidInput, "chưa ghi được ủy quyền ký", {{"officer", "unknown", "cơ quan không có công chức này"}});
    TRY(rules::may_delegate(wish, storage::lock_delegations(work, asking.actor.agency)));
    storage::insert_delegation(work, asking.actor.agency, wish, asking.now);
    work.commit();
    return {};
}

bool may_end(const dossier::Actor& actor, const storage::WrittenDelegation& delegation, dossier::CivilDate today) {
    return !over(delegation, today) && speaks_for(actor, delegation.wish.giver);
}

Result<void> end_delegation(Services& services, const std::string& id, const std::string& reason, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    storage::lock_delegations(work, asking.actor.agency);
    const auto delegation = storage::find_delegation(work, asking.actor.agency, id);
    if (!delegation) return fail(ErrorCode::NotFound, "không có ủy quyền ký này");
    if (over(*delegation, dossier::vietnam_date(asking.now))) return fail(ErrorCode::WrongState, "ủy quyền ký này đã chấm dứt hoặc đã hết hạn");
    if (!speaks_for(asking.actor, delegation->wish.giver)) return fail(ErrorCode::NotPermitted, "chỉ người ủy quyền hoặc lãnh đạo cơ quan chấm dứt được ủy quyền ký");
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::InvalidInput, "chưa chấm dứt được", {{"reason", "required", "phải ghi lý do hoặc số văn bản chấm dứt ủy quyền"}});
    storage::end_delegation(work, id, {asking.actor.agency, asking.actor.id.text(), reason, asking.now});
    work.commit();
    return {};
}

}  // namespace server
