#pragma once
// Looks at every open dossier and writes down what time asks for: warnings at 50, 80 and 100 % of the limit, the last day
// for an apology in time, reminders of supplements, late opinions and hand-overs (dossier/workflow/watch.hpp).

#include "dossier/time.hpp"
#include "server/services.hpp"

namespace server::jobs {

// Returns how many events were recorded. Safe to repeat: what is on the dossier is not said again.
int watch_dossiers(Services& services, dossier::Instant now);

}  // namespace server::jobs
