#pragma once
// A listening server: the Guard on loopback, its threads, and an orderly end.

#include <cstdint>
#include <memory>
#include <string>

#include "server/http/core.hpp"

namespace server::http {

class Listener {
  public:
    // Throws std::runtime_error when the address is taken. Port 0 takes any free one.
    Listener(Application& application, GuardSettings settings, const std::string& address, std::uint16_t port,
             int network_threads);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    std::uint16_t port() const;
    bool draining() const;
    std::size_t connections() const;
    // Answers what is running (at most `limit`), closes connections as they finish, then stops. Returns whether
    // everything was answered.
    bool drain(std::chrono::milliseconds limit);

  private:
    struct Library;  // keeps Pistache's headers out of ours
    std::shared_ptr<Core> core_;
    std::unique_ptr<Library> library_;
};

}  // namespace server::http
