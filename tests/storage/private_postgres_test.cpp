#include <csignal>
#include <fstream>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "server/storage/session.hpp"
#include "tests/support/database.hpp"

using namespace server::storage;
using test_support::TemporaryFolder;

namespace {

constexpr Statement who_am_i{"who_am_i", "SELECT current_user::text AS role, current_setting('is_superuser') AS super"};

bool answers(const PrivatePostgres& cluster) {
    try {
        Session{DatabaseOptions{cluster.connection("motcua_app"), 1}};
        return true;
    } catch (const StorageFault&) {
        return false;
    }
}

bool answers_within(const PrivatePostgres& cluster, int seconds) {
    for (int i = 0; i < seconds * 20; ++i) {
        if (answers(cluster)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
}

}  // namespace

TEST_CASE("a folder without a cluster gets one with three roles, and keeps it", "[storage][cluster]") {
    TemporaryFolder folder;
    // Deep enough that a socket inside would pass the 107 bytes a Unix socket allows.
    const auto deep = folder.path() / std::string(60, 'd') / std::string(60, 'e');
    for (int round = 0; round < 2; ++round) {
        const auto cluster = PrivatePostgres::start({deep, false});
        CHECK(cluster->ours());
        for (const auto* role : {"motcua_app", "motcua_owner", "motcua_super"}) {
            Session session{DatabaseOptions{cluster->connection(role), 1}};
            const auto row = session.execute(who_am_i, {}).rows.at(0);
            CHECK(row.text("role") == role);
            CHECK((row.text("super") == "on") == (std::string{role} == "motcua_super"));
        }
        struct stat is {};
        REQUIRE(::stat((deep / "postgres").c_str(), &is) == 0);
        CHECK((is.st_mode & 0777) == 0700);
        CHECK(is.st_uid != 0);  // PostgreSQL refuses root
    }
}

TEST_CASE("a second starter joins the cluster of the first", "[storage][cluster]") {
    TemporaryFolder folder;
    const auto first = PrivatePostgres::start({folder.path(), false});
    const auto second = PrivatePostgres::start({folder.path(), false});
    CHECK(first->ours());
    CHECK_FALSE(second->ours());
    CHECK(second->connection("motcua_app") == first->connection("motcua_app"));
    CHECK(answers(*second));
}

TEST_CASE("a server that was killed comes back by itself, and so does the pool", "[storage][cluster][faults]") {
    TemporaryFolder folder;
    const auto cluster = PrivatePostgres::start({folder.path(), false});
    Database database{DatabaseOptions{cluster->connection("motcua_app"), 4}};
    database.ping();
    const int before = cluster->process();
    REQUIRE(before > 0);
    UnitOfWork held{database};

    REQUIRE(::kill(before, SIGKILL) == 0);

    // The session's own process notices a moment later that its postmaster is gone.
    try {
        for (int i = 0; i < 200; ++i) {
            held.query(who_am_i);
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
        FAIL("the session outlived its server");
    } catch (const StorageFault& fault) {
        CHECK(fault.kind() == StorageFault::Kind::Unavailable);
        CHECK(fault.temporary());
    }
    REQUIRE(answers_within(*cluster, 60));
    CHECK(cluster->process() != before);
    database.ping();
}

TEST_CASE("a cluster of another version or user and a folder nobody can enter are refused in words", "[storage][cluster]") {
    TemporaryFolder folder;
    {
        const auto cluster = PrivatePostgres::start({folder.path(), false});
    }
    if (::geteuid() == 0) {
        REQUIRE(::chown((folder.path() / "postgres").c_str(), 12'345, 12'345) == 0);
        CHECK_THROWS_WITH(PrivatePostgres::start({folder.path(), false}), Catch::Contains("người dùng số 12345") && Catch::Contains("chown"));
    }
    std::ofstream{folder.path() / "postgres" / "PG_VERSION"} << "9\n";
    CHECK_THROWS_WITH(PrivatePostgres::start({folder.path(), false}), Catch::Contains("PostgreSQL 9"));

    if (::geteuid() != 0) return;  // one's own folder is never closed to oneself
    TemporaryFolder closed;
    std::filesystem::permissions(closed.path(), std::filesystem::perms::owner_all);
    CHECK_THROWS_WITH(PrivatePostgres::start({closed.path() / "data", false}), Catch::Contains(closed.path().string()));
}

TEST_CASE("the server ends when the process that owns it is killed", "[storage][cluster][faults]") {
    TemporaryFolder folder;
    const pid_t owner = ::fork();
    if (owner == 0) {
        const auto cluster = PrivatePostgres::start({folder.path(), false});
        std::ofstream{folder.path() / "pid.new"} << cluster->process();
        std::filesystem::rename(folder.path() / "pid.new", folder.path() / "pid");
        ::pause();
    }
    int postmaster = 0;
    for (int i = 0; i < 1200 && postmaster == 0; ++i) {
        std::ifstream{folder.path() / "pid"} >> postmaster;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    REQUIRE(postmaster > 0);
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    // The next owner waits for the old server to go and takes over.
    const auto next = PrivatePostgres::start({folder.path(), false});
    CHECK(next->ours());
    CHECK(next->process() != postmaster);
    CHECK(answers(*next));
}
