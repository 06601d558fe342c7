// A restore on an empty machine: every table and every stored content as they were, neither row nor file alone.

#include "server/storage/backup.hpp"

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "server/storage/session.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;
namespace fs = std::filesystem;

namespace {

const auto noon = dossier_tests::vn("2026-11-23T12:00");

// Number and hash of the rows of every table. When a file was last read again is no part of what is kept.
constexpr Statement table_facts{
    "table_facts",
    "SELECT t.relname::text AS name, query_to_xml(format('SELECT count(*), md5(string_agg(r, ''|'' ORDER BY r)) FROM (SELECT (%s)::text AS r "
    "FROM %I AS t) AS rows', CASE WHEN t.relname = 'file' THEN '(t.id, t.agency, t.sha256, t.size, t.created_at)' ELSE 't' END, t.relname), "
    "false, true, '')::text AS facts FROM pg_class t WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"};
constexpr Statement file_hashes{"file_hashes", "SELECT sha256 FROM file"};

std::map<std::string, std::string> facts_of(Database& database) {
    std::map<std::string, std::string> facts;
    for (const auto& row : UnitOfWork{database}.query(table_facts)) facts[row.text("name")] = row.text("facts");
    return facts;
}

std::set<std::string> hashes_in_rows(Database& database) {
    std::set<std::string> hashes;
    for (const auto& row : UnitOfWork{database}.query(file_hashes)) hashes.insert(row.text("sha256"));
    return hashes;
}

// Read again, not taken from the name.
std::set<std::string> hashes_on_disk(const FileStore& files) {
    std::set<std::string> hashes;
    for (const auto& entry : fs::recursive_directory_iterator{files.folder()})
        if (entry.is_regular_file()) hashes.insert(sha256_of_file(entry.path()));
    return hashes;
}

void add_file(Database& database, FileStore& files, const std::string& bytes) {
    FileRow row;
    row.agency = dossier_tests::agency;
    row.sha256 = files.keep(bytes);
    row.media_type = "text/plain";
    row.created_at = noon;
    UnitOfWork work{database};
    insert_file(work, row);
    work.commit();
}

struct Restored {
    explicit Restored(const fs::path& data) : cluster(PrivatePostgres::start({data})), database({cluster->connection("motcua_app"), 2}), files(data / "files") {}
    std::unique_ptr<PrivatePostgres> cluster;
    Database database;
    FileStore files;
};

}  // namespace

TEST_CASE("a backup restored on an empty machine has the same counts and hashes", "[storage][backup][R-OPS-01]") {
    TestDatabase database;
    const test_support::TemporaryFolder folder;
    FileStore files{folder.path() / "files"};
    for (int number = 0; number < 20; ++number) add_file(*database, files, "nội dung " + std::to_string(number));
    for (int number = 0; number < 3; ++number) Recorded{*database}.open();
    const auto before = facts_of(*database);
    REQUIRE(before.at("dossier").find(">3<") != std::string::npos);
    back_up(database.connection("motcua_owner"), files, folder.path() / "backup", {});
    REQUIRE(restore(folder.path() / "backup", folder.path() / "machine", noon).sound());
    Restored restored{folder.path() / "machine"};
    CHECK(facts_of(restored.database) == before);
    CHECK(hashes_on_disk(restored.files) == hashes_on_disk(files));
}

TEST_CASE("a backup made while files arrive holds no row without its file and no file without its row", "[storage][backup][R-OPS-02]") {
    TestDatabase database;
    const test_support::TemporaryFolder folder;
    FileStore files{folder.path() / "files"};
    add_file(*database, files, "trước");
    files.keep("đã lên đĩa, chưa vào sổ");  // an upload that is not committed yet
    std::atomic<bool> stop{false};
    std::thread arriving{[&] {
        for (int number = 0; !stop; ++number) add_file(*database, files, "đang đến " + std::to_string(number));
    }};
    back_up(database.connection("motcua_owner"), files, folder.path() / "backup", {});
    stop = true;
    arriving.join();
    REQUIRE(restore(folder.path() / "backup", folder.path() / "machine", noon).sound());
    Restored restored{folder.path() / "machine"};
    const auto rows = hashes_in_rows(restored.database);
    CHECK(rows.size() >= 1);
    CHECK(rows == hashes_on_disk(restored.files));
}
