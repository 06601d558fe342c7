#pragma once
// A small application behind the Guard, and a server of it on a free loopback port.

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "server/http/listener.hpp"

namespace tests {

class GuardApplication : public server::http::Application {
  public:
    std::span<const server::http::Endpoint> endpoints() const override;
    server::http::Response answer(const server::http::Endpoint& endpoint, server::http::Request& request) override;
};

// A folder of its own under /tmp, removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }
    std::size_t files_below(const std::string& name) const;

  private:
    std::filesystem::path path_;
};

struct GuardServer {
    explicit GuardServer(bool behind_nginx = false, const std::function<void(server::http::GuardSettings&)>& change = {});
    std::uint16_t port() const { return listener->port(); }

    TemporaryFolder folder;
    GuardApplication application;
    std::unique_ptr<server::http::Listener> listener;
};

std::size_t open_descriptors();  // of this process

}  // namespace tests
