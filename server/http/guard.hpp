#pragma once
// Pistache inside the Guard: the library accepts connections, runs the epoll loops and reads bytes; framing, limits,
// decoding and writing are ours (reasons in README.md, section "Why the Guard").

#include "server/http/library.hpp"

#include <memory>

#include "server/http/core.hpp"

namespace server::http {

class Guard : public Pistache::Http::Handler {
    HTTP_PROTOTYPE(Guard)  // Pistache copies the handler for each network thread
  public:
    explicit Guard(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  private:
    void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
    void onInput(const char* bytes, std::size_t length, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
    void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override;
    // Never called: the library's parser is not fed.
    void onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter) override {}

    std::shared_ptr<Core> core_;
};

}  // namespace server::http
