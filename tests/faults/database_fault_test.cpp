// The private PostgreSQL goes away under a running request.

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>

#include "server/storage/cluster_files.hpp"
#include "tests/faults/place.hpp"

using namespace faults;
using namespace test_support;
namespace storage = server::storage;

namespace {

pid_t postmaster() {
    pid_t id = 0;
    std::ifstream{storage::ClusterFiles{office().data()}.cluster() / "postmaster.pid"} >> id;
    return id;
}

constexpr storage::Statement hold_dossier{"hold_dossier", "SELECT id::text AS id FROM dossier WHERE id = :id::uuid FOR UPDATE"};
constexpr storage::Statement waiting_sessions{
    "waiting_sessions", "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"};

// The row is locked, so an action on the dossier stands in the middle of its request until we let go or the database dies.
integrations::HttpAnswer answer_when_database_gets(int signal, const std::string& dossier) {
    storage::Database database{beside(office())};
    storage::UnitOfWork holding{database};
    holding.one(hold_dossier, {{"id", dossier}});
    auto dung = desk().sign_in("dung");
    const auto seen = desk().show(dossier).at("version").dump();
    auto answer = std::async(std::launch::async, [&] {
        const json fields{{"component", authorisation}, {"originals", 1}, {"copies", 0}};
        return dung.ask("POST", "/api/dossiers/" + dossier + "/actions/CountPaper", fields.dump(), "application/json",
                        {{"If-Match", "\"" + seen + "\""}});
    });
    wait_until("the request at the lock", 10, [&] {
        return storage::UnitOfWork{database}.one(waiting_sessions)->number("n") > 0;
    });
    kill(postmaster(), signal);
    return answer.get();
}

// The cluster's folder under another name; back in its place whatever happens, for the tests that follow.
class Away {
  public:
    Away(std::filesystem::path from, std::filesystem::path to) : from_(std::move(from)), to_(std::move(to)) {
        std::filesystem::rename(from_, to_);
    }
    ~Away() { back(); }
    Away(const Away&) = delete;
    Away& operator=(const Away&) = delete;
    void back() {
        if (std::filesystem::exists(to_)) std::filesystem::rename(to_, from_);
    }

  private:
    std::filesystem::path from_, to_;
};

}  // namespace

TEST_CASE("a database that is killed or stopped in mid-request is 503 with Retry-After, and then it works again", "[faults][database]") {
    const auto signal = GENERATE(SIGKILL, SIGINT);
    const auto dossier = desk().draft();
    const auto before = postmaster();
    const auto server_id = office().server_id();

    const auto answer = answer_when_database_gets(signal, dossier);

    CHECK(answer.status == 503);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.header("retry-after") == "5");
    CHECK(body_of(answer).at("type") == "/problems/unavailable");
    CHECK(answer.body.find("57P0") == std::string::npos);
    CHECK(answer.body.find("SQL") == std::string::npos);

    auto stranger = desk().stranger();
    wait_until("the server to be ready", 60, [&] { return stranger.ask("GET", "/health/ready").status == 200; });
    CHECK(office().server_id() == server_id);
    CHECK(kill(server_id, 0) == 0);  // the same process
    CHECK(postmaster() != before);
    // What was not answered for did not happen; the next try does.
    CHECK(desk().show(dossier).at("version") == 1);
    CHECK(desk().act(desk().reception(), dossier, "CountPaper", {{"component", authorisation}, {"originals", 1}}).at("version") == 2);
    CHECK_FALSE(desk().received().at("code").get<std::string>().empty());
}

TEST_CASE("while the database stays away the server says so, and ends the alarm when it is back", "[faults][database][watch]") {
    const auto administrator_sees = [](const std::string& line) {
        auto duc = desk().sign_in("duc");
        return duc.bytes("/metrics").find("\n" + line + "\n") != std::string::npos;
    };
    auto stranger = desk().stranger();
    const auto cluster = storage::ClusterFiles{office().data()}.cluster(), away = office().data() / "away";
    const auto times_raised = [] {
        const auto log = content_of((office().folder() / "log").string());
        const std::string line = "\"event\":\"alarm raised\",\"source\":\"database\"";
        int times = 0;
        for (auto at = log.find(line); at != std::string::npos; at = log.find(line, at + 1)) ++times;
        return times;
    };
    wait_until("the end of an earlier alarm", 60, [&] { return administrator_sees("motcua_alarm{alarm=\"database\"} 0"); });
    const auto before = times_raised();

    const pid_t id = postmaster();
    REQUIRE(id > 0);
    Away elsewhere{cluster, away};  // nobody can start it again
    kill(id, SIGKILL);
    wait_until("the alarm", 60, [&] { return times_raised() > before; });
    const auto ready = stranger.ask("GET", "/health/ready");
    CHECK(ready.status == 503);
    CHECK(ready.header("retry-after") == "5");
    CHECK(stranger.get("/health/live").at("status") == "live");
    CHECK(desk().reception().ask("GET", "/api/dossiers").status == 503);

    elsewhere.back();
    wait_until("the server to be ready", 60, [&] { return stranger.ask("GET", "/health/ready").status == 200; });
    wait_until("the end of the alarm", 30, [&] { return administrator_sees("motcua_alarm{alarm=\"database\"} 0"); });
    CHECK_FALSE(administrator_sees("motcua_alarms_raised_total{alarm=\"database\"} 0"));
    CHECK_FALSE(desk().received().at("code").get<std::string>().empty());
}
