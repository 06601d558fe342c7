#include "ocr/pages/page_host.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <deque>
#include <new>
#include <vector>

#include "ocr/engine.hpp"
#include "ocr/model.hpp"
#include "ocr/pages/frame.hpp"
#include "ocr/pages/page_task.hpp"

namespace ocr {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int commands = 0;  // the socket to the service
constexpr int exit_out_of_memory = 41;

struct Child {
    uint64_t id = 0;
    pid_t pid = 0;
    int answers = -1;  // read end of its pipe
    Clock::time_point deadline{};
    Clock::time_point patience{};  // until then its worker is busy with it alone
    std::string bytes{};
    bool stopped = false;    // by us, at the deadline
    bool set_aside = false;  // goes on beside the others with little of the processor
};

// A page that needs a sixth of its time is set aside: its worker takes the next one. One page at a time, for the memory's sake.
constexpr int patience_of_limit = 6;
constexpr int low_priority = 15;
constexpr int longer = 4;  // times the wall clock a page set aside may take; its processor time stays limited as before

bool write_all(int descriptor, const std::string& bytes) {
    for (size_t done = 0; done < bytes.size();) {
        const ssize_t wrote = ::write(descriptor, bytes.data() + done, bytes.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        done += static_cast<size_t>(wrote);
    }
    return true;
}

class Host {
public:
    explicit Host(const HostOptions& options) : options_(options), engine_(load_model(options.model).bytes) {}

    int run() {
        while (true) {
            while (busy_workers() < options_.workers && !waiting_.empty()) start_next();
            if (!wait_once()) break;
        }
        for (Child& child : children_) {
            ::kill(child.pid, SIGKILL);
            ::waitpid(child.pid, nullptr, 0);
        }
        return 0;
    }

private:
    [[noreturn]] void be_child(const Frame& frame, int answers) {
        int code = 0;
        try {
            const Task task = decode_task(frame.body);
            const int output = task.output.empty() ? -1 : ::open(task.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
            Answer answer;
            if (lock_in(options_.child)) answer = perform(task, engine_, options_.limits, output);
            else answer.refused = Refusal{Problem::Crashed, "Không lập được vùng cách ly cho trang"};
            if (!write_all(answers, encode(answer))) code = 1;
        } catch (const std::bad_alloc&) {
            code = exit_out_of_memory;
        } catch (const std::exception&) {
            code = 1;
        }
        ::_exit(code);
    }

    int busy_workers() const {
        return static_cast<int>(std::count_if(children_.begin(), children_.end(), [](const Child& child) { return !child.set_aside; }));
    }

    bool one_is_set_aside() const { return busy_workers() < static_cast<int>(children_.size()); }

    void set_aside(Child& child) {
        if (::setpriority(PRIO_PROCESS, static_cast<id_t>(child.pid), low_priority) != 0) return;
        child.set_aside = true;
        child.deadline += std::chrono::seconds((longer - 1) * options_.child.seconds);
    }

    void start_next() {
        const Frame frame = std::move(waiting_.front());
        waiting_.pop_front();
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return answer(frame.id, Refusal{Problem::Crashed, "Không mở được ống dẫn"});
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::close(commands);
            ::close(ends[0]);
            be_child(frame, ends[1]);
        }
        ::close(ends[1]);
        if (pid < 0) {
            ::close(ends[0]);
            return answer(frame.id, Refusal{Problem::Crashed, "Không tạo được tiến trình trang"});
        }
        const auto now = Clock::now();
        const std::chrono::milliseconds limit = std::chrono::seconds(options_.child.seconds);
        children_.push_back({frame.id, pid, ends[0], now + limit, now + limit / patience_of_limit});
    }

    void answer(uint64_t id, const Refusal& refusal) {
        Answer refused;
        refused.refused = refusal;
        write_all(commands, packed({id, encode(refused)}));
    }

    // False when the service has gone.
    bool wait_once() {
        std::vector<pollfd> watched{{commands, POLLIN, 0}};
        int timeout_ms = -1;
        for (const Child& child : children_) {
            watched.push_back({child.answers, POLLIN, 0});
            const bool may_be_set_aside = !child.set_aside && !one_is_set_aside();
            const auto until = may_be_set_aside ? std::min(child.patience, child.deadline) : child.deadline;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count() + 1;
            const int ms = static_cast<int>(std::max<long>(left, 0));
            timeout_ms = timeout_ms < 0 ? ms : std::min(timeout_ms, ms);
        }
        if (::poll(watched.data(), watched.size(), timeout_ms) < 0 && errno != EINTR) return false;
        if (watched[0].revents != 0 && !take_commands()) return false;
        for (size_t i = children_.size(); i-- > 0;) {
            if (watched[i + 1].revents != 0) read_from(i);
            else if (Clock::now() >= children_[i].deadline && !children_[i].stopped) {
                children_[i].stopped = true;
                ::kill(children_[i].pid, SIGKILL);
            } else if (Clock::now() >= children_[i].patience && !one_is_set_aside()) {
                set_aside(children_[i]);
            }
        }
        return true;
    }

    bool take_commands() {
        std::array<char, 1 << 16> part{};
        const ssize_t got = ::read(commands, part.data(), part.size());
        if (got < 0 && errno == EINTR) return true;
        if (got <= 0) return false;
        received_.append(part.data(), static_cast<size_t>(got));
        while (auto frame = unpacked(received_)) waiting_.push_back(*std::move(frame));
        return true;
    }

    void read_from(size_t index) {
        Child& child = children_[index];
        std::array<char, 1 << 16> part{};
        const ssize_t got = ::read(child.answers, part.data(), part.size());
        if (got < 0 && errno == EINTR) return;
        if (got > 0 && child.bytes.size() < largest_frame) {
            child.bytes.append(part.data(), static_cast<size_t>(got));
            return;
        }
        finish(index);
    }

    void finish(size_t index) {
        const Child child = std::move(children_[index]);
        children_.erase(children_.begin() + static_cast<ptrdiff_t>(index));
        ::close(child.answers);
        int status = 0;
        while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {}
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !child.bytes.empty()) {
            write_all(commands, packed({child.id, child.bytes}));
            return;
        }
        if (child.stopped || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU)))
            return answer(child.id, {Problem::TimedOut, "Trang xử lý quá " + std::to_string(options_.child.seconds) + " giây, đã dừng"});
        if (WIFEXITED(status) && WEXITSTATUS(status) == exit_out_of_memory)
            return answer(child.id, {Problem::OutOfMemory, "Trang cần nhiều bộ nhớ hơn giới hạn"});
        answer(child.id, {Problem::Crashed, "Tiến trình đọc trang dừng đột ngột"});
    }

    const HostOptions options_;
    Engine engine_;
    std::deque<Frame> waiting_;
    std::vector<Child> children_;
    std::string received_;
};

}  // namespace

int run_page_host(const HostOptions& options) {
    // Images of whole pages go back to the system when they are freed; by itself glibc starts to keep what was freed once.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, SIG_IGN);  // Ctrl+C reaches the whole group; the service closes our socket
    const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    try {
        Host host{options};
        ::dup2(null, 2);  // decoders chatter
        return host.run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

}  // namespace ocr
