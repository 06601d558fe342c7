#include "tests/storage/recorded_story.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "server/catalogue/catalogue.hpp"
#include "server/jobs/rounds.hpp"
#include "server/jobs/watch_dossiers.hpp"
#include "server/storage/audit.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/round_store.hpp"

using namespace storage_tests;
using dossier_tests::vn;

namespace {

struct Desk {
    TestDatabase database;
    test_support::TemporaryFolder folder;
    FileStore files{folder.path() / "files"};
    server::Config config;
    server::Catalogue catalogue{std::chrono::seconds{600}};
    server::Services services{config, *database, files, catalogue};
};

std::multiset<std::string> warnings(const dossier::Dossier& dossier) {
    std::multiset<std::string> kinds;
    for (const auto& warning : dossier.warnings) kinds.insert(warning.kind);
    return kinds;
}

}  // namespace

TEST_CASE("warnings of half, most and all of the limit are written once each, whoever looks how often", "[storage][rounds]") {
    Desk room;
    Recorded story{*room.database};
    story.open();
    story.receive("2026-11-23T09:30");
    story.act(dossier::HandOverTo{"TP", "", "", "", false}, at("2026-11-23T09:40", desk()));
    const auto taken = story.act(dossier::TakeOver{}, at("2026-11-23T09:50", dossier_tests::specialist()));
    REQUIRE(taken.clock.due);
    const auto stored = [&] {
        UnitOfWork work{*room.database};
        return *find_dossier(work, story.id);
    };

    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-11-23T10:00")) == 0);
    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-11-26T10:00")) == 2);  // half, and the last day to apologise
    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-11-26T10:05")) == 0);
    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-11-27T15:00")) == 1);
    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-11-30T08:00")) == 1);
    CHECK(server::jobs::watch_dossiers(room.services, vn("2026-12-01T08:00")) == 0);
    CHECK(warnings(stored()) == std::multiset<std::string>{"apology_due", "budget_100", "budget_50", "budget_80"});

    UnitOfWork work{*room.database};
    const auto events = events_after(work, story.id, taken.version);
    REQUIRE(events.size() == 4);
    CHECK(events.front().by.name == "Hệ thống");
    CHECK(events.front().at == vn("2026-11-26T10:00"));
}

TEST_CASE("a late opinion is escalated by the watch and a finished dossier is left alone", "[storage][rounds]") {
    Desk desk;
    Recorded asked{*desk.database}, cancelled{*desk.database};
    asked.open();
    asked.receive();
    const auto specialist = dossier_tests::an_actor(dossier::Role::specialist, "TP");
    asked.act(dossier::HandOverTo{"TP", "", "", "", false}, at("2026-11-23T09:40", dossier_tests::desk()));
    asked.act(dossier::TakeOver{}, at("2026-11-23T09:45", specialist));
    const auto before = asked.act(dossier::AskOpinion{"y-kien-1", "CA", "Đề nghị xác nhận nơi cư trú", vn("2026-11-25T17:00")},
                                  at("2026-11-23T10:00", specialist));
    REQUIRE(before.opinions.size() == 1);
    cancelled.open();
    CHECK(server::jobs::watch_dossiers(desk.services, vn("2026-11-25T18:00")) >= 1);
    UnitOfWork work{*desk.database};
    CHECK(find_dossier(work, asked.id)->opinions.front().escalated_at == vn("2026-11-25T18:00"));
    CHECK(find_dossier(work, cancelled.id)->version == 1);
}

TEST_CASE("of many workers one does a round, and again only when its time has come", "[storage][rounds]") {
    Desk desk;
    std::atomic<int> began{0};
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 6; ++worker)
        workers.emplace_back([&] {
            UnitOfWork work{*desk.database};
            if (begin_round(work, "probe", vn("2026-11-26T10:00"), std::chrono::minutes{10})) ++began;
            work.commit();
        });
    for (auto& worker : workers) worker.join();
    CHECK(began == 1);
    const auto again = [&](const char* time) {
        UnitOfWork work{*desk.database};
        const bool ours = begin_round(work, "probe", vn(time), std::chrono::minutes{10});
        work.commit();
        return ours;
    };
    CHECK_FALSE(again("2026-11-26T10:09"));
    CHECK(again("2026-11-26T10:10"));
}

TEST_CASE("the rounds seal the history that grew", "[storage][rounds]") {
    Desk desk;
    Recorded story{*desk.database};
    story.open();
    CHECK(server::jobs::run_due_rounds(desk.services, vn("2026-11-23T09:10")) == static_cast<int>(server::jobs::rounds().size()));
    CHECK(server::jobs::run_due_rounds(desk.services, vn("2026-11-23T09:11")) == 0);
    UnitOfWork work{*desk.database};
    CHECK_FALSE(seal_audit(work, vn("2026-11-23T09:12")));  // nothing grew since the round sealed
}
