#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// Signs a paper that was archived while the agency's device was silent; the signed file takes its place, same number.
Outcome sign_paper(const storage::Job& job, Services& services);

}  // namespace server::jobs
