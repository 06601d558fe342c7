#include "server/jobs/runner.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "server/log.hpp"
#include "server/storage/database.hpp"

namespace server::jobs {
namespace {

using dossier::Instant;
using std::chrono::seconds;

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

// 5 s, 10 s, 20 s … 10 min, and up to a quarter more so that a crowd does not come back together.
seconds pause_after(int attempts, seconds asked) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    const auto grown = seconds{std::min<std::int64_t>(600, std::int64_t{5} << std::min(attempts, 8))};
    const auto pause = std::max(asked, grown);
    return pause + seconds{std::uniform_int_distribution<std::int64_t>{0, pause.count() / 4}(random)};
}

void record(const storage::Job& job, const Kind& kind, const Outcome& outcome, Services& services) {
    storage::UnitOfWork work{services.database};
    if (std::holds_alternative<Done>(outcome)) {
        storage::finish_job(work, job.id, now());
    } else if (const auto* again = std::get_if<Again>(&outcome); again && job.attempts < kind.attempts) {
        storage::postpone_job(work, job.id, now() + pause_after(job.attempts, again->after), again->reason);
    } else {
        const auto* given_up = std::get_if<GiveUp>(&outcome);
        storage::bury_job(work, job.id, now(), given_up ? given_up->reason : again->reason);
    }
    work.commit();
}

Outcome attempt(const storage::Job& job, const Kind& kind, Services& services) {
    try {
        return kind.run(job, services);
    } catch (const storage::StorageFault& fault) {
        return Again{seconds{1}, std::string{"cơ sở dữ liệu: "} + fault.what()};
    } catch (const std::exception& error) {
        // Type only: a library's text may quote what it was given.
        return Again{seconds{30}, std::string{"lỗi "} + typeid(error).name()};
    }
}

}  // namespace

int run_due(Services& services, int most) {
    int ran = 0;
    const auto at = now();
    for (const auto& kind : kinds()) {
        std::vector<storage::Job> jobs;
        {
            storage::UnitOfWork work{services.database};
            jobs = storage::claim_jobs(work, std::string{kind.name}, most, at, kind.lease);
            work.commit();
        }
        for (const auto& job : jobs) {
            record(job, kind, attempt(job, kind, services), services);
            ++ran;
        }
    }
    return ran;
}

void run_until(Services& services, const std::atomic<bool>& stop) {
    while (!stop) {
        int ran = 0;
        try {
            ran = run_due(services);
        } catch (const storage::StorageFault& fault) {
            log::warn("job loop fault", {.statement = fault.statement(), .sqlstate = fault.sqlstate()});
            std::this_thread::sleep_for(seconds{1});
        }
        if (ran == 0) std::this_thread::sleep_for(std::chrono::milliseconds{250});
    }
}

}  // namespace server::jobs
