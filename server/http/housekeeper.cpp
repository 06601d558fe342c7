#include "server/http/housekeeper.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

#include "server/http/connection.hpp"

namespace server::http {
namespace {

constexpr std::uint64_t wake_number = 0;
constexpr std::chrono::milliseconds between_looks{250};

}  // namespace

Housekeeper::Housekeeper() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (epoll_ < 0 || wake_ < 0) throw std::system_error(errno, std::generic_category(), "housekeeper");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = wake_number;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
    thread_ = std::thread{[this] { run(); }};
}

Housekeeper::~Housekeeper() {
    stop();
    ::close(epoll_);
    ::close(wake_);
}

void Housekeeper::stop() {
    if (!thread_.joinable()) return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
    thread_.join();
}

std::uint64_t Housekeeper::enter(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock{mutex_};
    const auto number = next_number_++;
    known_.emplace(number, connection);
    return number;
}

void Housekeeper::leave(std::uint64_t number) {
    const std::lock_guard lock{mutex_};
    known_.erase(number);
}

std::size_t Housekeeper::connections() const {
    const std::lock_guard lock{mutex_};
    return known_.size();
}

void Housekeeper::watch(int fd, std::uint64_t number, bool again) {
    epoll_event event{};
    event.events = EPOLLOUT | EPOLLONESHOT;
    event.data.u64 = number;
    ::epoll_ctl(epoll_, again ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
}

void Housekeeper::forget(int fd) { ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr); }

std::vector<std::shared_ptr<Connection>> Housekeeper::all() const {
    const std::lock_guard lock{mutex_};
    std::vector<std::shared_ptr<Connection>> alive;
    alive.reserve(known_.size());
    for (const auto& [number, weak] : known_)
        if (auto connection = weak.lock()) alive.push_back(std::move(connection));
    return alive;
}

std::shared_ptr<Connection> Housekeeper::find(std::uint64_t number) const {
    const std::lock_guard lock{mutex_};
    const auto at = known_.find(number);
    return at == known_.end() ? nullptr : at->second.lock();
}

void Housekeeper::run() {
    auto next_look = std::chrono::steady_clock::now() + between_looks;
    std::array<epoll_event, 64> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                       static_cast<int>(between_looks.count()));
        for (int at = 0; at < count; ++at) {
            const auto number = events[static_cast<std::size_t>(at)].data.u64;
            if (number == wake_number) return;
            if (const auto connection = find(number)) connection->on_writable();
        }
        const auto now = std::chrono::steady_clock::now();
        if (now < next_look) continue;
        next_look = now + between_looks;
        for (const auto& connection : all()) connection->look_at_clock(now);
    }
}

}  // namespace server::http
