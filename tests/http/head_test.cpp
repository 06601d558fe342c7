#include <catch2/catch.hpp>

#include "server/http/head.hpp"

using namespace server::http;

namespace {

int status_of(const std::string& bytes) {
    const auto outcome = read_head(bytes);
    if (std::holds_alternative<HeadIncomplete>(outcome)) return 0;
    if (const auto* refusal = std::get_if<HeadRefusal>(&outcome)) return refusal->status;
    return 200;
}

std::string with(const std::string& headers) { return "POST /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"; }

}  // namespace

TEST_CASE("a plain head is read with its framing", "[http][head]") {
    const std::string bytes = "POST /a%20b?c=d HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nX-Thing:  v \r\n\r\nbody";
    const auto outcome = read_head(bytes);
    REQUIRE(std::holds_alternative<HeadComplete>(outcome));
    const auto& [head, length] = std::get<HeadComplete>(outcome);
    CHECK(length == bytes.size() - 4);
    CHECK(head.method == Method::Post);
    CHECK(head.target == "/a%20b?c=d");
    CHECK(head.content_length == 12U);
    CHECK(*find(head.headers, "x-thing") == "v");
    CHECK(head.keep_alive);
}

TEST_CASE("a head that two programs could read differently is refused", "[http][head]") {
    struct Row {
        const char* why;
        std::string bytes;
        int status;
    };
    const auto row = GENERATE(values<Row>({
        {"two lengths", with("Content-Length: 3\r\nContent-Length: 3\r\n"), 400},
        {"two different lengths", with("Content-Length: 3\r\nContent-Length: 5\r\n"), 400},
        {"negative length", with("Content-Length: -1\r\n"), 400},
        {"signed length", with("Content-Length: +3\r\n"), 400},
        {"hexadecimal length", with("Content-Length: 0x3\r\n"), 400},
        {"length with a tail", with("Content-Length: 3abc\r\n"), 400},
        {"empty length", with("Content-Length: \r\n"), 400},
        {"list of lengths", with("Content-Length: 3, 3\r\n"), 400},
        {"absurd length", with("Content-Length: 99999999999999999999999\r\n"), 413},
        {"length and chunks", with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"two transfer encodings", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"another transfer encoding", with("Transfer-Encoding: gzip, chunked\r\n"), 501},
        {"misspelt chunked", with("Transfer-Encoding: xchunked\r\n"), 501},
        {"space before the colon", with("Content-Length : 3\r\n"), 400},
        {"line without a colon", with("Content-Length\r\n"), 400},
        {"folded line", with("X-A: b\r\n c\r\n"), 400},
        {"empty header name", with(": b\r\n"), 400},
        {"two hosts", with("Host: b\r\n"), 400},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two authorizations", with("Authorization: a\r\nAuthorization: b\r\n"), 400},
        {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"bare carriage return", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
        {"NUL in a value", with(std::string{"X-A: b\0c\r\n", 10}), 400},
        {"control sign in a value", with("X-A: b\x01\r\n"), 400},
        {"unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"full address", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"raw UTF-8 in the address", "GET /\xC4\x91 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"old version", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
        {"version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
        {"leading empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"unmet expectation", with("Expect: cake\r\n"), 417},
        {"endless head", "GET / HTTP/1.1\r\nX: " + std::string(head_limit, 'x'), 431},
        {"long address", "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
    }));
    INFO(row.why);
    CHECK(status_of(row.bytes) == row.status);
}

TEST_CASE("too many headers are refused", "[http][head]") {
    std::string many;
    for (int at = 0; at < 101; ++at) many += "X-" + std::to_string(at) + ": v\r\n";
    CHECK(status_of(with(many)) == 431);
}

TEST_CASE("half a head is waited for, wherever it is cut", "[http][head]") {
    const auto whole = with("Content-Length: 3\r\nX-A: b\r\n");
    for (std::size_t length = 0; length < whole.size(); ++length) CHECK(status_of(whole.substr(0, length)) == 0);
    CHECK(status_of(whole) == 200);
}

TEST_CASE("whether the connection is kept follows version and Connection", "[http][head]") {
    const auto keeps = [](const std::string& bytes) { return std::get<HeadComplete>(read_head(bytes)).head.keep_alive; };
    CHECK(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n"));
    CHECK_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
    CHECK(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    CHECK_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n"));
}
