#include "tests/storage/recorded_story.hpp"

#include "server/storage/session.hpp"

using namespace storage_tests;

namespace {

constexpr Statement count_rows{"count_rows", R"(SELECT (SELECT count(*) FROM event) AS events,
    (SELECT count(*) FROM audit) AS links, (SELECT count(*) FROM frozen_procedure) AS procedures,
    (SELECT count(*) FROM event WHERE payload::text LIKE '%KQ900002%"title"%' OR payload -> 'change' ? 'procedure') AS fat,
    (SELECT count(*) FROM dossier WHERE document ? 'procedure') AS fat_rows)"};
constexpr Statement links{"links", R"(SELECT count(*) AS good FROM audit a JOIN event e ON e.dossier::text = a.chain AND
    e.number = a.number WHERE a.hash = chained(a.previous_hash, a.chain, a.number, e.at, e.kind, e.actor, e.payload::text)
    AND a.previous_hash = coalesce((SELECT hash FROM audit b WHERE b.chain = a.chain AND b.number = a.number - 1), ''))"};

}  // namespace

TEST_CASE("a dossier comes back as it was recorded, with its procedure and its whole history", "[storage]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    const auto received = story.receive();
    REQUIRE(received.code == "H56.14-261123-0001");

    UnitOfWork work{*database};
    const auto found = find_dossier(work, story.id);
    REQUIRE(found);
    CHECK(*found == received);
    CHECK(find_dossier_by_code(work, received.code)->id == story.id);
    CHECK_FALSE(find_dossier_by_code(work, "H56.14-261123-0002"));

    const auto events = events_after(work, story.id, 0);
    REQUIRE(events.size() == 5);
    dossier::Dossier replayed;
    for (const auto& event : events) replayed = dossier::apply(replayed, event);
    CHECK(replayed == received);
    CHECK(events_after(work, story.id, 4).size() == 1);
}

TEST_CASE("a procedure is kept once, not in each dossier and event", "[storage]") {
    TestDatabase database;
    for (int i = 0; i < 3; ++i) {
        Recorded story{*database};
        story.open();
        story.receive();
    }
    const auto row = *UnitOfWork{*database}.one(count_rows);
    CHECK(row.number("procedures") == 1);
    CHECK(row.number("events") == 15);
    CHECK(row.number("links") == 15);
    CHECK(row.number("fat") == 0);
    CHECK(row.number("fat_rows") == 0);
    CHECK(UnitOfWork{*database}.one(links)->number("good") == 15);
}

TEST_CASE("a dossier runs on under the procedure it was received with when the procedure changes", "[storage]") {
    TestDatabase database;
    Recorded old{*database}, fresh{*database};
    old.open();
    old.receive();
    fresh.procedure.name = "Thủ tục mẫu, bản mới";
    fresh.open();
    UnitOfWork work{*database};
    CHECK(find_dossier(work, old.id)->procedure.name == "Thủ tục mẫu");
    CHECK(find_dossier(work, fresh.id)->procedure.name == "Thủ tục mẫu, bản mới");
}

TEST_CASE("whoever records without the lock is stopped by the version", "[storage]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    story.receive();
    UnitOfWork work{*database};
    const auto stale = *find_dossier(work, story.id);
    story.act(dossier::SetUrgent{true, "cần gấp"}, at("2026-11-23T09:40", dossier_tests::desk_head()));
    const auto event = *dossier::decide(stale, dossier::SetUrgent{true, "cũng gấp"}, at("2026-11-23T09:41", dossier_tests::desk_head()));
    CHECK_THROWS_AS(record(work, stale, dossier::apply(stale, event), event), StorageFault);
}

TEST_CASE("files are found by procedure and component code", "[storage][R-TAG-02]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    const auto received = story.receive();
    UnitOfWork work{*database};
    const auto tagged = files_tagged(work, dossier_tests::agency, "1.000000", dossier_tests::certificate_code, 10);
    REQUIRE(tagged.size() == 1);
    CHECK(tagged[0].dossier == story.id);
    CHECK(tagged[0].file == received.component(dossier_tests::certificate_code)->files[0].file);
    CHECK(files_tagged(work, "H56.15", "1.000000", dossier_tests::certificate_code, 10).empty());
    CHECK(is_file_of(work, story.id, tagged[0].file));
    CHECK_FALSE(is_file_of(work, new_id<dossier::DossierId>(), tagged[0].file));
}

TEST_CASE("one dossier for one number of the portal", "[storage]") {
    TestDatabase database;
    const auto open_from_portal = [&] {
        dossier::OpenDraft draft;
        draft.id = new_id<dossier::DossierId>();
        draft.agency = dossier_tests::agency;
        draft.source = dossier::Source::NationalPortal;
        draft.source_id = "G09.20-20260609-0092637";
        draft.channel = dossier::Channel::Online;
        draft.particulars.applicant = dossier_tests::a_citizen();
        const auto procedure = dossier_tests::a_procedure();
        auto context = at("2026-11-23T09:00", dossier_tests::an_actor(dossier::Role::portal_system, ""));
        context.procedure = &procedure;
        const auto event = dossier::decide({}, draft, context);
        REQUIRE(event);
        UnitOfWork work{*database};
        record(work, {}, dossier::apply({}, *event), *event);
        work.commit();
        return draft.id;
    };
    const auto first = open_from_portal();
    try {
        open_from_portal();
        FAIL("a second dossier was recorded");
    } catch (const StorageFault& fault) {
        CHECK(fault.kind() == StorageFault::Kind::Violation);
        CHECK(fault.constraint() == "dossier_source");
    }
    UnitOfWork work{*database};
    CHECK(find_dossier_by_source(work, dossier::Source::NationalPortal, "G09.20-20260609-0092637")->id == first);
}

TEST_CASE("the application may add to the history and read it, not change it", "[storage][R-WFL-25]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    Session app{DatabaseOptions{database.connection("motcua_app"), 1}};
    for (const auto* table : {"event", "audit", "frozen_procedure", "audit_root", "audit_root_end"}) {
        for (const std::string command : {"DELETE FROM ", "TRUNCATE "}) {
            INFO(command << table);
            try {
                app.execute_script(command + table, "forbidden");
                FAIL("it was allowed");
            } catch (const StorageFault& fault) {
                CHECK(fault.sqlstate() == "42501");
            }
        }
    }
    CHECK_THROWS_AS(app.execute_script("UPDATE event SET payload = '{}'", "forbidden"), StorageFault);
    CHECK_THROWS_AS(app.execute_script("UPDATE audit SET hash = ''", "forbidden"), StorageFault);
    CHECK(events_after(*std::make_unique<UnitOfWork>(*database), story.id, 0).size() == 1);
}
