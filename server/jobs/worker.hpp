#pragma once
// The worker process: one loop for pages (a warm recogniser, several children at once), one for scanners that save into a
// folder, one for everything else.

#include "server/services.hpp"

namespace server::jobs {

// Until SIGTERM or SIGINT; with `once`, until nothing is due. Returns the exit code.
int work(Services& services, bool once);

}  // namespace server::jobs
