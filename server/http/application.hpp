#pragma once
// What the Guard serves. The Guard knows bytes, framing and limits; the application knows people and dossiers.
// The attack tests serve a small application of their own, without a database.

#include <cstdint>
#include <optional>
#include <span>

#include "server/http/endpoint.hpp"

namespace server::http {

// What the Guard has to say about a request it finished.
struct Served {
    std::size_t endpoint_index;  // row of the table; table size when no row was reached
    int status;
    std::int64_t microseconds;
    std::string_view request_id;
};

class Application {
  public:
    virtual ~Application() = default;
    virtual std::span<const Endpoint> endpoints() const = 0;
    // Before a body is read: a reason to refuse it unread (nobody signed in for a big upload), or nothing.
    virtual std::optional<Response> refuse_early(const Endpoint&, const Request&) { return std::nullopt; }
    // On the thread the row asks for. Throws nothing on purpose; what it throws becomes a plain 500.
    virtual Response answer(const Endpoint& endpoint, Request& request) = 0;
    // A refusal made by the Guard itself, dressed for the client.
    virtual Response refuse(int status, std::string_view detail, const Request& request);
    virtual void served(const Served&) {}
};

}  // namespace server::http
