#include "raw_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <openssl/ssl.h>

namespace tests {
namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char sign) { return static_cast<char>(std::tolower(sign)); });
    return text;
}

SSL_CTX* tls_context() {
    static SSL_CTX* const context = [] {
        auto* made = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(made, SSL_VERIFY_NONE, nullptr);
        return made;
    }();
    return context;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    const auto wanted = "\r\n" + lower(std::string{name}) + ": ";
    const auto at = lower(head).find(wanted);
    if (at == std::string::npos) return {};
    const auto start = at + wanted.size();
    return head.substr(start, head.find("\r\n", start) - start);
}

RawClient::RawClient(std::uint16_t port, int receive_buffer, Over over) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const int yes = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no connection to the server under test");
    if (over == Over::Plain) return;
    tls_ = SSL_new(tls_context());
    SSL_set_fd(tls_, fd_);
    if (SSL_connect(tls_) != 1) throw std::runtime_error("no TLS with the server under test");
}

RawClient::~RawClient() {
    if (tls_) SSL_free(tls_);
    if (fd_ >= 0) ::close(fd_);
}

long RawClient::write_some(std::string_view bytes) {
    if (tls_) return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()));
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

long RawClient::receive(char* bytes, std::size_t length) {
    if (tls_) return SSL_read(tls_, bytes, static_cast<int>(length));
    return ::recv(fd_, bytes, length, 0);
}

bool RawClient::wait(std::chrono::milliseconds patience) {
    if (tls_ && SSL_pending(tls_) > 0) return true;
    pollfd waiting{fd_, POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(patience.count())) > 0;
}

RawClient& RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = write_some(bytes);
        if (sent <= 0) break;  // the server closed: what it answered is the point
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
}

RawClient& RawClient::send_bytewise(std::string_view bytes) {
    for (const char byte : bytes) {
        send({&byte, 1});
        ::usleep(200);  // µs: each byte in a packet and a read of its own
    }
    return *this;
}

std::string RawClient::read_some(std::chrono::milliseconds patience) {
    if (!wait(patience)) return {};
    std::string bytes(64 * 1024, '\0');
    const auto length = receive(bytes.data(), bytes.size());
    bytes.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    return bytes;
}

Answer RawClient::answer(std::chrono::milliseconds patience, bool head_only) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto end = kept_.find("\r\n\r\n");
        if (end != std::string::npos) {
            Answer answer;
            answer.head = kept_.substr(0, end + 2);
            const auto length_text = answer.header("Content-Length");
            const auto length = head_only || length_text.empty() ? 0 : std::stoul(length_text);
            if (kept_.size() >= end + 4 + length) {
                answer.status = std::atoi(kept_.c_str() + 9);
                answer.body = kept_.substr(end + 4, length);
                kept_.erase(0, end + 4 + length);
                return answer;
            }
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return {};
        const auto more = read_some(left);
        if (more.empty()) return {};
        kept_ += more;
    }
}

bool RawClient::closed_by_server(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        char bytes[4096];
        if (!wait(left)) return false;
        if (receive(bytes, sizeof bytes) <= 0) return true;
    }
}

void RawClient::reset() {
    const linger at_once{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(fd_, -1));
}

std::string get(std::string_view path, std::string_view more_headers) {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n" + std::string{more_headers} + "\r\n";
}

std::string post(std::string_view path, std::string_view media_type, std::string_view body) {
    return "POST " + std::string{path} + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string{media_type} +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

}  // namespace tests
