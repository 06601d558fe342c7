#include "server/storage/audit.hpp"

#include <filesystem>
#include <fstream>

#include "server/storage/file_check.hpp"
#include "server/storage/session.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;

namespace {

const auto noon = dossier_tests::vn("2026-11-23T12:00");

void note_change(Database& database, const char* kind) {
    UnitOfWork work{database};
    append_audit(work, {"accounts", kind, "", "H56.14", {{"old", "specialist"}, {"new", "leader"}}, noon});
    work.commit();
}

void seal(Database& database) {
    UnitOfWork work{database};
    REQUIRE(seal_audit(work, noon));
    work.commit();
}

// What someone with the database's own password might do.
void by_hand(const TestDatabase& database, const std::string& command) {
    Session{DatabaseOptions{database.connection("motcua_super"), 1}}.execute_script(command, "tamper");
}

struct Sound {
    TestDatabase database;
    Recorded story{*database};
    Sound() {
        story.open();
        story.receive();
        note_change(*database, "role_changed");
        note_change(*database, "password_set");
        seal(*database);
        const auto report = verify_audit(*database);
        for (const auto& finding : report.findings) UNSCOPED_INFO(finding.chain << " " << finding.number << " " << finding.what);
        REQUIRE(report.sound());
        CHECK(report.entries == 7);
        CHECK(report.chains == 2);
        CHECK(report.roots == 1);
        CHECK(report.dossiers == 1);
    }
    void finds(const std::string& chain, std::int64_t number) {
        const auto report = verify_audit(*database);
        REQUIRE_FALSE(report.sound());
        CHECK(report.findings.front().chain == chain);
        CHECK(report.findings.front().number == number);
    }
};

}  // namespace

TEST_CASE("a changed event is found and named", "[storage][audit]") {
    Sound sound;
    by_hand(sound.database, "UPDATE event SET payload = jsonb_set(payload, '{by,name}', '\"Người khác\"') WHERE number = 3");
    sound.finds(sound.story.id.text(), 3);
}

TEST_CASE("an event altered so that it no longer parses is a finding, not the end of the verification", "[storage][audit]") {
    Sound sound;
    by_hand(sound.database, "UPDATE event SET payload = '{\"change\": 7}' WHERE number = 3");
    sound.finds(sound.story.id.text(), 3);
}

TEST_CASE("a changed time, a dropped event and a dropped entry are found", "[storage][audit]") {
    Sound sound;
    SECTION("time") {
        by_hand(sound.database, "UPDATE event SET at = at - interval '1 second' WHERE number = 2");
        sound.finds(sound.story.id.text(), 2);
    }
    SECTION("event") {
        by_hand(sound.database, "DELETE FROM event WHERE number = 5");
        sound.finds(sound.story.id.text(), 5);
    }
    SECTION("entry") {
        by_hand(sound.database, "DELETE FROM audit WHERE number = 4 AND detail IS NULL");
        sound.finds(sound.story.id.text(), 4);
    }
    SECTION("the end of both, which leaves no broken link but contradicts the root") {
        by_hand(sound.database, "DELETE FROM audit WHERE number = 5 AND detail IS NULL; DELETE FROM event WHERE number = 5");
        sound.finds(sound.story.id.text(), 5);
    }
}

TEST_CASE("a rewritten chain contradicts the root", "[storage][audit]") {
    Sound sound;
    by_hand(sound.database,
            "UPDATE audit SET detail = '{\"old\": \"x\"}' WHERE chain = 'accounts' AND number = 2; "
            "UPDATE audit SET hash = chained(previous_hash, chain, number, at, kind, actor, detail::text) "
            "WHERE chain = 'accounts' AND number = 2");
    sound.finds("accounts", 2);
}

TEST_CASE("a dossier row that says other than its events is found", "[storage][audit]") {
    Sound sound;
    by_hand(sound.database, "UPDATE dossier SET applicant_name = 'Người khác'");
    sound.finds(sound.story.id.text(), 5);
}

TEST_CASE("an altered byte of a stored file is found and named, and so is a missing file", "[storage][R-DIG-20]") {
    TestDatabase database;
    test_support::TemporaryFolder folder;
    const FileStore files{folder.path() / "files"};
    std::vector<dossier::FileId> ids;
    for (const char* content : {"trang một", "trang hai", "trang ba"}) {
        FileRow row;
        row.agency = dossier_tests::agency;
        row.sha256 = FileStore{folder.path() / "files"}.keep(content);
        row.size = static_cast<std::int64_t>(std::string{content}.size());
        row.media_type = "text/plain";
        row.created_at = noon;
        UnitOfWork work{*database};
        ids.push_back(insert_file(work, row));
        work.commit();
    }
    CHECK(check_files(*database, files, noon).damaged.empty());

    const auto path_of = [&](int i) { return files.path_of(find_file(*std::make_unique<UnitOfWork>(*database), ids[static_cast<std::size_t>(i)])->sha256); };
    const auto altered = path_of(1);
    std::filesystem::permissions(altered, std::filesystem::perms::owner_all);
    std::fstream{altered, std::ios::in | std::ios::out | std::ios::binary}.put('T');
    std::filesystem::remove(path_of(2));

    const auto report = check_files(*database, files, noon);
    CHECK(report.checked == 3);
    REQUIRE(report.damaged.size() == 2);
    for (const auto& file : report.damaged) {
        if (file.id == ids[1]) CHECK(file.damage == "altered");
        else CHECK((file.id == ids[2] && file.damage == "missing"));
    }
    CHECK(check_oldest_files(*database, files, noon, 1).checked == 1);
}
