#pragma once
// Job: tell the national portal what a dossier was after one event. Payload {"dossier", "version"}; its lane is the
// dossier, so reports of one dossier leave in order.

#include "server/jobs/job_kinds.hpp"

namespace server::jobs {

Outcome report_to_portal(const storage::Job& job, Services& services);

}  // namespace server::jobs
