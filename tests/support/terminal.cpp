#include "tests/support/terminal.hpp"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <stdexcept>

namespace test_support {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Terminal::Terminal(const std::string& command) {
    if (openpty(&here_, &there_, nullptr, nullptr, nullptr) != 0) throw std::runtime_error("openpty");
    id_ = fork();
    if (id_ < 0) throw std::runtime_error("fork");
    if (id_ > 0) return;
    close(here_);
    login_tty(there_);
    execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
    _exit(127);
}

Terminal::~Terminal() {
    if (id_ > 0) {
        kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
    close(here_);
    close(there_);
}

bool Terminal::more_within(milliseconds left) {
    pollfd waiting{here_, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 4096> piece{};
    const auto got = read(here_, piece.data(), piece.size());
    if (got > 0) screen_.append(piece.data(), static_cast<size_t>(got));
    return got > 0;
}

void Terminal::wait_for(const std::string& words, std::chrono::seconds within) {
    const auto end = steady_clock::now() + within;
    while (screen_.find(words) == std::string::npos) {
        if (steady_clock::now() > end) throw std::runtime_error("the terminal never showed “" + words + "”: " + screen_);
        more_within(milliseconds{100});
    }
}

void Terminal::type(const std::string& keys) {
    if (write(here_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) throw std::runtime_error("typing");
}

bool Terminal::echoes() const {
    termios now{};
    if (tcgetattr(there_, &now) != 0) throw std::runtime_error("tcgetattr");
    return (now.c_lflag & ECHO) != 0;
}

int Terminal::code(std::chrono::seconds within) {
    const auto end = steady_clock::now() + within;
    int status = 0;
    while (waitpid(id_, &status, WNOHANG) == 0) {
        if (steady_clock::now() > end) throw std::runtime_error("the program does not end: " + screen_);
        more_within(milliseconds{100});
    }
    id_ = -1;
    while (more_within(milliseconds{0})) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace test_support
