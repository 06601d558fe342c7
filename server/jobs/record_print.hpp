#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// A print of the counter that could not be noted at once. A second run finds it noted and stops.
Outcome record_print(const storage::Job& job, Services& services);

}  // namespace server::jobs
