#pragma once
// Pauses guessing: too many failures of one account or one address in a quarter of an hour.

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dossier/time.hpp"

namespace server::http {

// Kept in memory, one per process: behind several processes a guesser gets the limit once for each.
class Throttle {
  public:
    // `most` failures of one key within `window`; then it is paused until the oldest leaves the window.
    explicit Throttle(std::chrono::minutes window = std::chrono::minutes{15}) : window_(window) {}

    // Seconds to wait; 0 when not paused.
    std::int64_t pause_s(std::string_view key, std::int64_t most, dossier::Instant now);
    void failed(std::string_view key, dossier::Instant now);
    void forget(std::string_view key);

  private:
    void drop_old(dossier::Instant now);

    std::mutex mutex_;
    std::chrono::minutes window_;
    std::unordered_map<std::string, std::deque<dossier::Instant>> failures_;
};

}  // namespace server::http
