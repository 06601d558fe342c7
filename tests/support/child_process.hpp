#pragma once
// A program started for a test and ended with it: by its id, within a bounded time.

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace test_support {

class ChildProcess {
  public:
    // The first word is the program, found on PATH. Its output comes through first_line; errors go to ours.
    explicit ChildProcess(const std::vector<std::string>& command);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    // Waits for one line of its output. Throws std::runtime_error when none comes in time.
    std::string next_line(std::chrono::seconds within = std::chrono::seconds{10});
    void stop(int signal);  // and waits for the end
    pid_t id() const { return id_; }

  private:
    pid_t id_ = -1;
    int output_ = -1;
    std::string pending_;
};

}  // namespace test_support
