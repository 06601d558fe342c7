#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// A result file on its way in: judged by the verifier and by the rules of who must have signed. What passes is attached
// to the dossier; what does not is kept with its report and never joins it (R-RES-03).
Outcome verify_result(const storage::Job& job, Services& services);

}  // namespace server::jobs
