// What leaves is everything, described, and proves it; another database takes it in as it was.

#include "server/storage/export.hpp"

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "server/storage/session.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const auto noon = dossier_tests::vn("2026-11-23T12:00");

constexpr Statement columns_of_tables{
    "columns_of_tables", "SELECT c.relname::text AS name, count(*) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                         "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped GROUP BY 1"};
constexpr Statement whole_table{"whole_table", "SELECT query_to_xml(:question, false, true, '')::text AS facts"};

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

struct Exported {
    TestDatabase database;
    test_support::TemporaryFolder folder;
    FileStore files{folder.path() / "files"};
    fs::path target = folder.path() / "export";
    ExportFigures figures;

    Exported() {
        for (const auto* bytes : {"đơn đề nghị", "bản vẽ"}) {
            FileRow row;
            row.agency = dossier_tests::agency;
            row.sha256 = files.keep(bytes);
            row.media_type = "text/plain";
            row.name = "tên có \"ngoặc\" và \\ xuống\ndòng.txt";
            row.created_at = noon;
            UnitOfWork work{*database};
            insert_file(work, row);
            work.commit();
        }
        for (int number = 0; number < 3; ++number) Recorded{*database}.open();
        figures = export_everything(database.connection("motcua_owner"), files, target, noon);
    }
    json dictionary() const { return json::parse(text_of(target / "dictionary.json")); }
    std::string found() const {
        std::string all;
        for (const auto& finding : check_export(target).findings) all += finding + "\n";
        return all;
    }
    static std::string fingerprint(Database& of, const std::string& table) {
        return UnitOfWork{of}.one(whole_table, {{"question", "SELECT count(*), md5(string_agg(r, '|' ORDER BY r)) FROM (SELECT t::text AS r FROM \"" + table + "\" AS t) AS rows"}})->text("facts");
    }
};

}  // namespace

TEST_CASE("everything is exported with its description, and another database takes it in as it was", "[storage][export][R-OPS-16]") {
    Exported from;
    REQUIRE(from.found().empty());
    CHECK(from.figures.files == 2);

    // Every table and column of the catalogue is described.
    const auto dictionary = from.dictionary();
    std::map<std::string, std::size_t> described;
    for (const auto& table : dictionary["tables"]) {
        CHECK_FALSE(table["comment"].get<std::string>().empty());
        for (const auto& column : table["columns"]) CHECK_FALSE(column["type"].get<std::string>().empty());
        described[table["name"]] = table["columns"].size();
    }
    std::map<std::string, std::size_t> there;
    for (const auto& row : UnitOfWork{*from.database}.query(columns_of_tables)) there[row.text("name")] = static_cast<std::size_t>(row.number("columns"));
    CHECK(described == there);
    CHECK(text_of(from.target / "dictionary.md").find("## dossier\n") != std::string::npos);
    CHECK(text_of(from.target / "README.md").find("sha256sum -c SHA256SUMS") != std::string::npos);
    CHECK(std::system(("cd '" + from.target.string() + "' && sha256sum --quiet -c SHA256SUMS").c_str()) == 0);

    // Read by nothing but a JSON reader and an empty database.
    TestDatabase other;
    Session session{DatabaseOptions{other.connection("motcua_super"), 1}};
    session.execute_script("SET session_replication_role = replica", "test");
    for (const auto& table : dictionary["tables"]) {
        const auto name = table["name"].get<std::string>();
        std::string columns;
        for (const auto& column : table["columns"])
            if (!column["derived"].get<bool>()) columns += (columns.empty() ? "\"" : ", \"") + column["name"].get<std::string>() + "\"";
        session.execute_script("DELETE FROM \"" + name + "\"", "test");
        std::istringstream lines{text_of(from.target / table["file"].get<std::string>())};
        for (std::string line; std::getline(lines, line);)
            session.execute_script("INSERT INTO \"" + name + "\" (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns +
                                       " FROM json_populate_record(NULL::\"" + name + "\", $line$" + line + "$line$)", "test");
        CAPTURE(name);
        CHECK(Exported::fingerprint(*other, name) == Exported::fingerprint(*from.database, name));
    }
}

TEST_CASE("a missing row, an altered value, a lost content and a stranger are found in an export", "[storage][export]") {
    Exported from;
    const auto file_of = [&](const char* table) { return from.target / "tables" / (std::string{table} + ".jsonl"); };
    SECTION("row") {
        auto lines = text_of(file_of("dossier"));
        std::ofstream{file_of("dossier")} << lines.substr(lines.find('\n') + 1);
        CHECK(from.found().find("bảng dossier: 2 dòng, từ điển ghi 3") != std::string::npos);
    }
    SECTION("value") {
        auto lines = text_of(file_of("dossier"));
        lines.replace(lines.find("Nguyễn Thị Mẫu"), std::string{"Nguyễn"}.size(), "Người ");
        std::ofstream{file_of("dossier")} << lines;
        CHECK(from.found().find("tables/dossier.jsonl: đã bị sửa") != std::string::npos);
    }
    SECTION("column") {
        std::ofstream{file_of("agency"), std::ios::app} << "{\"code\": \"H1\"}\n";
        CHECK(from.found().find("không đúng các cột") != std::string::npos);
    }
    SECTION("content") {
        fs::remove(FileStore{from.target / "files"}.path_of(sha256_of("bản vẽ")));
        const auto found = from.found();
        CHECK(found.find("không còn") != std::string::npos);
        CHECK(found.find("không có nội dung") != std::string::npos);
    }
    SECTION("stranger") {
        FileStore{from.target / "files"}.keep("tệp lạ");
        const auto found = from.found();
        CHECK(found.find("không có trong SHA256SUMS") != std::string::npos);
        CHECK(found.find("không dòng nào nêu") != std::string::npos);
    }
    SECTION("nothing") { CHECK(check_export(from.folder.path()).findings.size() == 1); }
}

TEST_CASE("an export that fails leaves nothing under its name", "[storage][export]") {
    Exported from;
    CHECK_THROWS_WITH(export_everything(from.database.connection("motcua_owner"), from.files, from.target, noon), Catch::Contains("đã có"));
    fs::remove(from.files.path_of(sha256_of("bản vẽ")));
    CHECK_THROWS(export_everything(from.database.connection("motcua_owner"), from.files, from.folder.path() / "second", noon));
    CHECK_FALSE(fs::exists(from.folder.path() / "second"));
}
