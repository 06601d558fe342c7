#include <catch2/catch.hpp>

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "guard_application.hpp"
#include "raw_client.hpp"

using namespace tests;
using namespace std::chrono_literals;

namespace {

std::uint64_t resident_kib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            status >> word;
            return std::stoull(word);
        }
    return 0;
}

constexpr auto abc_sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}  // namespace

TEST_CASE("a file is hashed and sniffed as it streams in, and gone when nobody keeps it", "[http][upload]") {
    const GuardServer server;
    RawClient client{server.port()};
    const auto answer = nlohmann::json::parse(client.send(post("/upload", "application/pdf", "abc")).answer().body);
    CHECK(answer["sha256"] == abc_sha256);
    CHECK(answer["type"] == "text/plain");  // not what the client claims
    CHECK(server.folder.files_below("spool") == 0);
}

TEST_CASE("60 MB pass through without staying in memory", "[http][upload]") {
    const GuardServer server;
    const auto before = resident_kib();
    RawClient client{server.port()};
    const std::string megabyte(1'000'000, 'y');
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n");
    for (int at = 0; at < 60; ++at) client.send(megabyte);
    const auto answer = client.answer(60s);
    REQUIRE(answer.status == 200);
    CHECK(nlohmann::json::parse(answer.body)["size"] == 60'000'000);
#ifndef __SANITIZE_ADDRESS__  // its quarantine keeps what was freed
    CHECK(resident_kib() < before + 30'000);
#else
    (void)before;
#endif
}

TEST_CASE("a client that asks is told to go ahead", "[http][upload]") {
    const GuardServer server;
    RawClient client{server.port()};
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    CHECK(client.answer().status == 100);
    CHECK(client.send("abc").answer().status == 200);
    // Not before a refusal.
    RawClient refused{server.port()};
    refused.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                 "Content-Length: 5000000\r\n\r\n");
    CHECK(refused.answer().status == 413);
}

TEST_CASE("a browser's form carries fields and one file", "[http][upload]") {
    const GuardServer server;
    const std::string form =
        "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nt\r\n"
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\Giấy khai sinh.pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--B--\r\n";
    RawClient client{server.port()};
    const auto answer = nlohmann::json::parse(client.send(post("/upload", "multipart/form-data; boundary=B", form)).answer().body);
    CHECK(answer["name"] == "Giấy khai sinh.pdf");
    CHECK(answer["type"] == "application/pdf");
    CHECK(answer["size"] == 8);
    CHECK(answer["fields"] == 1);
    // Two files, a cut-off form, a file where none is wanted.
    const auto part = [](const std::string& name) {
        return "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name + "\"\r\n\r\nx\r\n";
    };
    CHECK(RawClient{server.port()}.send(post("/upload", "multipart/form-data; boundary=B", part("a") + part("b") + "--B--")).answer().status == 422);
    CHECK(RawClient{server.port()}.send(post("/upload", "multipart/form-data; boundary=B", part("a"))).answer().status == 400);
    CHECK(RawClient{server.port()}.send(post("/form", "multipart/form-data; boundary=B", part("a") + "--B--")).answer().status == 415);
    CHECK(RawClient{server.port()}.send(post("/form", "multipart/form-data; boundary=B", part("") + "--B--")).answer().status == 200);
    CHECK(RawClient{server.port()}.send(post("/upload", "multipart/form-data", "x")).answer().status == 400);
    CHECK(server.folder.files_below("spool") == 0);
}

TEST_CASE("an upload needs a length, and a JSON endpoint needs JSON", "[http][upload]") {
    const GuardServer server;
    CHECK(RawClient{server.port()}.send("POST /upload HTTP/1.1\r\nHost: a\r\n\r\n").answer().status == 411);
    CHECK(RawClient{server.port()}.send(post("/echo", "text/plain", "{}")).answer().status == 415);
    const auto answer = RawClient{server.port()}.send(post("/echo", "application/json", "{")).answer();
    CHECK(answer.status == 422);
    CHECK(answer.header("Content-Type") == "application/problem+json");
}

TEST_CASE("a full disk is a named refusal", "[http][upload]") {
    const GuardServer server{false, [](auto& settings) { settings.spool_dir = "/dev/full-does-not-exist/.."; settings.spool_dir = "/tmp"; }};
    // No folder to write to: taken away after the start.
    const GuardServer other;
    std::filesystem::remove_all(other.folder.path() / "spool");
    CHECK(RawClient{other.port()}.send(post("/upload", "a/b", "abc")).answer().status == 507);
}

TEST_CASE("HEAD tells the length and sends no body", "[http]") {
    const GuardServer server;
    RawClient client{server.port()};
    const auto answer = client.send("HEAD /small HTTP/1.1\r\nHost: a\r\n\r\n").answer(5s, true);
    CHECK(answer.status == 200);
    CHECK(answer.header("Content-Length") == "11");
    CHECK(client.send(get("/hello/x")).answer().status == 200);
}

TEST_CASE("files go to nginx by internal address, never outside the data folder", "[http]") {
    const GuardServer server{true};
    const auto inside = RawClient{server.port()}.send(get("/file?path=" + server.folder.path().string() + "/files/ab/c%20d")).answer();
    CHECK(inside.status == 200);
    CHECK(inside.header("X-Accel-Redirect") == "/_motcua_files/files/ab/c%20d");
    CHECK(inside.header("Content-Disposition") == "attachment; filename*=UTF-8''Gi%E1%BA%A5y%20h%E1%BA%B9n%20tr%E1%BA%A3.pdf");
    for (const auto* path : {"/etc/passwd", "files/../../etc/passwd", ""})
        CHECK(RawClient{server.port()}.send(get("/file?path=" + std::string{path})).answer().status == 500);
    // Without nginx small files are read here, big ones refused.
    const GuardServer alone;
    std::ofstream{alone.folder.path() / "small"} << "abc";
    std::ofstream{alone.folder.path() / "big"} << std::string(1'000'001, 'x');
    CHECK(RawClient{alone.port()}.send(get("/file?path=" + alone.folder.path().string() + "/small")).answer().body == "abc");
    CHECK(RawClient{alone.port()}.send(get("/file?path=" + alone.folder.path().string() + "/big")).answer().status == 503);
}
