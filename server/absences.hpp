#pragma once
// Delegation while an officer is absent: who may record it, for whom, and who may stand in. Personal certificates are
// never delegated: a substitute signs with the own one (R-SIG-14).

#include <string>

#include "dossier/result.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"
#include "server/storage/absence_store.hpp"

namespace server {

struct AbsenceWish {
    std::string officer;             // account id; empty: the one who asks
    std::string substitute;          // account id
    std::string begins_at, ends_at;  // ISO 8601, Vietnamese time when no offset is given; both ends included
    std::string reason;
};
// Fails with InvalidInput naming every wrong field, NotPermitted, or DuplicateRequest when the period overlaps another.
dossier::Result<storage::Absence> record_absence(Services& services, const dossier::Actor& by, const AbsenceWish& wish,
                                                 dossier::Instant now);
// The officer is back early. Fails with NotFound, NotPermitted, WrongState.
dossier::Result<void> end_absence(Services& services, const dossier::Actor& by, const std::string& id, dossier::Instant now);
// Whether this one records absences of colleagues too.
bool speaks_for_colleagues(const dossier::Actor& actor);

}  // namespace server
