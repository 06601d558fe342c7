#pragma once
// The one HTTP client: libcurl with limits. No redirects, no proxy from the environment, no cookies kept, TLS 1.2 or
// newer with the peer verified, plain HTTP to this machine only (doubles and gateways beside us) unless its limits say more.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace integrations {

// Paths of PEM files; empty means the system's authorities and no certificate of our own.
struct TlsFiles {
    std::string authorities;
    std::string certificate;  // ours, for mutual TLS
    std::string key;
};

struct HttpLimits {
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds total{60'000};
    std::size_t answer_bytes = 16u << 20;  // headers and body each
    bool plain_http = false;               // to other machines too: only for answers that carry their own signature
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    Headers headers{};
    std::string body{};
};

struct HttpAnswer {
    int status = 0;
    Headers headers{};  // names in lower case, as they came otherwise
    std::string body{};

    std::optional<std::string> header(const std::string& lower_case_name) const;
};

// Why there is no answer.
enum class HttpFailure {
    NotAllowed,   // the address is neither https nor this machine
    Unreachable,  // nothing was sent: no name, no connection
    Untrusted,    // TLS refused by one of the two sides; nothing was sent
    TooLarge,     // the answer passed the limit and was dropped
    CutOff,       // the connection or the time ended after the request may have arrived
};

struct HttpFault {
    HttpFailure kind;
    std::string detail;  // libcurl's words; no address parameters, no body
    // False only when the partner cannot have seen the request.
    bool may_have_arrived() const { return kind == HttpFailure::TooLarge || kind == HttpFailure::CutOff; }
};

// Keeps its connection for the next request. One thread at a time.
class HttpsClient {
  public:
    explicit HttpsClient(TlsFiles tls = {}, HttpLimits limits = {});
    ~HttpsClient();
    HttpsClient(HttpsClient&&) noexcept;
    HttpsClient& operator=(HttpsClient&&) noexcept;

    tl::expected<HttpAnswer, HttpFault> send(const HttpRequest& request);

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    TlsFiles tls_;
    HttpLimits limits_;
};

}  // namespace integrations
