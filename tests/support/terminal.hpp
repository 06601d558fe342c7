#pragma once
// A program at a terminal of its own: what it shows, what somebody types, and whether the terminal shows what is typed.

#include <sys/types.h>

#include <chrono>
#include <string>

namespace test_support {

class Terminal {
  public:
    explicit Terminal(const std::string& command);  // of the shell
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // Throws std::runtime_error with what is on the screen when the words do not come in time.
    void wait_for(const std::string& words, std::chrono::seconds within = std::chrono::seconds{60});
    void type(const std::string& keys);  // "\r" is Enter, "\x03" Ctrl+C
    bool echoes() const;
    int code(std::chrono::seconds within = std::chrono::seconds{60});  // of its exit; -1 when a signal ended it
    const std::string& screen() const { return screen_; }              // all that was shown
    pid_t id() const { return id_; }

  private:
    bool more_within(std::chrono::milliseconds left);
    pid_t id_ = -1;
    int here_ = -1, there_ = -1;  // the ends of the line; theirs stays open, so that its state outlives the program
    std::string screen_;
};

}  // namespace test_support
