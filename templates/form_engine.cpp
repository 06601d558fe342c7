#include "templates/form_engine.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "templates/render.hpp"

namespace templates {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t largest_paper = 64U << 20U;  // bytes; a longer answer is nonsense

// The child is gone or silent; a silent one is not asked again.
struct ChannelBroken : FormFault {
    ChannelBroken(const std::string& what, bool late) : FormFault(what), timed_out(late) {}
    bool timed_out;
};

void wait_for(int channel, short events, Clock::time_point until) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) throw ChannelBroken("the form engine took too long", true);
        pollfd watched{channel, events, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(left));
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) throw ChannelBroken(std::strerror(errno), false);
    }
}

void send_all(int channel, std::string_view bytes, Clock::time_point until) {
    while (!bytes.empty()) {
        wait_for(channel, POLLOUT, until);
        const auto sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent <= 0) throw ChannelBroken("the form engine is gone", false);
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string receive_exactly(int channel, std::size_t count, Clock::time_point until) {
    std::string bytes(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        wait_for(channel, POLLIN, until);
        const auto got = ::recv(channel, bytes.data() + have, count - have, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (got <= 0) throw ChannelBroken("the form engine is gone", false);
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

std::string length_bytes(std::size_t length) {
    std::string bytes(4, '\0');
    for (std::size_t at = 0; at < 4; ++at) bytes[at] = static_cast<char>(length >> (24U - 8U * at) & 0xffU);
    return bytes;
}

std::uint32_t length_of(std::string_view bytes) {
    std::uint32_t length = 0;
    for (const char byte : bytes) length = length << 8U | static_cast<unsigned char>(byte);
    return length;
}

}  // namespace

class FormEngine::Child {
  public:
    explicit Child(const FormEngineSettings& settings) : settings_(settings) {}
    ~Child() { stop(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    std::string pdf(std::string_view html, PdfProfile profile);

    pid_t process = 0;
    bool busy = false;

  private:
    void start();
    void stop() noexcept;
    std::string exchange(std::string_view html, PdfProfile profile);

    const FormEngineSettings& settings_;
    int channel_ = -1;
};

void FormEngine::Child::stop() noexcept {
    if (channel_ >= 0) ::close(channel_);
    if (process > 0) {
        ::kill(process, SIGKILL);
        while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {}
    }
    channel_ = -1;
    process = 0;
}

void FormEngine::Child::start() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw FormFault(std::strerror(errno));
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);

    std::vector<std::string> words{settings_.python, "-I", "-c", std::string{template_text("engine/driver.py")},
                                   std::to_string(settings_.timeout.count()), std::to_string(settings_.idle.count()),
                                   std::to_string(settings_.memory_mib)};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<std::string, 4> settings{"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", "OMP_NUM_THREADS=1"};
    std::vector<char*> environment;
    for (auto& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);

    const int failed = ::posix_spawn(&process, settings_.python.c_str(), &files, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    channel_ = ends[0];
    if (failed == 0) return;
    process = 0;
    stop();
    throw FormFault("cannot start " + settings_.python + ": " + std::strerror(failed));
}

std::string FormEngine::Child::exchange(std::string_view html, PdfProfile profile) {
    const auto until = Clock::now() + settings_.timeout;
    send_all(channel_, (profile == PdfProfile::Archive ? "a" : "p") + length_bytes(html.size()), until);
    send_all(channel_, html, until);
    const auto head = receive_exactly(channel_, 5, until);
    const auto length = length_of(std::string_view{head}.substr(1));
    if (length > largest_paper) throw ChannelBroken("the form engine answered nonsense", true);
    auto answer = receive_exactly(channel_, length, until);
    if (head[0] != 'k') throw FormFault("the form engine refused the paper: " + answer);
    return answer;
}

std::string FormEngine::Child::pdf(std::string_view html, PdfProfile profile) {
    for (bool was_warm = process > 0;; was_warm = false) {
        if (process == 0) start();
        try {
            return exchange(html, profile);
        } catch (const ChannelBroken& broken) {
            stop();
            // A child that left while nobody needed it is replaced without anybody noticing.
            if (!was_warm || broken.timed_out) throw;
        }
    }
}

// A free child, waited for when there is none, and its return.
class FormEngine::Lent {
  public:
    explicit Lent(FormEngine& engine) : engine_(engine) {
        std::unique_lock lock{engine.mutex_};
        engine.returned_.wait(lock, [&] { return (child_ = first_free()) != nullptr; });
        child_->busy = true;
    }
    ~Lent() {
        const std::lock_guard lock{engine_.mutex_};
        child_->busy = false;
        engine_.returned_.notify_one();
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Child* operator->() { return child_; }

  private:
    Child* first_free() {
        for (auto& child : engine_.children_)
            if (!child->busy) return child.get();
        return nullptr;
    }

    FormEngine& engine_;
    Child* child_ = nullptr;
};

FormEngine::FormEngine(FormEngineSettings settings) : settings_(std::move(settings)) {
    for (int i = 0; i < std::max(settings_.children, 1); ++i) children_.push_back(std::make_unique<Child>(settings_));
}

FormEngine::~FormEngine() = default;

pid_t FormEngine::child() const { return children_.front()->process; }

std::string FormEngine::pdf(std::string_view html, PdfProfile profile) { return Lent{*this}->pdf(html, profile); }

}  // namespace templates
