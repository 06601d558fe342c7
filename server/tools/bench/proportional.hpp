#pragma once
// Proportional memory of running programs: what a process has for itself and its part of what it shares (Pss of
// /proc/PID/smaps_rollup), MB.

#include <sys/types.h>

#include <atomic>
#include <map>
#include <string>
#include <thread>

namespace server {

double proportional_mb(pid_t process);
bool is_named(pid_t process, const std::string& name);
std::multimap<pid_t, pid_t> families();  // of the whole machine, one look: parent → children

// The most a process and all below it had together between construction and peak(); looks every 40 ms.
class PeakMemory {
  public:
    explicit PeakMemory(pid_t root);
    ~PeakMemory();
    PeakMemory(const PeakMemory&) = delete;
    PeakMemory& operator=(const PeakMemory&) = delete;
    double peak();

  private:
    std::atomic<bool> ended_ = false;
    double peak_ = 0;
    std::thread watcher_;
};

}  // namespace server
