#pragma once
// Names and places a paper needs besides the dossier, and the system as an actor for what jobs record.

#include "server/papers.hpp"
#include "server/perform.hpp"

namespace server {

PaperSurroundings paper_surroundings(storage::UnitOfWork& work, Services& services, const dossier::Dossier& dossier,
                                     dossier::Instant now);

// Records that nobody in person made: papers, warnings, reminders. Acts for the dossier's agency.
Asking as_system(const dossier::Dossier& dossier, dossier::Instant now);

}  // namespace server
