#pragma once
// The right to answer one request, once. Lost without an answer, it answers 500 itself: no client waits for ever.

#include <cstdint>
#include <memory>

#include "server/http/application.hpp"

namespace server::http {

class Connection;

class Ticket {
  public:
    Ticket(std::shared_ptr<Connection> connection, std::uint64_t sequence);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    void answer(Response response);
    void forget();  // somebody else answers

  private:
    std::shared_ptr<Connection> connection_;
    std::uint64_t sequence_;
};

// Runs the application's answer; whatever it throws ends as a plain 500, logged with the request id.
Response run_handler(Application& application, const Endpoint& endpoint, Request& request);

}  // namespace server::http
