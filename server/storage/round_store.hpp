#pragma once
// Regular duties: whose turn it is, and which dossiers the watch looks at.

#include <chrono>
#include <string>
#include <vector>

#include "dossier/id.hpp"
#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

// True for the one worker that may run the round now: it began last at least `every` ago, or never.
bool begin_round(UnitOfWork& work, const std::string& name, dossier::Instant now, std::chrono::seconds every);

// Received and not finished, in the order of ids; the page after `after` (empty: the first).
std::vector<dossier::DossierId> dossiers_to_watch(UnitOfWork& work, const dossier::DossierId& after, int most);

}  // namespace server::storage
