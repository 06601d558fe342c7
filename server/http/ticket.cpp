#include "server/http/ticket.hpp"

#include "server/http/connection.hpp"
#include "server/http/problem.hpp"
#include "server/log.hpp"

namespace server::http {

Ticket::Ticket(std::shared_ptr<Connection> connection, std::uint64_t sequence)
    : connection_(std::move(connection)), sequence_(sequence) {}

Ticket::~Ticket() {
    if (connection_) connection_->answer(sequence_, problem(500, "", ""));
}

void Ticket::answer(Response response) {
    if (const auto connection = std::exchange(connection_, nullptr)) connection->answer(sequence_, std::move(response));
}

void Ticket::forget() { connection_.reset(); }

Response run_handler(Application& application, const Endpoint& endpoint, Request& request) {
    try {
        return application.answer(endpoint, request);
    } catch (...) {  // also what is no std::exception: nothing may reach the network threads
        log::error("handler threw", {.request_id = request.request_id, .endpoint = endpoint.path, .status = 500});
        return problem(500, "", request.request_id);
    }
}

Response Application::refuse(int status, std::string_view detail, const Request& request) {
    return problem(status, detail, request.request_id);
}

}  // namespace server::http
