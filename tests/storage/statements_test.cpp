#include <catch2/catch.hpp>

#include "server/storage/all_statements.hpp"
#include "server/storage/migrations.hpp"
#include "server/storage/session.hpp"
#include "tests/support/database.hpp"

using namespace server::storage;
using test_support::TestDatabase;

namespace {

// As SOCI rewrites it: ":name" becomes $1, "::" and literals stay.
std::string with_numbers(const std::string& text) {
    std::string out;
    int number = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'') quoted = !quoted;
        if (quoted || text[i] != ':') {
            out += text[i];
            continue;
        }
        if (text.compare(i, 2, "::") == 0) {
            out += "::";
            ++i;
            continue;
        }
        out += "$" + std::to_string(++number);
        while (i + 1 < text.size() && (std::isalnum(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '_')) ++i;
    }
    return out;
}

const Statement& named(std::string_view name) {
    for (const auto* statement : all_statements)
        if (name == statement->name) return *statement;
    throw std::runtime_error("no such statement");
}

constexpr Statement tables_without_comment{
    "tables_without_comment",
    "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
    "AND obj_description(oid) IS NULL"};
constexpr Statement tables_without_agency{
    "tables_without_agency",
    "SELECT relname::text AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
    "AND relname <> 'migration' AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND (a.attname = 'agency' "
    "OR (c.relname = 'agency' AND a.attname = 'code')))"};
constexpr Statement keys_without_index{
    "keys_without_index",
    "SELECT conrelid::regclass::text || ' ' || conname AS name FROM pg_constraint c WHERE contype = 'f' AND NOT EXISTS ("
    "SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])"};

}  // namespace

TEST_CASE("every statement prepares against the migrated schema, as the application", "[storage]") {
    TestDatabase database;
    Session session{DatabaseOptions{database.connection("motcua_app"), 1}};
    int count = 0;
    for (const auto* statement : all_statements) {
        CAPTURE(statement->name);
        CHECK_NOTHROW(session.execute_script("PREPARE s" + std::to_string(++count) + " AS " + with_numbers(statement->text),
                                             statement->name));
    }
    CHECK(count > 60);
}

// "SELECT id::text AS id … ORDER BY id" orders by the text, which no index holds: every page would sort all that follows.
TEST_CASE("what is read page by page is walked along its key, not sorted for every page", "[storage]") {
    TestDatabase database;
    Session session{DatabaseOptions{database.connection("motcua_app"), 1}};
    session.execute_script("SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan", "walk");
    for (const auto& [name, values] : {std::pair{"dossier_ids", "'00000000-0000-0000-0000-000000000000'"},
                                       {"files_after", "'00000000-0000-0000-0000-000000000000', 5"},
                                       {"dossiers_to_watch", "'', '', 5"},
                                       {"contents_after", "''"}}) {
        CAPTURE(name);
        session.execute_script("PREPARE " + std::string{name} + " AS " + with_numbers(named(name).text), name);
        const auto explain = "EXPLAIN EXECUTE " + std::string{name} + "(" + values + ")";
        std::string plan;
        for (const auto& row : session.execute(Statement{explain.c_str(), explain.c_str()}, {}).rows) plan += row.text("QUERY PLAN") + "\n";
        CHECK_THAT(plan, Catch::Contains("Limit") && !Catch::Contains("Sort"));
    }
}

TEST_CASE("every table has a comment and an owning agency, every foreign key an index", "[storage]") {
    TestDatabase database;
    UnitOfWork work{*database};
    for (const auto* question : {&tables_without_comment, &tables_without_agency, &keys_without_index})
        for (const auto& row : work.query(*question)) {
            CAPTURE(question->name, row.text("name"));
            CHECK(false);
        }
}

TEST_CASE("a second migration finds nothing to do, a changed one is refused, a newer database too", "[storage]") {
    TestDatabase database;
    const auto owner = database.connection("motcua_owner");
    CHECK(migrate(owner).empty());
    CHECK(pending_migrations(database.connection("motcua_app")).empty());
    Session session{DatabaseOptions{owner, 1}};
    session.execute_script("INSERT INTO migration VALUES ('9999_later', 'x')", "test");
    CHECK_THROWS_WITH(migrate(owner), Catch::Contains("9999_later"));
    session.execute_script("DELETE FROM migration WHERE name = '9999_later'; UPDATE migration SET sha256 = 'x'", "test");
    CHECK_THROWS_WITH(migrate(owner), Catch::Contains("0001_ground"));
}
