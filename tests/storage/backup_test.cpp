#include "server/storage/backup.hpp"

#include <fstream>

#include "server/storage/session.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;
namespace fs = std::filesystem;

namespace {

const auto noon = dossier_tests::vn("2026-11-23T12:00");

// A database and a store with one dossier and one file, backed up.
struct BackedUp {
    TestDatabase database;
    test_support::TemporaryFolder folder;
    FileStore files{folder.path() / "files"};
    fs::path backup = folder.path() / "backup";

    BackedUp() {
        FileRow row;
        row.agency = dossier_tests::agency;
        row.sha256 = files.keep("nội dung tệp");
        row.media_type = "text/plain";
        row.created_at = noon;
        UnitOfWork work{*database};
        insert_file(work, row);
        work.commit();
        Recorded{*database}.open();
        CHECK(make(backup).files == 1);
    }
    BackupFigures make(const fs::path& target, const fs::path& previous = {}) {
        return back_up(database.connection("motcua_owner"), files, target, previous);
    }
};

}  // namespace

TEST_CASE("a backup restored into an empty place is whole, and its history too", "[storage][backup]") {
    BackedUp from;
    const auto report = restore(from.backup, from.folder.path() / "restored", noon);
    CHECK(report.sound());
    CHECK(report.audit.dossiers == 1);
    CHECK(report.files.checked == 1);
    CHECK_THROWS(restore(from.backup, from.folder.path() / "restored", noon));  // no longer empty
}

TEST_CASE("a row altered before the backup is found by the restore, an altered dump is refused", "[storage][backup]") {
    BackedUp from;
    Session{DatabaseOptions{from.database.connection("motcua_super"), 1}}.execute_script(
        "UPDATE dossier SET applicant_name = 'Người khác'", "tamper");
    from.make(from.folder.path() / "second", from.backup);
    CHECK_FALSE(restore(from.folder.path() / "second", from.folder.path() / "restored", noon).sound());

    std::fstream{from.backup / "database.dump", std::ios::in | std::ios::out | std::ios::binary}.seekp(100).put('x');
    CHECK_THROWS_WITH(restore(from.backup, from.folder.path() / "other", noon), Catch::Contains("đã bị sửa"));
}

TEST_CASE("a restore that fails leaves no database where a server would look, and can be tried again", "[storage][backup]") {
    BackedUp from;
    const auto broken = from.folder.path() / "broken", place = from.folder.path() / "restored";
    fs::create_directories(broken);
    std::ofstream{broken / "database.dump"} << "PGDMP không phải";
    std::ofstream{broken / "manifest.json"} << R"({"format": 1, "dump_sha256": ")" << sha256_of_file(broken / "database.dump") << R"("})";
    CHECK_THROWS_WITH(restore(broken, place, noon), Catch::Contains("pg_restore"));
    CHECK_FALSE(fs::exists(place / "postgres"));
    CHECK(restore(from.backup, place, noon).sound());
    CHECK_FALSE(fs::exists(place / "restoring"));
}

TEST_CASE("a backup that fails leaves nothing under its name and the earlier one as it was", "[storage][backup]") {
    BackedUp from;
    for (const auto& entry : fs::recursive_directory_iterator(from.files.folder()))
        if (entry.is_regular_file()) {
            fs::permissions(entry.path(), fs::perms::owner_all);
            std::ofstream{entry.path()} << "khác";
        }
    CHECK_THROWS(from.make(from.folder.path() / "second"));
    CHECK_FALSE(fs::exists(from.folder.path() / "second"));
    CHECK(restore(from.backup, from.folder.path() / "restored", noon).sound());
}
