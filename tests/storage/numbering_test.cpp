#include <algorithm>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "server/storage/session.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;

namespace {

constexpr Statement codes{"codes", "SELECT code, version FROM dossier WHERE code IS NOT NULL ORDER BY code"};
constexpr Statement half{"half", R"(SELECT count(*) AS n FROM dossier d WHERE version <>
    (SELECT count(*) FROM event e WHERE e.dossier = d.id) OR version <> (SELECT count(*) FROM audit a WHERE a.chain = d.id::text))"};
constexpr Statement orphans{"orphans", "SELECT count(*) AS n FROM event e WHERE NOT EXISTS (SELECT FROM dossier d WHERE d.id = e.dossier)"};

void check_consecutive(Database& database, std::size_t expected) {
    UnitOfWork work{database};
    const auto rows = work.query(codes);
    if (expected > 0) CHECK(rows.size() == expected);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto serial = std::to_string(i + 1);
        CHECK(rows[i].text("code") == "H56.14-261123-" + std::string(4 - std::min<std::size_t>(4, serial.size()), '0') + serial);
    }
    CHECK(work.one(half)->number("n") == 0);
    CHECK(work.one(orphans)->number("n") == 0);
}

}  // namespace

TEST_CASE("200 parallel receptions give 200 consecutive codes", "[storage][R-NUM-02]") {
    TestDatabase database{16};
    std::atomic<int> left{200};
    std::vector<std::thread> officers;
    for (int i = 0; i < 16; ++i)
        officers.emplace_back([&] {
            while (left.fetch_sub(1) > 0) {
                Recorded story{*database};
                story.open();
                story.receive();
            }
        });
    for (auto& officer : officers) officer.join();
    check_consecutive(*database, 200);
}

TEST_CASE("a number drawn by a reception that is rolled back is drawn again", "[storage]") {
    TestDatabase database;
    const dossier::CivilDate day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};
    const auto draw = [&](const char* agency, bool keep) {
        UnitOfWork work{*database};
        const auto number = next_daily_number(work, agency, day);
        if (keep) work.commit();
        return number;
    };
    CHECK(draw("H56.14", true) == 1);
    CHECK(draw("H56.14", false) == 2);
    CHECK(draw("H56.14", true) == 2);
    CHECK(draw("H56.15", true) == 1);
}

// Two kinds of death, at moments spread over the work: the officer's process, and its session in the database.
TEST_CASE("receptions killed at any moment leave no double number, no gap and no half dossier", "[storage][R-OPS-12]") {
    TestDatabase database{2};
    for (int round = 0; round < 20; ++round) {
        const pid_t desk = ::fork();
        if (desk == 0) {
            try {
                Database own{DatabaseOptions{database.connection("motcua_app"), 1}};
                for (int i = 0; i < 5; ++i) {
                    Recorded story{own};
                    story.open();
                    story.receive();
                }
            } catch (...) {
            }
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(3'000 + round * 17'000));
        if (round % 2 == 0) {
            ::kill(desk, SIGKILL);
        } else {
            Session super{DatabaseOptions{database.connection("motcua_super"), 1}};
            super.execute_script("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'motcua_app' "
                                 "AND datname = current_database()", "kill");
        }
        ::waitpid(desk, nullptr, 0);
    }
    Recorded after{*database};
    after.open();
    after.receive();  // and then it works again
    check_consecutive(*database, 0);
}
