#pragma once
// The queue: work to be done after the transaction that asked for it. A worker leases a job; when it dies the lease runs
// out and the job comes back, so every job is written to be run twice. Within a lane of one kind jobs run one after the
// other, oldest first.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/storage/database.hpp"

namespace server::storage {

struct NewJob {
    std::string kind;
    std::string lane;  // empty: no order
    nlohmann::json payload;
    dossier::Instant run_after{};
};

struct Job {
    std::string id, kind, lane;
    nlohmann::json payload;
    int attempts = 0;  // this one included
};

// In this order.
void enqueue(UnitOfWork& work, const std::vector<NewJob>& jobs);
void enqueue(UnitOfWork& work, const NewJob& job);

// At most `most` jobs of this kind that are due, leased until now + lease. SKIP LOCKED: workers do not wait for each other.
std::vector<Job> claim_jobs(UnitOfWork& work, const std::string& kind, int most, dossier::Instant now,
                            std::chrono::seconds lease);
void finish_job(UnitOfWork& work, const std::string& id, dossier::Instant now);
// Comes back at `again`; `reason` is shown to an administrator and holds no personal data.
void postpone_job(UnitOfWork& work, const std::string& id, dossier::Instant again, const std::string& reason);
// Given up: a person decides (requeue_job).
void bury_job(UnitOfWork& work, const std::string& id, dossier::Instant now, const std::string& reason);

// Whatever of a lane no worker has begun: there is nothing left to do, or it is due now.
void finish_lane(UnitOfWork& work, const std::string& kind, const std::string& lane, dossier::Instant now);
void hasten_lane(UnitOfWork& work, const std::string& kind, const std::string& lane, dossier::Instant now);

struct JobCounts {
    std::int64_t waiting = 0, running = 0, dead = 0;
};
JobCounts count_jobs(UnitOfWork& work);
// Since when the oldest job that could run is waiting for a worker; nothing when none is.
std::optional<dossier::Instant> oldest_due_job(UnitOfWork& work, dossier::Instant now);

}  // namespace server::storage
