#pragma once
// The server looks at its own state every few seconds and says what is wrong: in /health/ready, in /metrics and, when it
// begins and ends, in the log (R-OPS-08).

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "dossier/time.hpp"
#include "server/services.hpp"

namespace server {

enum class Alarm { Database, Disk, Queue, DeadJobs, HeldMessages, SecretPapers };

struct AlarmRow {
    Alarm alarm;
    std::string_view name;      // in metrics and log
    std::string_view sentence;  // Vietnamese, for people
    bool stops_service;         // then /health/ready says 503
};
// In the order of the enum.
const std::array<AlarmRow, 6>& alarm_rows();

// What one look found.
struct Figures {
    bool database = true;
    std::int64_t disk_free_mb = 0;  // below data_dir
    std::int64_t jobs_waiting = 0, jobs_running = 0, jobs_dead = 0;
    std::int64_t oldest_due_s = 0;  // how long a job that could run has waited for a worker
    std::int64_t held_messages = 0;
    std::int64_t secret_papers = 0;  // in the quarantine, not removed yet
};
// Which alarms the figures mean. Pure.
std::vector<Alarm> alarms_of(const Figures& figures, const Config& config);

class Watch {
  public:
    explicit Watch(Services& services);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    struct State {
        std::optional<dossier::Instant> since;  // raised since; nothing: all is well
        std::uint64_t times = 0;                // raised since the start
    };
    std::array<State, 6> states() const;  // in the order of alarm_rows()
    Figures figures() const;

  private:
    void look();

    Services& services_;
    mutable std::mutex mutex_;
    std::array<State, 6> states_{};
    Figures figures_;
    std::jthread thread_;  // last: ends first
};

}  // namespace server
