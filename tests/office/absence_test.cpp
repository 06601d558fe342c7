// Delegation: recorded, in force, over.

#include "server/absences.hpp"
#include "server/http/api/absences.hpp"
#include "server/http/api/account.hpp"
#include "server/storage/identity_store.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

namespace {

struct People {
    std::string lan, tam, binh, head, far;  // two specialists of one unit, one of another, their head, one elsewhere
};

std::string person(storage::UnitOfWork& work, const char* login, const char* role, const char* unit, const char* agency = dossier_tests::agency) {
    storage::AccountRow account;
    account.login = account.name = login;
    account.agency = agency;
    account.unit = unit;
    account.roles = {role};
    return storage::put_account(work, account, vn("2026-11-20T09:00"));
}

People people(Office& office) {
    storage::UnitOfWork work{*office.database};
    People all{person(work, "lan", "specialist", "TP"), person(work, "tam", "specialist", "TP"), person(work, "binh", "specialist", "KT"),
               person(work, "truong", "unit_head", "TP"), person(work, "xa", "specialist", "TP", "H56.99")};
    work.commit();
    return all;
}

dossier::Actor as(const std::string& id, dossier::Role role = dossier::Role::specialist) {
    auto actor = dossier_tests::an_actor(role, "TP");
    actor.id = dossier::OfficerId{id};
    return actor;
}

AbsenceWish wish(const std::string& officer, const std::string& substitute) {
    return {officer, substitute, "2026-11-24T07:00", "2026-11-28T17:00", "nghỉ phép"};
}

std::vector<std::string> wrong(const dossier::Result<storage::Absence>& answer) {
    REQUIRE_FALSE(answer.has_value());
    std::vector<std::string> fields;
    for (const auto& fault : answer.error().fields) fields.push_back(fault.field);
    return fields;
}

}  // namespace

TEST_CASE("an absence names a fit substitute, a period and a reason; all faults come in one answer", "[absence]") {
    Office office;
    const auto all = people(office);
    const auto now = vn("2026-11-23T09:00");
    CHECK(wrong(record_absence(office.services, as(all.lan), {"", "", "", "", " "}, now)) ==
          std::vector<std::string>{"begins_at", "ends_at", "reason", "substitute"});
    for (const auto& unfit : {all.lan, all.binh, all.far, all.head, std::string{"00000000-0000-7000-8000-000000000099"}}) {
        INFO(unfit);
        CHECK(wrong(record_absence(office.services, as(all.lan), wish("", unfit), now)) == std::vector<std::string>{"substitute"});
    }
    CHECK(wrong(record_absence(office.services, as(all.lan), {"", all.tam, "2026-11-20T07:00", "2026-11-20T17:00", "đã qua"}, now)) ==
          std::vector<std::string>{"ends_at"});
}

TEST_CASE("one's own absence, or a colleague's by the head; nobody else's", "[absence]") {
    Office office;
    const auto all = people(office);
    const auto now = vn("2026-11-23T09:00");
    const auto refused = record_absence(office.services, as(all.tam), wish(all.lan, all.tam), now);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::NotPermitted);
    const auto head = as(all.head, dossier::Role::unit_head);
    const auto recorded = record_absence(office.services, head, wish(all.lan, all.tam), now);
    REQUIRE(recorded);
    CHECK(recorded->substitute_name == "tam");
    CHECK(record_absence(office.services, as(all.lan), wish("", all.tam), now).error().code == dossier::ErrorCode::DuplicateRequest);
    CHECK(wrong(record_absence(office.services, as(all.tam), wish("", all.lan), now)) == std::vector<std::string>{"substitute"});  // absent too
    CHECK(end_absence(office.services, as(all.tam), recorded->id, now).error().code == dossier::ErrorCode::NotPermitted);
    CHECK(end_absence(office.services, as(all.lan), recorded->id, vn("2026-11-25T08:00")));
    CHECK(end_absence(office.services, as(all.lan), recorded->id, vn("2026-11-25T09:00")).error().code == dossier::ErrorCode::WrongState);
}

TEST_CASE("an absence called off before it began frees its time", "[absence]") {
    Office office;
    const auto all = people(office);
    const auto now = vn("2026-11-23T09:00");
    const auto off = record_absence(office.services, as(all.lan), wish("", all.tam), now);
    REQUIRE(off);
    REQUIRE(end_absence(office.services, as(all.lan), off->id, now));
    CHECK(record_absence(office.services, as(all.lan), wish("", all.tam), now));
}

TEST_CASE("while it lasts the substitute's session carries the delegation, and only then", "[absence]") {
    Office office;
    const auto all = people(office);
    storage::IdentityStore identities{*office.database};
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    http::Principal tam;
    tam.id = all.tam;
    tam.agency = dossier_tests::agency;
    identities.open_session("digest-tam", tam, now);
    CHECK(identities.session("digest-tam")->principal.stands_in_for.empty());
    const auto recorded = record_absence(office.services, as(all.lan),
                                         {"", all.tam, dossier::iso8601(now - std::chrono::hours{1}), dossier::iso8601(now + std::chrono::hours{1}), "họp"}, now);
    REQUIRE(recorded);
    CHECK(identities.session("digest-tam")->principal.stands_in_for == std::vector<std::string>{all.lan});
    REQUIRE(end_absence(office.services, as(all.lan), recorded->id, now - std::chrono::minutes{1}));
    CHECK(identities.session("digest-tam")->principal.stands_in_for.empty());
}

TEST_CASE("the API records, lists and ends absences", "[absence]") {
    Office office;
    const auto all = people(office);
    auto request = request_by(dossier_tests::specialist(), "2026-11-23T09:00", {},
                              {{"substitute", all.tam}, {"begins_at", "2026-11-24"}, {"ends_at", "2026-11-28T17:00"}, {"reason", "nghỉ phép"}});
    request.principal.id = all.lan;
    const auto id = told(http::add_absence(request, office.services)).at("id").get<std::string>();
    const auto list = told(http::list_absences(request, office.services)).at("absences");
    REQUIRE(list.size() == 1);
    CHECK(list[0].at("id") == id);
    CHECK(list[0].at("officer_name") == "lan");
    request.path_values = {{"absence_id", id}};
    CHECK(http::finish_absence(request, office.services)->status == 204);
    request.arrived_at = vn("2026-11-24T08:00");
    CHECK(told(http::list_absences(request, office.services)).at("absences").empty());
}

TEST_CASE("an account shows its own dossiers and notices, nobody else's", "[account]") {
    Office office;
    const auto owner = office.a_citizen_account(), other = office.a_citizen_account();
    const auto filed = office.file_online(owner, "", "");
    const auto seen_by = [&](const dossier::Actor& citizen) {
        auto request = request_by(citizen, "2026-11-23T10:00");
        request.principal.id = citizen.id.text();
        return told(http::show_account(request, office.services));
    };
    REQUIRE(seen_by(owner).at("dossiers").size() == 1);
    CHECK(seen_by(owner).at("dossiers")[0].at("id") == filed.id.text());
    CHECK(seen_by(owner).at("notices").size() == 1);  // submitted
    CHECK(seen_by(other).at("dossiers").empty());
    CHECK(seen_by(other).at("notices").empty());
}
