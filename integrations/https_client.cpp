#include "integrations/https_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <new>
#include <string_view>

namespace integrations {
namespace {

struct Receiver {
    HttpAnswer answer;
    std::size_t limit;
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& receiver = *static_cast<Receiver*>(into);
    const auto length = size * count;
    if (receiver.answer.body.size() + length > receiver.limit) {
        receiver.too_large = true;
        return 0;  // libcurl gives up
    }
    receiver.answer.body.append(bytes, length);
    return length;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& receiver = *static_cast<Receiver*>(into);
    const auto length = size * count;
    receiver.header_bytes += length;
    if (receiver.header_bytes > receiver.limit) {
        receiver.too_large = true;
        return 0;
    }
    const std::string_view line{bytes, length};
    if (line.rfind("HTTP/", 0) == 0) receiver.answer.headers.clear();  // 100 Continue came before
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return length;
    std::string name{line.substr(0, colon)};
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    receiver.answer.headers.emplace_back(std::move(name), std::string{trimmed(line.substr(colon + 1))});
    return length;
}

HttpFailure failure_of(CURLcode code) {
    switch (static_cast<int>(code)) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_URL_MALFORMAT: return HttpFailure::Unreachable;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return HttpFailure::Untrusted;
        default: return HttpFailure::CutOff;
    }
}

bool is_this_machine(std::string_view host) {
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]" || host == "::1";
}

bool allowed(const std::string& url, bool plain_http) {
    CURLU* parts = curl_url();
    char *scheme = nullptr, *host = nullptr;
    bool good = parts && curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK;
    if (good) {
        const std::string_view name{scheme};
        good = name == "https" || (name == "http" && (plain_http || is_this_machine(host)));
    }
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(parts);
    return good;
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (curl_easy_setopt(curl, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
}

void set_safety(CURL* curl, const TlsFiles& tls, const HttpLimits& limits) {
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_FOLLOWLOCATION, 0L);
    set(curl, CURLOPT_PROXY, "");  // empty: not even http_proxy of the environment
    set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    set(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    set(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
    if (!tls.authorities.empty()) set(curl, CURLOPT_CAINFO, tls.authorities.c_str());
    if (!tls.certificate.empty()) set(curl, CURLOPT_SSLCERT, tls.certificate.c_str());
    if (!tls.key.empty()) set(curl, CURLOPT_SSLKEY, tls.key.c_str());
}

void set_body(CURL* curl, const HttpRequest& request) {
    set(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method == "HEAD") {
        set(curl, CURLOPT_NOBODY, 1L);
        return;
    }
    if (request.body.empty() && request.method == "GET") return;
    // libcurl silently sends again when a kept connection dies; what must arrive once gets a connection of its own.
    set(curl, CURLOPT_FRESH_CONNECT, 1L);
    set(curl, CURLOPT_POST, 1L);
    set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(curl, CURLOPT_POSTFIELDS, request.body.data());
}

struct HeaderList {
    curl_slist* first = nullptr;
    ~HeaderList() { curl_slist_free_all(first); }
    void add(const std::string& line) {
        auto* longer = curl_slist_append(first, line.c_str());
        if (!longer) throw std::bad_alloc{};
        first = longer;
    }
};

}  // namespace

struct HttpsClient::Handle {
    CURL* curl = curl_easy_init();
    ~Handle() { curl_easy_cleanup(curl); }
};

HttpsClient::HttpsClient(TlsFiles tls, HttpLimits limits) : tls_(std::move(tls)), limits_(limits) {
    static std::once_flag started;
    std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_ = std::make_unique<Handle>();
    if (!handle_->curl) throw std::bad_alloc{};
}
HttpsClient::~HttpsClient() = default;
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;
HttpsClient& HttpsClient::operator=(HttpsClient&&) noexcept = default;

std::optional<std::string> HttpAnswer::header(const std::string& lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return std::nullopt;
}

tl::expected<HttpAnswer, HttpFault> HttpsClient::send(const HttpRequest& request) {
    if (!allowed(request.url, limits_.plain_http))
        return tl::unexpected(HttpFault{HttpFailure::NotAllowed, "only https, or http to this machine"});
    auto* curl = handle_->curl;
    curl_easy_reset(curl);  // keeps the connection
    Receiver receiver{{}, limits_.answer_bytes};
    HeaderList lines;
    lines.add("Expect:");  // the Guard and many gateways do not answer 100-continue
    for (const auto& [name, value] : request.headers) lines.add(name + ": " + value);
    set_safety(curl, tls_, limits_);
    set_body(curl, request);
    set(curl, CURLOPT_URL, request.url.c_str());
    set(curl, CURLOPT_HTTPHEADER, lines.first);
    set(curl, CURLOPT_WRITEFUNCTION, &take_body);
    set(curl, CURLOPT_WRITEDATA, &receiver);
    set(curl, CURLOPT_HEADERFUNCTION, &take_header);
    set(curl, CURLOPT_HEADERDATA, &receiver);

    const auto outcome = curl_easy_perform(curl);
    if (receiver.too_large) return tl::unexpected(HttpFault{HttpFailure::TooLarge, "the answer is too large"});
    if (outcome != CURLE_OK) {
        long sent = 0;  // bytes; a time-out before anything was sent is "unreachable"
        curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
        auto kind = failure_of(outcome);
        if (outcome == CURLE_OPERATION_TIMEDOUT && sent == 0) kind = HttpFailure::Unreachable;
        return tl::unexpected(HttpFault{kind, curl_easy_strerror(outcome)});
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    receiver.answer.status = static_cast<int>(status);
    return std::move(receiver.answer);
}

}  // namespace integrations
