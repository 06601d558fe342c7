// What can pass a proxy, against the shipped nginx configuration.

#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <openssl/ssl.h>
#include <thread>
#include <vector>

#include "guard_application.hpp"
#include "nginx.hpp"
#include "raw_client.hpp"

using namespace tests;
using namespace std::chrono_literals;

namespace {

struct Site {
    Site() : server(true), nginx(server.folder.path() / "nginx", server.port(), server.folder.path()) {}
    RawClient client(int receive_buffer = 0) const { return RawClient{nginx.https_port(), receive_buffer, Over::Tls}; }
    Answer ask(const std::string& request) const { return client().send(request).answer(20s); }

    GuardServer server;
    Nginx nginx;
};

}  // namespace

TEST_CASE("plain HTTP is answered with the way to TLS and nothing else", "[http][nginx][R-OPS-07]") {
    const Site site;
    const auto redirected = RawClient{site.nginx.redirect_port()}.send(get("/hello/x?y=1")).answer();
    CHECK(redirected.status == 301);
    CHECK(redirected.header("Location") == "https://a:" + std::to_string(site.nginx.https_port()) + "/hello/x?y=1");
    CHECK(redirected.body.find("\"name\"") == std::string::npos);
    const auto on_tls_port = RawClient{site.nginx.https_port()}.send(get("/hello/x")).answer();
    CHECK(on_tls_port.status == 301);
    CHECK(site.ask(get("/hello/x")).status == 200);
    // Versions of TLS that are no longer safe.
    auto* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
    auto* connection = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(connection, ("127.0.0.1:" + std::to_string(site.nginx.https_port())).c_str());
    CHECK(BIO_do_connect(connection) <= 0);
    BIO_free_all(connection);
    SSL_CTX_free(context);
}

TEST_CASE("through nginx nobody receives another client's answer (D2)", "[http][nginx]") {
    const Site site;
    std::atomic<bool> stop{false};
    std::vector<std::thread> leavers;
    for (int at = 0; at < 3; ++at)
        leavers.emplace_back([&, at] {
            for (int round = 0; !stop; ++round) {
                auto client = site.client();
                client.send(get("/hello/SECRET" + std::to_string(at * 1'000'000 + round)));
                if (round % 2 == 0) client.reset();
            }
        });
    int wrong = 0;
    int answered = 0;
    const auto until = std::chrono::steady_clock::now() + 3s;
    for (int round = 0; std::chrono::steady_clock::now() < until; ++round) {
        auto client = site.client();
        for (int again = 0; again < 5; ++again, ++answered) {
            const auto name = "victim" + std::to_string(round) + "-" + std::to_string(again);
            const auto answer = client.send(get("/hello/" + name)).answer();
            const bool other = answer.body.find("SECRET") != std::string::npos;
            const bool mine = answer.body.find("\"" + name + "\"") != std::string::npos;
            if (other || (answer.status == 200 && !mine)) ++wrong;
        }
    }
    stop = true;
    for (auto& leaver : leavers) leaver.join();
    INFO("answers: " << answered);
    CHECK(answered > 50);
    CHECK(wrong == 0);
}

TEST_CASE("through nginx hostile framing finds no way in", "[http][nginx]") {
    const Site site;
    auto bytewise = site.client();
    bytewise.send_bytewise("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                           "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n4\r\n: 1}\r\n0\r\n\r\n");
    CHECK(bytewise.answer().body == R"({"a":1})");

    const auto smuggled = get("/hello/smuggled");
    for (const std::string lengths : {"Content-Length: 3\r\nContent-Length: 500\r\n", "Content-Length: -1\r\n",
                                      "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5000000\r\n",
                                      "Content-Length: 999999999999\r\n", "Transfer-Encoding: xchunked\r\n"}) {
        INFO(lengths);
        auto client = site.client();
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + lengths + "\r\n" + smuggled);
        if (lengths == "Content-Length: 5000000\r\n") client.send(std::string(5'000'000 - smuggled.size(), 'x'));
        CHECK(client.answer().status >= 400);
        const auto after = client.answer(500ms);
        CHECK(after.body.find("smuggled") == std::string::npos);
    }
    CHECK(site.ask(get("/hello/x")).status == 200);
}

TEST_CASE("through nginx broken-off transfers leave nothing behind", "[http][nginx]") {
    const Site site;
    REQUIRE(site.ask(get("/small")).status == 200);
    const auto before = open_descriptors();
    for (int at = 0; at < 40; ++at) {
        auto up = site.client();
        up.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + std::string(50'000, 'x'));
        if (at % 2 == 0) up.reset();
        auto down = site.client(4096);
        down.send(get("/big"));
        if (at % 2 == 0) down.reset();
    }
    for (int at = 0; at < 30 && open_descriptors() > before + 32; ++at) std::this_thread::sleep_for(100ms);
    CHECK(open_descriptors() <= before + 32);  // nginx keeps up to 32 connections open
    CHECK(site.server.folder.files_below("spool") == 0);
    CHECK(site.ask(get("/small")).status == 200);
}

TEST_CASE("60 MB go through nginx to the spool", "[http][nginx]") {
    const Site site;
    auto client = site.client();
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n");
    const std::string megabyte(1'000'000, 'y');
    for (int at = 0; at < 60; ++at) client.send(megabyte);
    const auto answer = client.answer(60s);
    REQUIRE(answer.status == 200);
    CHECK(nlohmann::json::parse(answer.body)["size"] == 60'000'000);
}

TEST_CASE("stored files leave by nginx, only when the server names them", "[http][nginx]") {
    const Site site;
    std::filesystem::create_directories(site.server.folder.path() / "ab");
    const auto file = site.server.folder.path() / "ab" / "cd ef";
    std::ofstream{file} << std::string(3'000'000, 'f');
    const auto answer = site.ask(get("/file?path=" + site.server.folder.path().string() + "/ab/cd%20ef"));
    CHECK(answer.status == 200);
    CHECK(answer.body.size() == 3'000'000);
    CHECK(answer.header("Content-Type") == "application/pdf");
    CHECK(answer.header("Content-Disposition").find("attachment") == 0);
    CHECK(answer.header("Content-Security-Policy").find("sandbox") != std::string::npos);
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK(site.ask(get("/_motcua_files/ab/cd%20ef")).status == 404);
}

TEST_CASE("a server that is away is 503 with Retry-After, and back without a restart of nginx", "[http][nginx]") {
    TemporaryFolder folder;
    GuardApplication application;
    const auto port = free_port();
    server::http::GuardSettings settings;
    settings.wire = {folder.path(), true};
    settings.spool_dir = folder.path() / "spool";
    const Nginx nginx{folder.path() / "nginx", port, folder.path()};
    const auto away = RawClient{nginx.https_port(), 0, Over::Tls}.send(get("/small")).answer();
    CHECK(away.status == 503);
    CHECK(away.header("Retry-After") == "5");
    const server::http::Listener listener{application, settings, "127.0.0.1", port, 1};
    int status = 0;
    for (int at = 0; at < 20 && status != 200; ++at) {
        std::this_thread::sleep_for(100ms);
        status = RawClient{nginx.https_port(), 0, Over::Tls}.send(get("/small")).answer().status;
    }
    CHECK(status == 200);
}
