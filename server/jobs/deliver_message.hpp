#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

Outcome deliver_message(const storage::Job& job, Services& services);

}  // namespace server::jobs
