#pragma once
// One client's connection: bytes in, requests out, answers back, in this order and one at a time.
//
// The descriptor belongs to Pistache. It is ours to write to as long as `alive_` holds under the lock: on_closed()
// takes the lock before Pistache closes it, so no answer reaches whoever gets the number next.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "server/http/body_reader.hpp"
#include "server/http/chunks.hpp"
#include "server/http/core.hpp"
#include "server/http/head.hpp"

namespace server::http {

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    using Clock = std::chrono::steady_clock;

    Connection(std::shared_ptr<Core> core, int fd, std::string address);
    void open();                          // once, after make_shared

    void on_bytes(std::string_view bytes);  // network thread
    void on_closed();                       // network thread, before the descriptor is closed
    void on_writable();                     // housekeeper
    void look_at_clock(Clock::time_point now);  // housekeeper
    // The answer to request number `sequence`; a late one (deadline passed, client gone) is dropped.
    void answer(std::uint64_t sequence, Response response);

  private:
    enum class At {
        Head,     // waiting for or reading a head
        Body,
        Handling,  // somebody is working on the answer
        Writing,  // the client reads slowly
        Closing,  // last answer sent; what still comes is thrown away
        Dead,
    };

    void go_on();  // as far as the bytes at hand reach
    bool read_head_step();
    bool read_body_step();
    void begin(Head head);
    void begin_body();
    bool body_fits(const Endpoint& endpoint);
    void body_complete();
    void dispatch();
    void refuse(int status, std::string_view detail);         // answers, then closes
    void send_answer(Response response);
    void send(std::string bytes);
    void flush();
    void written();
    void close_softly();
    void count_served(int status);

    std::shared_ptr<Core> core_;
    const int fd_;
    const std::string address_;
    std::uint64_t number_ = 0;

    std::mutex mutex_;  // guards everything below
    bool alive_ = true;
    At at_ = At::Head;
    Clock::time_point since_{};          // when `at_` was entered, or the last byte came
    Clock::time_point head_since_{};     // first byte of the head being read
    std::string input_;
    bool overrun_ = false;               // the client sent too much ahead
    std::string output_;
    std::size_t output_sent_ = 0;
    bool watched_ = false;
    std::size_t thrown_away_ = 0;        // bytes while Closing

    // The request at hand.
    std::uint64_t sequence_ = 0;
    Request request_;
    const Endpoint* endpoint_ = nullptr;
    std::size_t endpoint_index_ = 0;
    Clock::time_point started_{};
    bool keep_alive_ = true;
    bool http_1_0_ = false;
    bool chunked_ = false;
    std::uint64_t body_left_ = 0;        // bytes, without chunked
    std::uint64_t body_taken_ = 0;
    ChunkReader chunks_;
    std::unique_ptr<BodyReader> body_;
    bool in_flight_ = false;
};

}  // namespace server::http
