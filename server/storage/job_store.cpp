#include "server/storage/job_store.hpp"

#include "server/storage/job_store.sql.hpp"

namespace server::storage {

void enqueue(UnitOfWork& work, const std::vector<NewJob>& jobs) {
    auto list = nlohmann::json::array();
    for (const auto& job : jobs)
        list.push_back({{"kind", job.kind}, {"lane", job.lane}, {"payload", job.payload}, {"run_after", job.run_after.time_since_epoch().count()}});
    if (!list.empty()) work.run(sql::enqueue_jobs, {{"jobs", list.dump()}});
}

void enqueue(UnitOfWork& work, const NewJob& job) { enqueue(work, std::vector{job}); }

std::vector<Job> claim_jobs(UnitOfWork& work, const std::string& kind, int most, dossier::Instant now,
                            std::chrono::seconds lease) {
    std::vector<Job> jobs;
    for (const auto& row : work.query(sql::claim_jobs, {{"until", now + lease}, {"kind", kind}, {"now", now}, {"again", now}, {"most", most}}))
        jobs.push_back({row.text("id"), row.text("kind"), row.text("lane"), nlohmann::json::parse(row.text("payload")),
                        static_cast<int>(row.number("attempts"))});
    return jobs;
}

void finish_job(UnitOfWork& work, const std::string& id, dossier::Instant now) {
    work.run(sql::finish_job, {{"now", now}, {"id", id}});
}

void postpone_job(UnitOfWork& work, const std::string& id, dossier::Instant again, const std::string& reason) {
    work.run(sql::postpone_job, {{"again", again}, {"reason", reason}, {"id", id}});
}

void bury_job(UnitOfWork& work, const std::string& id, dossier::Instant now, const std::string& reason) {
    work.run(sql::bury_job, {{"now", now}, {"reason", reason}, {"id", id}});
}

void finish_lane(UnitOfWork& work, const std::string& kind, const std::string& lane, dossier::Instant now) {
    work.run(sql::finish_lane, {{"now", now}, {"lane", lane}, {"kind", kind}});
}

void hasten_lane(UnitOfWork& work, const std::string& kind, const std::string& lane, dossier::Instant now) {
    work.run(sql::hasten_lane, {{"now", now}, {"lane", lane}, {"kind", kind}});
}

JobCounts count_jobs(UnitOfWork& work) {
    const auto row = work.one(sql::count_jobs);
    return {row->number("waiting"), row->number("running"), row->number("dead")};
}

std::optional<dossier::Instant> oldest_due_job(UnitOfWork& work, dossier::Instant now) {
    return work.one(sql::oldest_due_job, {{"now", now}})->maybe_instant("since");
}

}  // namespace server::storage
