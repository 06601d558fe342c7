// The outgoing half of a connection: one answer at a time, straight to the socket, the rest by the housekeeper.

#include <cerrno>
#include <sys/socket.h>

#include "server/http/connection.hpp"
#include "server/http/problem.hpp"

namespace server::http {

void Connection::answer(std::uint64_t sequence, Response response) {
    const std::lock_guard lock{mutex_};
    if (!alive_ || at_ != At::Handling || sequence != sequence_) return;
    send_answer(std::move(response));
    go_on();
}

void Connection::send_answer(Response response) {
    if (core_->draining || overrun_) keep_alive_ = false;
    count_served(response.status);
    send(to_wire(core_->settings.wire,
                 {request_.request_id, request_.method == Method::Head, keep_alive_, http_1_0_}, std::move(response)));
}

void Connection::send(std::string bytes) {
    output_ = std::move(bytes);
    output_sent_ = 0;
    at_ = At::Writing;
    since_ = Clock::now();
    flush();
}

// As much as the socket takes now. Waits for nobody.
void Connection::flush() {
    while (output_sent_ < output_.size()) {
        const auto sent = ::send(fd_, output_.data() + output_sent_, output_.size() - output_sent_,
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent >= 0) {
            output_sent_ += static_cast<std::size_t>(sent);
            continue;
        }
        if (errno == EINTR) continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            core_->housekeeper.watch(fd_, number_, watched_);
            watched_ = true;
            return;
        }
        ::shutdown(fd_, SHUT_RDWR);  // gone; Pistache reads the end and tells on_closed()
        at_ = At::Closing;
        if (std::exchange(in_flight_, false)) --core_->in_flight;
        return;
    }
    written();
}

void Connection::written() {
    if (watched_) core_->housekeeper.forget(fd_);
    watched_ = false;
    output_.clear();
    if (output_.capacity() > 64 * 1024) output_.shrink_to_fit();
    if (std::exchange(in_flight_, false)) --core_->in_flight;
    if (!keep_alive_) return close_softly();
    at_ = At::Head;
    since_ = head_since_ = Clock::now();
}

// Says that nothing follows and lets the client read; closing at once with unread bytes would destroy the answer.
void Connection::close_softly() {
    at_ = At::Closing;
    since_ = Clock::now();
    thrown_away_ = input_.size();
    input_.clear();
    ::shutdown(fd_, SHUT_WR);
}

void Connection::on_writable() {
    const std::lock_guard lock{mutex_};
    if (!alive_ || at_ != At::Writing) return;
    since_ = Clock::now();
    flush();
    go_on();
}

void Connection::on_closed() {
    const std::lock_guard lock{mutex_};
    if (!alive_) return;
    alive_ = false;
    at_ = At::Dead;
    if (watched_) core_->housekeeper.forget(fd_);
    if (std::exchange(in_flight_, false)) --core_->in_flight;
    core_->housekeeper.leave(number_);
    body_.reset();
    input_ = {};
    output_ = {};
}

void Connection::look_at_clock(Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    if (!alive_) return;
    const auto& limits = core_->settings;
    const auto waited = now - since_;
    switch (at_) {
        case At::Head:
            if (input_.empty() && waited > limits.idle) close_softly();
            if (!input_.empty() && now - head_since_ > limits.arrival) {
                request_ = Request{};
                refuse(408, "");
            }
            return;
        case At::Body:
            if (waited > limits.arrival) refuse(408, "");
            return;
        case At::Handling:
            if (waited <= limits.deadline) return;
            keep_alive_ = false;
            send_answer(core_->application.refuse(503, "Yêu cầu mất quá nhiều thời gian; hãy xem lại kết quả trước khi gửi lại.", request_));
            return;
        case At::Writing:
        case At::Closing:
            if (waited > (at_ == At::Closing ? limits.linger : limits.arrival)) ::shutdown(fd_, SHUT_RDWR);
            return;
        case At::Dead: return;
    }
}

void Connection::count_served(int status) {
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_).count();
    core_->application.served({endpoint_ ? endpoint_index_ : core_->router.table().size(), status, spent,
                               request_.request_id});
}

}  // namespace server::http
