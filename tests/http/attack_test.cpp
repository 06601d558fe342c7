// The attack list of the platform study against the Guard itself. behind_nginx_test.cpp repeats what can pass a proxy.

#include <catch2/catch.hpp>

#include <atomic>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include "guard_application.hpp"
#include "raw_client.hpp"

using namespace tests;
using namespace std::chrono_literals;

namespace {

bool serves(const GuardServer& server) { return RawClient{server.port()}.send(get("/small")).answer().status == 200; }

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

TEST_CASE("a chunked body sent byte by byte neither hangs nor harms (D1)", "[http][attack]") {
    const GuardServer server;
    for (int round = 0; round < 4; ++round) {  // more than there are network threads
        RawClient client{server.port()};
        client.send_bytewise("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n4\r\n: 1}\r\n0\r\n\r\n");
        const auto answer = client.answer();
        CHECK(answer.status == 200);
        CHECK(answer.body == R"({"a":1})");
    }
    CHECK(serves(server));
}

TEST_CASE("nobody receives another client's answer (D2, D3)", "[http][attack]") {
    const GuardServer server{false, [](auto& settings) { settings.longest_queue = 1'000'000; }};  // no 503 in between
    const auto path = GENERATE("/hello/", "/slow?ms=1&x=");
    std::atomic<bool> stop{false};
    std::vector<std::thread> leavers;
    for (int at = 0; at < 3; ++at)
        leavers.emplace_back([&, at] {
            for (int round = 0; !stop; ++round) {
                RawClient client{server.port()};
                client.send(get(path + ("SECRET" + std::to_string(at * 1'000'000 + round))));
                if (round % 3 == 0) client.reset();
                if (round % 3 == 2) client.answer();  // else the queue would only grow
            }
        });
    int wrong = 0;
    int answered = 0;
    const auto until = std::chrono::steady_clock::now() + 3s;
    for (int round = 0; std::chrono::steady_clock::now() < until || answered <= 100; ++round) {
        RawClient client{server.port()};
        for (int again = 0; again < 3; ++again) {
            const auto name = "victim" + std::to_string(round) + "-" + std::to_string(again);
            const auto answer = client.send(get("/hello/" + name)).answer();
            ++answered;
            if (answer.status == 200 && answer.body.find("\"" + name + "\"") != std::string::npos) continue;
            ++wrong;
            UNSCOPED_INFO("status " << answer.status << " " << answer.body);
        }
    }
    stop = true;
    for (auto& leaver : leavers) leaver.join();
    INFO("answers: " << answered);
    CHECK(answered > 100);
    CHECK(wrong == 0);
}

TEST_CASE("a slow reader costs nothing and stops nobody (D4)", "[http][attack]") {
    const GuardServer server;
    std::vector<std::unique_ptr<RawClient>> sleepers;
    for (int at = 0; at < 8; ++at) {
        sleepers.push_back(std::make_unique<RawClient>(server.port(), 4096));
        for (int more = 0; more < 5; ++more) sleepers.back()->send(get("/big"));
    }
    std::this_thread::sleep_for(300ms);
    const auto before = cpu_seconds();
    const auto start = std::chrono::steady_clock::now();
    for (int at = 0; at < 8; ++at) CHECK(serves(server));
    CHECK(std::chrono::steady_clock::now() - start < 1s);
    std::this_thread::sleep_for(1s);
    CHECK(cpu_seconds() - before < 0.5);
    // They are served after all once they read.
    const auto answer = sleepers[0]->answer();
    CHECK(answer.status == 200);
    CHECK(answer.body.size() == 900'000);
}

TEST_CASE("uploads and downloads broken off leave no descriptor and no file (D5, D6)", "[http][attack]") {
    const GuardServer server;
    REQUIRE(serves(server));
    std::this_thread::sleep_for(100ms);
    const auto before = open_descriptors();
    for (int at = 0; at < 60; ++at) {
        RawClient up{server.port()};
        up.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + std::string(50'000, 'x'));
        if (at % 2 == 0) up.reset();
        RawClient down{server.port(), 4096};
        down.send(get("/big"));
        down.read_some(1s);
        if (at % 2 == 0) down.reset();
    }
    for (int at = 0; at < 50 && (open_descriptors() > before || server.listener->connections() > 0); ++at)
        std::this_thread::sleep_for(100ms);
    CHECK(open_descriptors() <= before);
    CHECK(server.listener->connections() == 0);
    CHECK(server.folder.files_below("spool") == 0);
    CHECK(serves(server));
}

TEST_CASE("after 413 nothing of the body is read as a request (D10)", "[http][attack]") {
    const GuardServer server;
    RawClient client{server.port()};
    const std::string smuggled = get("/hello/smuggled");
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n" +
                smuggled + smuggled + std::string(100'000, 'x') + smuggled);
    CHECK(client.answer().status == 413);
    CHECK(client.answer(1s).status == 0);
    CHECK(client.closed_by_server());
    CHECK(serves(server));
}

TEST_CASE("a refused request never leaves its body behind as a request", "[http][attack]") {
    const GuardServer server;
    const auto head = GENERATE(values<std::string>({
        "POST /nowhere HTTP/1.1\r\nHost: a\r\n",                                  // 404
        "PUT /echo HTTP/1.1\r\nHost: a\r\n",                                      // 405
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n",         // 415
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n",                // two lengths
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n",       // both framings
        "POST /%zz HTTP/1.1\r\nHost: a\r\n",                                      // address that does not decode
    }));
    const auto smuggled = get("/hello/smuggled");
    RawClient client{server.port()};
    client.send(head + "Content-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled);
    const auto answer = client.answer();
    CHECK(answer.status >= 400);
    CHECK(answer.body.find("/problems/") != std::string::npos);
    CHECK(client.answer(500ms).status == 0);
}

TEST_CASE("chunks that lie are refused and the connection ends", "[http][attack]") {
    const GuardServer server;
    const auto body = GENERATE("ffffffff\r\n", "5;x=y\r\nhello\r\n0\r\n\r\n", "-5\r\nhello", "2\r\nabc\r\n0\r\n\r\n", "zz\r\n");
    RawClient client{server.port()};
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
                std::string{body} + std::string(body[0] == 'f' ? 1'100'000 : 0, 'x'));
    const auto status = client.answer().status;
    CHECK((status == 400 || status == 413));
    CHECK(client.closed_by_server());
}

TEST_CASE("pipelined requests are all answered, in order", "[http][attack]") {
    const GuardServer server;
    RawClient client{server.port()};
    client.send(get("/hello/one") + get("/small") + post("/echo", "application/json", R"({"n":3})") + get("/hello/four"));
    CHECK(client.answer().body.find("one") != std::string::npos);
    CHECK(client.answer().status == 200);
    CHECK(client.answer().body == R"({"n":3})");
    CHECK(client.answer().body.find("four") != std::string::npos);
}

TEST_CASE("a flood of requests sent ahead ends the connection, not the server", "[http][attack]") {
    const GuardServer server;
    RawClient client{server.port()};
    std::string flood = get("/slow?ms=300");
    for (int at = 0; at < 5000; ++at) flood += get("/hello/x");
    client.send(flood);
    CHECK(client.answer().status == 200);
    CHECK(client.closed_by_server());
    CHECK(serves(server));
}

TEST_CASE("whatever a handler throws becomes a plain 500 without its text (D9)", "[http][attack]") {
    const GuardServer server;
    for (const auto* path : {"/throws", "/throws-odd"}) {
        const auto answer = RawClient{server.port()}.send(get(path)).answer();
        CHECK(answer.status == 500);
        CHECK(answer.body.find("secret") == std::string::npos);
        CHECK_FALSE(answer.header("X-Request-Id").empty());
    }
    CHECK(serves(server));
}

TEST_CASE("odd but harmless headers are no error", "[http][attack]") {
    const GuardServer server;
    RawClient client{server.port()};
    const auto answer = client.send(get("/small", "Cookie: a\r\nDate: yesterday\r\nCache-Control: max-age=zz\r\n"
                                                  "Accept: a/b\r\nContent-Type: \r\nUser-Agent: \xff\xfe\r\n")).answer();
    CHECK(answer.status == 200);
}
