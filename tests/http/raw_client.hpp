#pragma once
// A client that sends exactly the bytes it is told to.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct ssl_st;

namespace tests {

struct Answer {
    int status = 0;  // 0: the connection ended or fell silent before an answer was complete
    std::string head;
    std::string body;
    std::string header(std::string_view name) const;  // first value; empty when absent
};

enum class Over { Plain, Tls };  // TLS: any certificate is taken

class RawClient {
  public:
    // `receive_buffer` in bytes, 0 for the system's choice; set before connecting.
    explicit RawClient(std::uint16_t port, int receive_buffer = 0, Over over = Over::Plain);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    RawClient& send(std::string_view bytes);
    RawClient& send_bytewise(std::string_view bytes);
    Answer answer(std::chrono::milliseconds patience = std::chrono::seconds{10}, bool head_only = false);
    // Whether the server ends the connection within the time; bytes still coming are read over.
    bool closed_by_server(std::chrono::milliseconds patience = std::chrono::seconds{5});
    void reset();  // ends with RST
    std::string read_some(std::chrono::milliseconds patience);

  private:
    long write_some(std::string_view bytes);
    long receive(char* bytes, std::size_t length);
    bool wait(std::chrono::milliseconds patience);

    int fd_ = -1;
    ssl_st* tls_ = nullptr;
    std::string kept_;
};

std::string get(std::string_view path, std::string_view more_headers = "");
std::string post(std::string_view path, std::string_view media_type, std::string_view body);

}  // namespace tests
