#pragma once
// Who lets whom sign by TUQ. (thừa ủy quyền): written down by the giver, ended early by the giver or a leader.

#include <string>

#include "server/perform.hpp"
#include "server/storage/personal_signing_store.hpp"

namespace server {

// The one who asks lets somebody sign by TUQ.; the giver is filled in here. Fails with InvalidInput, also for a chain of two.
dossier::Result<void> authorise(Services& services, dossier::signing_rules::Delegation wish, const Asking& asking);

// Nobody signs by it from today on. Fails with NotFound, NotPermitted (neither giver nor leader), InvalidInput without a reason,
// WrongState when it was ended before or its term is over.
dossier::Result<void> end_delegation(Services& services, const std::string& id, const std::string& reason, const Asking& asking);

// Not ended, its term not over, and this actor may end it.
bool may_end(const dossier::Actor& actor, const storage::WrittenDelegation& delegation, dossier::CivilDate today);

}  // namespace server
