#include <catch2/catch.hpp>

#include "server/storage/account_store.hpp"
#include "server/storage/identity_store.hpp"
#include "tests/support/database.hpp"

using namespace server::storage;
using test_support::TestDatabase;

namespace {

const auto now = *dossier::parse_iso8601("2026-11-23T09:00");
const std::string secret(64, 'b');

AccountRow lan() {
    AccountRow account;
    account.login = "lan";
    account.name = "Nguyễn Thị Lan";
    account.agency = "H99.14";
    account.unit = "MC";
    account.roles = {"reception_officer", "desk_head"};
    account.password_hash = "$argon2id$…";
    return account;
}

std::string put(Database& database, const AccountRow& account) {
    UnitOfWork work{database};
    auto id = put_account(work, account, now);
    work.commit();
    return id;
}

}  // namespace

TEST_CASE("an account signs in under its name in any letter case, and not once it is disabled", "[storage]") {
    TestDatabase database;
    const auto id = put(*database, lan());
    IdentityStore identities{*database};
    const auto account = identities.account("LAN");
    REQUIRE(account);
    CHECK(account->principal.id == id);
    CHECK(account->principal.roles == std::vector<std::string>{"reception_officer", "desk_head"});
    CHECK(account->principal.unit == "MC");
    CHECK(account->password_hash == "$argon2id$…");

    identities.open_session(secret, account->principal, now);
    identities.touch_session(secret, now + std::chrono::minutes{5});
    const auto session = identities.session(secret);
    REQUIRE(session);
    CHECK(session->principal.name == "Nguyễn Thị Lan");
    CHECK(session->opened_at == now);
    CHECK(session->seen_at == now + std::chrono::minutes{5});
    {
        UnitOfWork work{*database};
        CHECK(disable_account(work, id, true));
        work.commit();
    }
    CHECK_FALSE(identities.session(secret));
    CHECK_FALSE(identities.account("lan"));
}

TEST_CASE("importing an account again keeps its id and, without a new one, its password", "[storage]") {
    TestDatabase database;
    const auto id = put(*database, lan());
    auto again = lan();
    again.login = "Lan";
    again.password_hash = "";
    again.unit = "TP";
    CHECK(put(*database, again) == id);
    UnitOfWork work{*database};
    const auto found = find_account(work, id);
    CHECK(found->password_hash == "$argon2id$…");
    CHECK(found->unit == "TP");
    CHECK(find_account_by_login(work, "LAN")->id == id);
    auto wrong = lan();
    wrong.roles = {"king"};
    CHECK_THROWS_AS(put_account(work, wrong, now), StorageFault);
}

TEST_CASE("officers are listed by role, in the order of given names", "[storage]") {
    TestDatabase database;
    for (const auto& [login, name] : {std::pair{"duc", "Trịnh Công Đức"}, {"dung", "Trần Quốc Dũng"}, {"an", "Vũ Đình An"}}) {
        auto account = lan();
        account.login = login;
        account.name = name;
        put(*database, account);
    }
    UnitOfWork work{*database};
    std::vector<std::string> names;
    for (const auto& officer : list_officers(work, "H99.14", "desk_head")) names.push_back(officer.login);
    CHECK(names == std::vector<std::string>{"an", "dung", "duc"});
    CHECK(list_officers(work, "H99.14", "leader").empty());
    CHECK(list_officers(work, "H99.15", "").empty());
}

TEST_CASE("a system's token is good until it expires or is revoked", "[storage]") {
    TestDatabase database;
    std::string id;
    {
        UnitOfWork work{*database};
        id = put_token(work, "Trục liên thông", "H99.14", secret, {"read_dossiers", "portal_exchange"}, now,
                       now + std::chrono::hours{24});
        work.commit();
    }
    IdentityStore identities{*database};
    const auto system = identities.bearer(secret, now);
    REQUIRE(system);
    CHECK(system->kind == server::http::Principal::Kind::System);
    CHECK(system->has_scope("portal_exchange"));
    CHECK_FALSE(identities.bearer(secret, now + std::chrono::hours{25}));
    CHECK_FALSE(identities.bearer(std::string(64, 'c'), now));
    UnitOfWork work{*database};
    CHECK(revoke_token(work, id, now));
    CHECK_FALSE(revoke_token(work, id, now));
    work.commit();
    CHECK_FALSE(identities.bearer(secret, now));
}

TEST_CASE("guessing is paused for a quarter of an hour, in every process", "[storage]") {
    TestDatabase database;
    IdentityStore one{*database}, other{*database};
    for (int i = 0; i < 3; ++i) one.failed("Lan", "10.0.0.7", now + std::chrono::minutes{i});
    CHECK(other.pause_s("lan", "10.0.0.8", 4, now) == 0);
    CHECK(other.pause_s("lan", "10.0.0.8", 3, now + std::chrono::minutes{5}) == 600);
    CHECK(other.pause_s("hoa", "10.0.0.7", 3, now) == 0);
    CHECK(other.pause_s("lan", "10.0.0.8", 3, now + std::chrono::minutes{16}) == 0);
    one.succeeded("LAN");
    CHECK(other.pause_s("lan", "10.0.0.8", 3, now + std::chrono::minutes{5}) == 0);
}

TEST_CASE("signing in, out and in vain is noted in one chain", "[storage]") {
    TestDatabase database;
    const auto id = put(*database, lan());
    IdentityStore identities{*database};
    using Note = server::http::SignInNote;
    identities.note({Note::Kind::Failed, "", "10.0.0.7", "r-1", now});
    identities.note({Note::Kind::SignedIn, id, "10.0.0.7", "r-2", now});
    static constexpr Statement noted{"noted", R"(SELECT count(*) AS entries, max(agency) AS agency,
        bool_and(hash = chained(previous_hash, chain, number, at, kind, actor, detail::text)) AS good
        FROM audit WHERE chain = 'sign_in')"};
    const auto row = *UnitOfWork{*database}.one(noted);
    CHECK(row.number("entries") == 2);
    CHECK(row.truth("good"));
    CHECK(row.text("agency") == "H99.14");
}
