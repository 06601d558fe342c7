#include <catch2/catch.hpp>

#include <thread>

#include "guard_application.hpp"
#include "raw_client.hpp"

using namespace tests;
using namespace std::chrono_literals;

TEST_CASE("stopping answers what is running and then ends", "[http][drain]") {
    const GuardServer server;
    RawClient running{server.port()};
    running.send(get("/slow?ms=600"));
    std::this_thread::sleep_for(150ms);
    bool all_answered = false;
    std::thread stopper{[&] { all_answered = server.listener->drain(5s); }};
    const auto answer = running.answer();
    stopper.join();
    CHECK(answer.status == 200);
    CHECK(answer.header("Connection") == "close");
    CHECK(all_answered);
}

TEST_CASE("a full queue answers 503 at once", "[http][drain]") {
    const GuardServer server{false, [](auto& settings) {
        settings.workers = 1;
        settings.longest_queue = 1;
    }};
    RawClient first{server.port()};
    RawClient second{server.port()};
    first.send(get("/slow?ms=800"));
    std::this_thread::sleep_for(100ms);
    second.send(get("/slow?ms=10"));
    std::this_thread::sleep_for(100ms);
    const auto refused = RawClient{server.port()}.send(get("/hello/x")).answer(500ms);
    CHECK(refused.status == 503);
    CHECK_FALSE(refused.header("Retry-After").empty());
    CHECK(RawClient{server.port()}.send(get("/small")).answer(500ms).status == 200);  // needs no worker
    CHECK(first.answer().status == 200);
    CHECK(second.answer().status == 200);
}

TEST_CASE("a handler past its deadline is answered for, once", "[http][drain]") {
    const GuardServer server{false, [](auto& settings) { settings.deadline = 300ms; }};
    RawClient client{server.port()};
    client.send(get("/slow?ms=1200"));
    const auto answer = client.answer(2s);
    CHECK(answer.status == 503);
    CHECK(client.answer(1500ms).status == 0);
    CHECK(RawClient{server.port()}.send(get("/hello/x")).answer().status == 200);
}

TEST_CASE("half a head and half a body are not waited for without end", "[http][drain]") {
    const GuardServer server{false, [](auto& settings) {
        settings.arrival = 400ms;
        settings.idle = 400ms;
        settings.linger = 300ms;
    }};
    RawClient head{server.port()};
    head.send("GET /small HTT");
    RawClient body{server.port()};
    body.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    RawClient idle{server.port()};
    CHECK(head.answer(3s).status == 408);
    CHECK(body.answer(3s).status == 408);
    CHECK(idle.closed_by_server(3s));
    // One byte now and then does not help.
    RawClient drip{server.port()};
    for (int at = 0; at < 10; ++at) {
        drip.send("G");
        std::this_thread::sleep_for(100ms);
    }
    CHECK(drip.answer(1s).status == 408);
}
