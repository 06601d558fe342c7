#pragma once
// Load, decide, record: the one transaction script for everything a person does to a dossier.

#include <cstdint>
#include <optional>
#include <string>

#include "dossier/event.hpp"
#include "dossier/workflow/decide.hpp"
#include "server/services.hpp"

namespace server {

namespace storage {
class UnitOfWork;
}

// Who asks, when, and what they had on the screen.
struct Asking {
    dossier::Actor actor;
    dossier::Instant now{};
    std::optional<std::int64_t> version;  // from If-Match; absent (the server's own doings): whatever is current
};

// Locks the dossier, decides, draws the number when it is a reception, records event and projection, queues what
// follows (reactions.hpp) and commits. Fails with NotFound (also for another agency's dossier), StaleVersion with what
// happened since, and whatever `decide` refuses. Throws StorageFault.
dossier::Result<dossier::Dossier> perform(Services& services, const dossier::DossierId& id,
                                          const dossier::Action& action, const Asking& asking);

// The same inside a unit of work of the caller, who commits: several actions as one.
dossier::Result<dossier::Dossier> perform_in(storage::UnitOfWork& work, Services& services,
                                             const dossier::DossierId& id, const dossier::Action& action,
                                             const Asking& asking);

// A new dossier. `draft.id` is made here when empty; the procedure is the revision in force now.
// Fails with InvalidInput when no revision of `procedure_code` is in force.
dossier::Result<dossier::Dossier> open_in(storage::UnitOfWork& work, Services& services,
                                          const std::string& procedure_code, dossier::OpenDraft draft,
                                          const Asking& asking);

// Everything that keeps such a dossier from being opened and, when asked for, received: for one answer that tells all.
std::vector<dossier::FieldError> faults_of_opening(storage::UnitOfWork& work, Services& services, const std::string& procedure_code,
                                                   const dossier::OpenDraft& draft, const std::vector<dossier::Action>& marks, bool receive,
                                                   const Asking& asking);

// Reading alone. Fails with NotFound when there is none or the reader may not see it.
dossier::Result<dossier::Dossier> read_dossier(Services& services, const dossier::DossierId& id, const Asking& asking);

}  // namespace server
