// The running state, told to those who answer for the office.

#include <catch2/catch.hpp>

#include <csignal>

#include "tests/story/place.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;

namespace {

bool says(const std::string& metrics, const std::string& line) { return metrics.find("\n" + line + "\n") != std::string::npos; }

}  // namespace

TEST_CASE("health and figures are told, and an alarm comes and goes with its cause", "[R-OPS-08]") {
    auto stranger = desk().stranger();
    auto leader = desk().sign_in("son"), administrator = desk().sign_in("duc");
    CHECK(stranger.get("/health/live").at("status") == "live");
    CHECK(stranger.get("/health/ready").at("status") == "ready");
    CHECK(stranger.ask("GET", "/metrics").status == 401);
    for (auto* reader : {&leader, &administrator}) {
        const auto figures = reader->bytes("/metrics");
        CHECK(figures.find("motcua_http_requests_total{endpoint=\"GET /health/ready\",status=\"2xx\"} ") != std::string::npos);
        CHECK(figures.find("motcua_sql_calls_total") != std::string::npos);
        CHECK(figures.find("motcua_disk_free_megabytes ") != std::string::npos);
    }

    // Nobody does the work.
    office().stop_worker(SIGTERM);
    wait_until("no alarm yet", 20, [&] { return says(leader.bytes("/metrics"), "motcua_alarm{alarm=\"queue\"} 0"); });
    desk().scan(desk().draft(), content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")), "tap.pdf");
    wait_until("the alarm", 20, [&] { return says(leader.bytes("/metrics"), "motcua_alarm{alarm=\"queue\"} 1"); });
    const auto ready = stranger.get("/health/ready");
    bool told = false;
    for (const auto& alarm : ready.at("alarms")) told = told || alarm.at("alarm") == "queue";
    CHECK(told);
    CHECK(content_of((office().folder() / "log").string()).find("\"event\":\"alarm raised\",\"source\":\"queue\"") != std::string::npos);

    office().start_worker();
    wait_until("the end of the alarm", 60, [&] { return says(leader.bytes("/metrics"), "motcua_alarm{alarm=\"queue\"} 0"); });
    CHECK(leader.bytes("/metrics").find("motcua_alarms_raised_total{alarm=\"queue\"} ") != std::string::npos);
}
