#include "server/http/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <system_error>

#include "server/http/problem.hpp"
#include "server/http/request_builder.hpp"
#include "server/http/ticket.hpp"

namespace server::http {
namespace {

constexpr std::size_t most_sent_ahead = 64 * 1024;         // bytes of pipelined requests kept while one is served
constexpr std::size_t most_thrown_away = 8 * 1024 * 1024;  // bytes read over after a refusal
constexpr std::uint64_t stray_body_limit = 64 * 1024;      // bytes of a body nobody asked for
constexpr std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(std::shared_ptr<Core> core, int fd, std::string address)
    : core_(std::move(core)), fd_(fd), address_(std::move(address)), since_(Clock::now()) {}

void Connection::open() { number_ = core_->housekeeper.enter(shared_from_this()); }

void Connection::on_bytes(std::string_view bytes) {
    const std::lock_guard lock{mutex_};
    if (!alive_) return;
    if (at_ == At::Closing) {
        thrown_away_ += bytes.size();
        if (thrown_away_ > most_thrown_away) ::shutdown(fd_, SHUT_RDWR);
        return;
    }
    if (at_ == At::Head || at_ == At::Body) since_ = Clock::now();
    if (at_ == At::Head && input_.empty()) head_since_ = since_;
    const bool busy = at_ == At::Handling || at_ == At::Writing;
    if (busy && input_.size() + bytes.size() > most_sent_ahead) {
        overrun_ = true;
        return;
    }
    // Only a line end can complete a head or spoil it.
    const bool may_wait = at_ == At::Head && input_.size() + bytes.size() < head_limit &&
                          bytes.find('\n') == std::string_view::npos && bytes.find('\0') == std::string_view::npos;
    input_.append(bytes);
    if (!may_wait) go_on();
}

void Connection::go_on() {
    for (bool more = true; more;) {
        more = false;
        if (at_ == At::Head) more = read_head_step();
        else if (at_ == At::Body) more = read_body_step();
    }
}

bool Connection::read_head_step() {
    if (input_.empty()) return false;
    auto outcome = read_head(input_);
    if (std::holds_alternative<HeadIncomplete>(outcome)) return false;
    if (const auto* refusal = std::get_if<HeadRefusal>(&outcome)) {
        request_ = Request{};
        request_.request_id = new_request_id();
        endpoint_ = nullptr;
        http_1_0_ = false;
        started_ = Clock::now();
        refuse(refusal->status, refusal->detail);
        return false;
    }
    auto& complete = std::get<HeadComplete>(outcome);
    input_.erase(0, complete.length);
    begin(std::move(complete.head));
    return true;
}

void Connection::begin(Head head) {
    started_ = Clock::now();
    ++sequence_;
    request_ = build_request(head, address_, core_->settings.wire.behind_nginx);
    endpoint_ = nullptr;
    keep_alive_ = head.keep_alive;
    http_1_0_ = head.http_1_0;
    chunked_ = head.chunked;
    body_left_ = head.content_length.value_or(0);
    body_taken_ = 0;
    chunks_ = ChunkReader{};
    body_.reset();

    auto address = read_address(head.target);
    if (!address) return refuse(400, "Địa chỉ không giải mã được.");
    for (const auto& segment : address->segments) request_.path.append(1, '/').append(segment);
    if (request_.path.empty()) request_.path.push_back('/');
    request_.query = std::move(address->query);
    auto routing = core_->router.route(head.method, *address);
    // A refusal with a body still to come closes the connection: the rest must not be read as a request.
    const bool has_body = chunked_ || body_left_ > 0;
    if (auto* match = std::get_if<Match>(&routing)) {
        endpoint_ = match->endpoint;
        endpoint_index_ = match->index;
        request_.path_values = std::move(match->path_values);
    } else {
        if (has_body) keep_alive_ = false;
        const auto* other = std::get_if<NoSuchMethod>(&routing);
        auto response = core_->application.refuse(other ? 405 : 404, "", request_);
        if (other) response.with_header("Allow", other->allow);
        return send_answer(std::move(response));
    }
    if (endpoint_->body == Body::Upload && !head.content_length && !chunked_) return refuse(411, "");
    if (!has_body) return body_complete();
    if (!body_fits(*endpoint_)) return;
    begin_body();
    if (at_ == At::Body && head.expects_continue && input_.empty())
        [[maybe_unused]] const auto sent = ::send(fd_, go_ahead.data(), go_ahead.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

bool Connection::body_fits(const Endpoint& endpoint) {
    const auto limit = endpoint.body == Body::None ? stray_body_limit : limit_of(endpoint);
    if (body_left_ + body_taken_ > limit) {
        refuse(413, "");
        return false;
    }
    if (const auto refusal = check_media_type(endpoint, request_)) {
        refuse(refusal->status, refusal->detail);
        return false;
    }
    if (auto early = core_->application.refuse_early(endpoint, request_)) {
        keep_alive_ = false;
        send_answer(*std::move(early));
        return false;
    }
    return true;
}

void Connection::begin_body() {
    try {
        body_ = body_reader(*endpoint_, request_, core_->settings.spool_dir);
    } catch (const std::system_error&) {
        return refuse(507, "");
    }
    at_ = At::Body;
    since_ = Clock::now();
}

bool Connection::read_body_step() {
    if (input_.empty() && (chunked_ || body_left_ > 0)) return false;
    std::string payload;
    auto outcome = ChunkReader::Outcome::More;
    if (chunked_) {
        std::string_view rest = input_;
        outcome = chunks_.read(rest, payload);
        input_.erase(0, input_.size() - rest.size());
    } else {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(body_left_, input_.size()));
        payload = input_.substr(0, length);
        input_.erase(0, length);
        body_left_ -= length;
        if (body_left_ == 0) outcome = ChunkReader::Outcome::Done;
    }
    if (outcome == ChunkReader::Outcome::Malformed) {
        refuse(400, "Các khúc của nội dung không đúng quy cách.");
        return false;
    }
    body_taken_ += payload.size();
    const auto limit = endpoint_->body == Body::None ? stray_body_limit : limit_of(*endpoint_);
    if (body_taken_ > limit) {
        refuse(413, "");
        return false;
    }
    std::optional<BodyRefusal> refusal;
    try {
        refusal = body_->take(payload);
        if (!refusal && outcome == ChunkReader::Outcome::Done) refusal = body_->finish(request_);
    } catch (const std::system_error&) {  // a multipart file that cannot be opened
        refusal = BodyRefusal{507, ""};
    }
    if (refusal) {
        refuse(refusal->status, refusal->detail);
        return false;
    }
    if (outcome != ChunkReader::Outcome::Done) return false;
    body_complete();
    return true;
}

void Connection::body_complete() {
    body_.reset();
    take_form_meanings(request_);
    dispatch();
}

void Connection::dispatch() {
    at_ = At::Handling;
    since_ = Clock::now();
    in_flight_ = true;
    ++core_->in_flight;
    if (endpoint_->runs == Runs::AtOnce) return send_answer(run_handler(core_->application, *endpoint_, request_));
    auto ticket = std::make_shared<Ticket>(shared_from_this(), sequence_);
    auto request = std::make_shared<Request>(std::move(request_));
    request_ = Request{};  // what the answer needs of it stays here
    request_.method = request->method;
    request_.request_id = request->request_id;
    request_.headers = request->headers;
    WorkerPool::Work work = [core = core_, endpoint = endpoint_, ticket, request]() mutable {
        auto response = run_handler(core->application, *endpoint, *request);
        request.reset();  // an upload nobody kept is gone before the client hears
        ticket->answer(std::move(response));
    };
    if (core_->pool.offer(work)) return;
    ticket->forget();
    send_answer(core_->application.refuse(503, "Hệ thống đang có quá nhiều yêu cầu.", request_));
}

void Connection::refuse(int status, std::string_view detail) {
    keep_alive_ = false;
    body_.reset();
    send_answer(core_->application.refuse(status, detail, request_));
}

}  // namespace server::http
