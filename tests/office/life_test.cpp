// Stories over time: procedures that change, online and paper, notices, identifiers.

#include "server/http/endpoint.hpp"
#include "server/catalogue/rule_sets.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/session.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;
using dossier_tests::form_code;

namespace {

constexpr storage::Statement count_codes{"count_codes", "SELECT count(*) AS dossiers, count(DISTINCT code) AS codes FROM dossier"};

dossier::Procedure revised(const char* from) {
    auto procedure = Office::paperless();
    procedure.effective_from = *dossier::parse_iso_date(from);
    procedure.limit = *dossier::parse_limit("7wd");
    procedure.components.push_back(procedure.components[0]);
    procedure.components[1].code = dossier_tests::statement_code;
    return procedure;
}

}  // namespace

TEST_CASE("a dossier keeps deadline and components of the procedure it was received under", "[catalogue][R-TAG-10]") {
    Office office;
    const auto before = office.receive(office.open().id);
    office.put(revised("2026-11-20"));  // the same procedure, changed today
    const auto after = office.act(before.id, dossier::HandOverTo{"TP", "", "", "", false}, desk(), "2026-11-25T09:00");
    CHECK(after.due() == before.due());
    CHECK(after.procedure.components == before.procedure.components);
    const auto fresh = office.receive(office.open("", "2026-11-25T09:10").id, "2026-11-25T09:20");
    CHECK(fresh.procedure.components.size() == 2);
    CHECK(dossier::limit_text(fresh.clock.limit) == "7wd");
}

TEST_CASE("from its date a new law rules new dossiers; earlier ones go on under the old", "[catalogue][R-OPS-11]") {
    Office office;
    auto next = revised("2026-12-01");
    next.legal_bases = {"Luật mẫu năm 2026"};
    office.put(next);
    const auto old = office.receive(office.open("", "2026-11-30T09:00").id, "2026-11-30T09:10");
    const auto fresh = office.receive(office.open("", "2026-12-01T09:00").id, "2026-12-01T09:10");
    CHECK(dossier::limit_text(old.clock.limit) == "3wd");
    CHECK(old.procedure.legal_bases.empty());
    CHECK(dossier::limit_text(fresh.clock.limit) == "7wd");
    CHECK(fresh.procedure.legal_bases == next.legal_bases);
    const auto later = office.act(old.id, dossier::HandOverTo{"TP", "", "", "", false}, desk(), "2026-12-02T09:00");
    CHECK(dossier::limit_text(later.procedure.limit) == "3wd");
    // Printed forms switch by date as well.
    CHECK(catalogue::shipped_rule_sets().on(*dossier::parse_iso_date("2025-09-14")).forms == "2018");
    CHECK(catalogue::shipped_rule_sets().on(*dossier::parse_iso_date("2025-09-15")).forms == "2025");
}

TEST_CASE("a calendar takes effect on its day; dates promised before stay", "[catalogue][calendar]") {
    Office office;
    const auto put = [&](const char* from, const char* basis, const char* holidays) {
        json document{{"title", "Lịch của xã"}, {"basis", basis}, {"years", {2026, 2027}}, {"holidays", json::parse(holidays)}};
        for (const auto* day : {"1", "2", "3", "4", "5"}) document["office_hours"][day] = json::array({json::array({"07:00", "17:00"})});
        storage::UnitOfWork work{*office.database};
        storage::put_calendar(work, dossier_tests::agency, document.dump(), basis, vn(from));
        work.commit();
        office.catalogue.forget();
    };
    put("2026-01-01", "Thông báo số 1", "[]");
    put("2026-12-01", "Thông báo số 2", R"(["2026-12-02"])");
    const auto before = office.receive(office.open("", "2026-11-30T09:00").id, "2026-11-30T09:30");
    CHECK(before.due() == vn("2026-12-03T17:00"));  // published, not yet in force
    CHECK(before.clock.calendar == "Lịch của xã (căn cứ: Thông báo số 1)");
    const auto after = office.receive(office.open("", "2026-12-01T09:00").id, "2026-12-01T09:30");
    CHECK(after.due() == vn("2026-12-07T17:00"));
    CHECK(after.clock.calendar == "Lịch của xã (căn cứ: Thông báo số 2)");
    const auto handed = office.act(before.id, dossier::HandOverTo{"TP", "", "", "", false}, desk(), "2026-12-01T10:00");
    CHECK(handed.due() == before.due());
}

TEST_CASE("code and portal number find the same dossier", "[codes][R-NUM-16]") {
    Office office;
    dossier::OpenDraft draft;
    draft.source = dossier::Source::Partner;
    draft.source_id = "DT-2026-17";
    const auto received = office.receive(office.open("", "2026-11-23T09:00", dossier_tests::a_procedure().code, draft).id);
    const auto other = office.receive(office.open().id);
    storage::UnitOfWork work{*office.database};
    CHECK(storage::find_dossier_by_code(work, received.code)->id == received.id);
    CHECK(storage::find_dossier_by_source(work, dossier::Source::Partner, "DT-2026-17")->id == received.id);
    CHECK(storage::find_dossier_by_code(work, other.code)->id == other.id);
    CHECK_FALSE(storage::find_dossier_by_source(work, dossier::Source::Partner, "DT-2026-18"));
}

TEST_CASE("a dossier filed online and then brought on paper stays one dossier with one code", "[dossier][R-ONL-19]") {
    Office office;
    dossier::OpenDraft draft;
    draft.channel = dossier::Channel::Online;
    draft.source = dossier::Source::NationalPortal;
    draft.source_id = "G09.20-20261123-0000018";
    const auto id = office.open("", "2026-11-23T09:00", dossier_tests::a_procedure().code, draft).id;
    dossier::Actor portal;
    portal.roles = {dossier::Role::portal_system};
    portal.agency = dossier_tests::agency;
    office.act(id, dossier::SubmitDraft{}, portal, "2026-11-23T09:05");
    office.act(id, dossier::Examine{true, ""}, desk(), "2026-11-23T09:10");
    const auto received = office.receive(id);
    office.act(id, dossier::CountPaper{form_code, 1, dossier::Originality::Original, 1, 0}, desk(), "2026-11-25T09:00");
    const auto linked = office.act(id, dossier::ComparePaper{true, ""}, desk(), "2026-11-25T09:01");
    CHECK(linked.code == received.code);
    storage::UnitOfWork work{*office.database};
    const auto counted = *work.one(count_codes);
    CHECK(counted.number("dossiers") == 1);
    CHECK(counted.number("codes") == 1);
}

TEST_CASE("a citizen's withdrawal is state 7, its decision state 8, and the citizen is told", "[notices][R-ONL-14]") {
    Office office;
    const auto id = office.receive(office.open("nguoinop@vidu.example").id).id;
    auto after = office.act(id, dossier::AskWithdrawal{"đổi ý"}, desk(), "2026-11-25T09:00");
    CHECK(dossier::portal_code(after.state) == 7);
    after = office.act(id, dossier::DecideWithdrawal{true, "đồng ý cho rút"}, leader(), "2026-11-25T10:00");
    CHECK(dossier::portal_code(after.state) == 8);
    const auto notice = office.told(id).back();
    CHECK(notice.version == after.version);
    CHECK(notice.body.find("đồng ý cho rút") != std::string::npos);
}

TEST_CASE("the notice of an early result goes before its return", "[notices][R-RES-06]") {
    Office office;
    const auto id = office.receive(office.open("nguoinop@vidu.example").id).id;
    const auto finished = office.finish(id);
    REQUIRE(finished.punctuality == dossier::Punctuality::Early);
    const auto notices = office.told(id);
    REQUIRE_FALSE(notices.empty());
    CHECK(notices.back().version == finished.version);  // queued in the same transaction, the result still at the desk
    CHECK(notices.back().created_at == vn("2026-11-25T10:05"));
    const auto returned = office.act(id, dossier::ReturnResult{dossier::ReturnMode::Online, false, {}, "", "giao-1"}, desk(), "2026-11-26T08:00");
    CHECK(notices.back().created_at < returned.delivery->at);
}

TEST_CASE("only the one-stop unit asks the citizen for supplements; the specialist cannot reach the citizen", "[workflow][R-ACC-20]") {
    Office office;
    const auto id = office.receive(office.open("nguoinop@vidu.example").id).id;
    office.act(id, dossier::HandOverTo{"TP", "", "", "", true}, desk(), "2026-11-23T10:00");
    office.act(id, dossier::TakeOver{}, specialist(), "2026-11-23T10:30");
    const auto before = office.told(id).size();
    const dossier::AskSupplement ask{{{form_code, "thiếu chữ ký", "ký lại"}}, {}, ""};
    const auto refused = perform(office.services, id, ask, Office::by(specialist(), "Lê Văn Tâm", "2026-11-25T09:00"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::NotPermitted);
    CHECK(office.told(id).size() == before);
    office.act(id, dossier::HandOverTo{"MC", "", "", "đề nghị yêu cầu bổ sung chữ ký", true}, specialist(), "2026-11-25T09:10");
    CHECK(office.told(id).size() == before);  // what officers write to each other stays between them
    office.act(id, ask, desk(), "2026-11-25T09:30");
    CHECK(office.told(id).size() == before + 1);
}

TEST_CASE("nothing deletes a dossier or its history: no endpoint, and the database refuses", "[access][R-ACC-19]") {
    for (const auto& row : http::endpoints()) {
        if (row.method != http::Method::Delete) continue;
        CHECK(std::string{row.path} == "/api/session");  // signing out
    }
    Office office;
    office.receive(office.open().id);
    storage::Session app{storage::DatabaseOptions{office.database.connection("motcua_app"), 1}};
    for (const auto* table : {"event", "audit"}) {
        INFO(table);
        CHECK_THROWS_AS(app.execute_script(std::string{"DELETE FROM "} + table, "forbidden"), storage::StorageFault);
    }
}
