#pragma once
// How long one file may keep a worker: hostile ones are made to take hours. Processor time of this thread, so that a busy
// machine refuses nothing that is sound.

#include <chrono>
#include <ctime>

namespace integrations::signing {

class Patience {
  public:
    explicit Patience(std::chrono::milliseconds longest) : end_(used() + longest) {}
    bool over() const { return used() > end_; }

  private:
    static std::chrono::nanoseconds used() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
    }
    std::chrono::nanoseconds end_;
};

}  // namespace integrations::signing
