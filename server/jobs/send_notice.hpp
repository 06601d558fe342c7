#pragma once

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

// One attempt to tell the applicant, by the first way that is configured, known and not yet used up; each attempt is
// written into the ledger. Notices of a dossier go one after the other.
Outcome send_notice(const storage::Job& job, Services& services);
Outcome send_notice_at(const storage::Job& job, Services& services, dossier::Instant now);  // at night telephones wait

}  // namespace server::jobs
