#include "server/jobs/record_print.hpp"

#include "server/print_trace.hpp"

namespace server::jobs {

Outcome record_print(const storage::Job& job, Services& services) {
    storage::UnitOfWork work{services.database};
    const auto noted = note_print(work, services, trace_of(job));
    if (!noted) return GiveUp{noted.error().detail};
    work.commit();
    return Done{};
}

}  // namespace server::jobs
