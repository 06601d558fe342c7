#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// The legal paper of an event, kept as PDF and noted in the dossier. A second run finds it noted and stops.
Outcome render_form(const storage::Job& job, Services& services);

}  // namespace server::jobs
