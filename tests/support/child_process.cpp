#include "tests/support/child_process.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace test_support {

ChildProcess::ChildProcess(const std::vector<std::string>& command) {
    int pipe_ends[2];
    if (pipe2(pipe_ends, 0) != 0) throw std::runtime_error("pipe");
    std::vector<char*> words;
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    id_ = fork();
    if (id_ < 0) throw std::runtime_error("fork");
    if (id_ == 0) {
        dup2(pipe_ends[1], 1);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
        execvp(words[0], words.data());
        _exit(127);
    }
    close(pipe_ends[1]);
    output_ = pipe_ends[0];
}

ChildProcess::~ChildProcess() {
    stop(SIGTERM);
    if (output_ >= 0) close(output_);
}

std::string ChildProcess::next_line(std::chrono::seconds within) {
    const auto deadline = std::chrono::steady_clock::now() + within;
    for (;;) {
        if (const auto end = pending_.find('\n'); end != std::string::npos) {
            auto line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd waiting{output_, POLLIN, 0};
        if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            throw std::runtime_error("the program said nothing in time");
        char bytes[512];
        const auto length = read(output_, bytes, sizeof bytes);
        if (length <= 0) throw std::runtime_error("the program ended before it spoke");
        pending_.append(bytes, static_cast<std::size_t>(length));
    }
}

void ChildProcess::stop(int signal) {
    if (id_ <= 0) return;
    kill(id_, signal);
    for (int tenths = 0; tenths < 50; ++tenths) {
        if (waitpid(id_, nullptr, WNOHANG) == id_) {
            id_ = -1;
            return;
        }
        usleep(100'000);
    }
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
    id_ = -1;
}

}  // namespace test_support
