#include <thread>

#include <catch2/catch.hpp>

#include "server/storage/session.hpp"
#include "tests/support/database.hpp"

using namespace server::storage;
using test_support::TestDatabase;

namespace {

constexpr Statement echo{"echo", "SELECT :text::text AS text, :number::bigint AS number, :nothing::text AS nothing"};
constexpr Statement make_table{"make_table", "CREATE TABLE thing (name text PRIMARY KEY, amount numeric)"};
constexpr Statement add_thing{"add_thing", "INSERT INTO thing (name, amount) VALUES (:name, 1234567890.123456789)"};
constexpr Statement things{"things", "SELECT name, amount::text AS amount FROM thing ORDER BY name"};
constexpr Statement slow{"slow", "SELECT pg_sleep(5)"};

// The application role may not create tables; the owner makes them.
void make_things(const TestDatabase& database) {
    Session owner{DatabaseOptions{database.connection("motcua_owner"), 1}};
    owner.execute_script(make_table.text, "make_table");
    owner.execute_script("GRANT SELECT, INSERT ON thing TO motcua_app", "grant");
}

}  // namespace

TEST_CASE("values come back as they went in, NULL included, also the second time", "[storage]") {
    TestDatabase database;
    UnitOfWork work{*database};
    for (const auto* text : {"Nguyễn Thị Hồng Đào", "'; drop table thing; --", ":not_a_name", ""}) {
        const auto row = work.one(echo, {{"text", text}, {"number", std::int64_t{1} << 53}, {"nothing", std::optional<std::string>{}}});
        REQUIRE(row);
        CHECK(row->text("text") == text);
        CHECK(row->number("number") == std::int64_t{1} << 53);
        CHECK(row->is_null("nothing"));
    }
}

TEST_CASE("a NUL inside a string is a fault, not a silent cut", "[storage]") {
    TestDatabase database;
    UnitOfWork work{*database};
    CHECK_THROWS_AS(work.one(echo, {{"text", std::string{"a\0b", 3}}, {"number", 1}, {"nothing", "x"}}), StorageFault);
}

TEST_CASE("what is not committed is gone, and the next user of the session sees nothing of it", "[storage]") {
    TestDatabase database{1};
    make_things(database);
    {
        UnitOfWork work{*database};
        CHECK(work.run(add_thing, {{"name", "lost"}}) == 1);
    }
    UnitOfWork work{*database};
    CHECK(work.query(things).empty());
    CHECK(work.run(add_thing, {{"name", "kept"}}) == 1);
    work.commit();
    CHECK(UnitOfWork{*TestDatabase{}}.one(echo, {{"text", "x"}, {"number", 1}, {"nothing", "y"}}));
}

TEST_CASE("units of work inside one transaction last or go with the whole, and each alone when it was not committed", "[storage]") {
    TestDatabase database{1};  // one session: the parts need none of their own
    make_things(database);
    const auto add = [&](const char* name, bool commit) {
        UnitOfWork part{*database};
        part.run(add_thing, {{"name", name}});
        if (commit) part.commit();
    };
    {
        OneTransaction whole{*database};
        add("undone", true);
    }
    OneTransaction whole{*database};
    add("kept", true);
    add("left", false);
    {
        UnitOfWork part{*database};
        CHECK_THROWS_AS(part.run(add_thing, {{"name", "kept"}}), StorageFault);  // the others go on
    }
    add("kept too", true);
    CHECK_THROWS_AS(OneTransaction{*database}, StorageFault);
    whole.commit();
    const auto rows = whole.work().query(things);  // outside a transaction now
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text("name") == "kept");
    CHECK(rows[1].text("name") == "kept too");
}

TEST_CASE("a violation tells the constraint and nothing of the value", "[storage]") {
    TestDatabase database;
    make_things(database);
    const std::string secret = "001099012345";
    UnitOfWork{*database}.run(add_thing, {{"name", secret}});
    UnitOfWork work{*database};
    work.run(add_thing, {{"name", secret}});
    try {
        work.run(add_thing, {{"name", secret}});
        FAIL("the second row should have been refused");
    } catch (const StorageFault& fault) {
        CHECK(fault.kind() == StorageFault::Kind::Violation);
        CHECK(fault.sqlstate() == "23505");
        CHECK(fault.constraint() == "thing_pkey");
        CHECK(fault.statement() == "add_thing");
        CHECK(std::string{fault.what()}.find(secret) == std::string::npos);
    }
}

TEST_CASE("an exhausted pool and a slow statement are Busy, in bounded time", "[storage]") {
    TestDatabase database;
    Database small{DatabaseOptions{database.connection("motcua_app"), 1, std::chrono::milliseconds{100},
                                   std::chrono::milliseconds{200}}};
    UnitOfWork work{small};
    try {
        UnitOfWork second{small};
        FAIL("there is one session only");
    } catch (const StorageFault& fault) {
        CHECK(fault.kind() == StorageFault::Kind::Busy);
    }
    try {
        work.query(slow);
        FAIL("five seconds are over the limit");
    } catch (const StorageFault& fault) {
        CHECK(fault.kind() == StorageFault::Kind::Busy);
    }
}

TEST_CASE("when PostgreSQL drops every session, work fails as Unavailable and then it works again", "[storage][faults]") {
    TestDatabase database{2};
    UnitOfWork{*database}.one(echo, {{"text", "x"}, {"number", 1}, {"nothing", "y"}});
    Session super{DatabaseOptions{database.connection("motcua_super"), 1}};
    {
        UnitOfWork work{*database};
        super.execute_script("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'motcua_app'", "cut");
        try {
            work.one(echo, {{"text", "x"}, {"number", 1}, {"nothing", "y"}});
            FAIL("the session was cut");
        } catch (const StorageFault& fault) {
            CHECK(fault.kind() == StorageFault::Kind::Unavailable);
        }
    }
    const auto row = UnitOfWork{*database}.one(echo, {{"text", "again"}, {"number", 1}, {"nothing", "y"}});
    REQUIRE(row);
    CHECK(row->text("text") == "again");
}

TEST_CASE("a transaction that failed cannot be committed", "[storage]") {
    TestDatabase database;
    make_things(database);
    UnitOfWork work{*database};
    work.run(add_thing, {{"name", "twice"}});
    CHECK_THROWS_AS(work.run(add_thing, {{"name", "twice"}}), StorageFault);
    CHECK_THROWS_AS(work.commit(), StorageFault);  // PostgreSQL itself answers ROLLBACK without an error
    UnitOfWork after{*database};
    CHECK(after.query(things).empty());
}

TEST_CASE("numeric is exact, a bool is a bool, a list is a list, a forgotten parameter is a fault", "[storage]") {
    static constexpr Statement kinds{"kinds", "SELECT 12345678901234567.4567890123::numeric AS n, :flag::boolean AS flag, "
                                              "to_json(:list::text[])::text AS list, (:day::date)::text AS day, "
                                              ":who::text AS who, (:flag::boolean)::text AS again"};
    TestDatabase database;
    UnitOfWork work{*database};
    const std::vector<std::string> list{"a\"b", "c\\d", "đ, e", ""};
    const dossier::CivilDate day{std::chrono::year{2026}, std::chrono::month{2}, std::chrono::day{17}};
    const dossier::Personal<std::string> who{"Trần Văn Ổn"};
    const auto row = work.one(kinds, {{"who", who}, {"day", day}, {"list", list}, {"flag", true}});
    REQUIRE(row);
    CHECK(row->text("n") == "12345678901234567.4567890123");
    CHECK(row->truth("flag"));
    CHECK(row->text("again") == "true");
    CHECK(row->list("list") == list);
    CHECK(row->maybe_date("day") == day);
    CHECK(row->text("who") == who.reveal());
    CHECK_THROWS_AS(work.one(kinds, {{"who", who}, {"day", day}, {"list", list}}), StorageFault);
    CHECK_THROWS_AS(work.one(kinds, {{"who", who}, {"day", day}, {"list", list}, {"flog", true}}), StorageFault);
}

TEST_CASE("names sort and fold the Vietnamese way", "[storage]") {
    static constexpr Statement sorted{"sorted_names",
                                      "SELECT string_agg(n, ' ' ORDER BY n COLLATE vi) AS names, folded(max(:given)) AS folded "
                                      "FROM unnest(:names::text[]) AS n"};
    TestDatabase database;
    UnitOfWork work{*database};
    const std::vector<std::string> names{"u", "đá", "ă", "da", "ư", "â", "dã", "đa", "a"};
    // "ệ" decomposed: e, dot below, circumflex.
    const auto row = work.one(sorted, {{"names", names}, {"given", "Vie\xCC\xA3\xCC\x82t Đức NGUYỄN"}});
    CHECK(row->text("names") == "a ă â da dã đa đá u ư");
    CHECK(row->text("folded") == "viet duc nguyen");
}
