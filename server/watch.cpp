#include "server/watch.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>

#include "server/log.hpp"
#include "server/storage/database.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/message_store.hpp"
#include "server/storage/quarantine_store.hpp"

namespace server {
namespace {

dossier::Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

void count_work(Services& services, Figures& figures) {
    storage::UnitOfWork work{services.database};
    const auto jobs = storage::count_jobs(work);
    figures.jobs_waiting = jobs.waiting;
    figures.jobs_running = jobs.running;
    figures.jobs_dead = jobs.dead;
    const auto at = now();
    const auto since = storage::oldest_due_job(work, at);
    figures.oldest_due_s = since ? std::chrono::duration_cast<std::chrono::seconds>(at - *since).count() : 0;
    figures.held_messages = storage::count_held_messages(work);
    figures.secret_papers = storage::count_held_papers(work);
}

// What the database cannot tell now stays as it was in `before`.
Figures looked_up(Services& services, const Figures& before) {
    auto figures = before;
    figures.database = true;
    try {
        count_work(services, figures);
    } catch (const storage::StorageFault& fault) {
        figures.database = fault.kind() != storage::StorageFault::Kind::Unavailable;  // a busy one is there
    }
    std::error_code error;
    const auto space = std::filesystem::space(services.config.data_dir, error);
    figures.disk_free_mb = error ? 0 : static_cast<std::int64_t>(space.available / 1'000'000);
    return figures;
}

}  // namespace

const std::array<AlarmRow, 6>& alarm_rows() {
    static constexpr std::array<AlarmRow, 6> rows{{
        {Alarm::Database, "database", "Cơ sở dữ liệu không trả lời.", true},
        {Alarm::Disk, "disk", "Ổ đĩa dữ liệu sắp đầy.", true},
        {Alarm::Queue, "queue", "Việc nền chờ quá lâu; tiến trình xử lý việc nền có thể đã dừng.", false},
        {Alarm::DeadJobs, "dead_jobs", "Có việc nền đã thử nhiều lần không xong, cần người xem.", false},
        {Alarm::HeldMessages, "held_messages", "Có bản tin chưa gửi được cho đối tác, cần người xem.", false},
        {Alarm::SecretPapers, "secret_papers", "Có tài liệu mật bị cách ly, chờ loại bỏ theo quy định bảo vệ bí mật nhà nước.", false},
    }};
    return rows;
}

std::vector<Alarm> alarms_of(const Figures& figures, const Config& config) {
    std::vector<Alarm> alarms;
    if (!figures.database) alarms.push_back(Alarm::Database);
    if (figures.disk_free_mb < config.alarm_disk_mb) alarms.push_back(Alarm::Disk);
    if (figures.oldest_due_s > config.alarm_queue_s) alarms.push_back(Alarm::Queue);
    if (figures.jobs_dead > 0) alarms.push_back(Alarm::DeadJobs);
    if (figures.held_messages > 0) alarms.push_back(Alarm::HeldMessages);
    if (figures.secret_papers > 0) alarms.push_back(Alarm::SecretPapers);
    return alarms;
}

Watch::Watch(Services& services) : services_(services) {
    look();
    thread_ = std::jthread{[this](const std::stop_token& stop) {
        std::mutex waiting;
        std::condition_variable_any never;
        std::unique_lock lock{waiting};
        const std::chrono::seconds pause{services_.config.alarm_every_s};
        while (!stop.stop_requested()) {
            never.wait_for(lock, stop, pause, [] { return false; });
            if (!stop.stop_requested()) look();
        }
    }};
}

Watch::~Watch() = default;

void Watch::look() {
    const auto found = looked_up(services_, figures());
    const auto alarms = alarms_of(found, services_.config);
    const auto at = now();
    const std::lock_guard lock{mutex_};
    figures_ = found;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto& row = alarm_rows()[i];
        const bool on = std::find(alarms.begin(), alarms.end(), row.alarm) != alarms.end();
        if (on == states_[i].since.has_value()) continue;
        if (on) {
            states_[i].since = at;
            ++states_[i].times;
            log::error("alarm raised", {.source = row.name});
        } else {
            states_[i].since.reset();
            log::info("alarm ended", {.source = row.name});
        }
    }
}

std::array<Watch::State, 6> Watch::states() const {
    const std::lock_guard lock{mutex_};
    return states_;
}

Figures Watch::figures() const {
    const std::lock_guard lock{mutex_};
    return figures_;
}

}  // namespace server
