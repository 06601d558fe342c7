#pragma once
// The application behind the Guard: who asks, is it allowed, the handler of the row, and every refusal or fault as an
// answer. One of the two places that catch (the job runner is the other).

#include <span>

#include "server/http/application.hpp"
#include "server/http/identities.hpp"
#include "server/http/metrics.hpp"

namespace server::http {

class Site : public Application {
  public:
    Site(std::span<const Endpoint> table, Services& services);
    std::span<const Endpoint> endpoints() const override { return table_; }
    std::optional<Response> refuse_early(const Endpoint& endpoint, const Request& request) override;
    Response answer(const Endpoint& endpoint, Request& request) override;
    Response refuse(int status, std::string_view detail, const Request& request) override;
    void served(const Served& served) override;

    // For handlers that speak about the server itself (health, metrics). The last one made; null before.
    static const Site* current();
    const RequestFigures& figures() const { return figures_; }

  private:
    Response guarded(const Endpoint& endpoint, Request& request);

    std::span<const Endpoint> table_;
    Services& services_;
    RequestFigures figures_;
};

// Runs the server until SIGTERM or SIGINT, then drains. Call before other threads start: the signals are blocked here
// and waited for. Returns the exit code. `port_file`, when given, receives the port once it listens.
int serve(Services& services, const std::string& port_file = {});

}  // namespace server::http
