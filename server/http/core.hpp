#pragma once
// What all connections of one server share.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "server/http/application.hpp"
#include "server/http/housekeeper.hpp"
#include "server/http/router.hpp"
#include "server/http/wire.hpp"
#include "server/http/worker_pool.hpp"

namespace server::http {

class Connection;

struct GuardSettings {
    Wire wire;
    std::filesystem::path spool_dir;
    std::size_t workers = 8;
    std::size_t longest_queue = 256;            // requests
    std::chrono::milliseconds deadline{30'000}; // of one handler
    std::chrono::milliseconds idle{75'000};     // between requests
    std::chrono::milliseconds arrival{30'000};  // for a head, and between two pieces of a body
    std::chrono::milliseconds linger{2'000};    // after a refusal, for the client to read it
};

struct Core {
    Core(Application& served, GuardSettings chosen);
    ~Core();

    Application& application;
    GuardSettings settings;
    Router router;
    WorkerPool pool;
    Housekeeper housekeeper;              // finishes slow writes, keeps the time limits
    std::atomic<int> in_flight{0};        // requests taken whose answer is not yet written
    std::atomic<bool> draining{false};
};

}  // namespace server::http
