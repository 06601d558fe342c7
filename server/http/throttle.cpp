#include "server/http/throttle.hpp"

#include <algorithm>

#include "server/http/identities.hpp"

namespace server::http {
namespace {

constexpr std::size_t most_keys = 10'000;  // a guesser with many names does not fill the memory
constexpr std::int64_t failures_per_address = 4;  // times those of one account: an office shares one address

}  // namespace

std::int64_t Throttle::pause_s(std::string_view key, std::int64_t most, dossier::Instant now) {
    const std::lock_guard lock{mutex_};
    const auto at = failures_.find(std::string{key});
    if (at == failures_.end()) return 0;
    auto& times = at->second;
    while (!times.empty() && times.front() + window_ <= now) times.pop_front();
    if (static_cast<std::int64_t>(times.size()) < most) return 0;
    const auto oldest_that_counts = times[times.size() - static_cast<std::size_t>(most)];
    return std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(oldest_that_counts + window_ - now).count());
}

void Throttle::failed(std::string_view key, dossier::Instant now) {
    const std::lock_guard lock{mutex_};
    if (failures_.size() >= most_keys) drop_old(now);
    auto& times = failures_[std::string{key}];
    times.push_back(now);
    if (times.size() > 1000) times.pop_front();
}

void Throttle::forget(std::string_view key) {
    const std::lock_guard lock{mutex_};
    failures_.erase(std::string{key});
}

void Throttle::drop_old(dossier::Instant now) {
    std::erase_if(failures_, [&](const auto& entry) { return entry.second.empty() || entry.second.back() + window_ <= now; });
    if (failures_.size() >= most_keys) failures_.erase(failures_.begin());
}

std::int64_t Identities::pause_s(std::string_view username, std::string_view address, std::int64_t most,
                                 dossier::Instant now) {
    return std::max(throttle_.pause_s("n:" + std::string{username}, most, now),
                    throttle_.pause_s("a:" + std::string{address}, most * failures_per_address, now));
}

void Identities::failed(std::string_view username, std::string_view address, dossier::Instant now) {
    throttle_.failed("n:" + std::string{username}, now);
    throttle_.failed("a:" + std::string{address}, now);
}

void Identities::succeeded(std::string_view username) { throttle_.forget("n:" + std::string{username}); }

}  // namespace server::http
