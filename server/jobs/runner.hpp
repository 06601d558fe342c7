#pragma once
// The worker's loop: lease, run, record. A fault of the database or a partner sends the job back with a growing pause.

#include <atomic>

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// Runs what is due now; returns how many jobs were run. One thread.
int run_due(Services& services, int most = 16);

// Until `stop`: run_due, and a short sleep when there was nothing.
void run_until(Services& services, const std::atomic<bool>& stop);

}  // namespace server::jobs
