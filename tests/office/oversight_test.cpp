// What managers and the desk watch.

#include "dossier/workflow/watch.hpp"
#include "server/http/api/bundles.hpp"
#include "server/http/api/oversight.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/identity_store.hpp"
#include "server/storage/work_list.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;
using dossier_tests::form_code;

namespace {

dossier::MarkNotDigitised mark() { return {form_code, 1, dossier::MarkReason::Map, ""}; }

dossier::Dossier with_bundle(Office& office, const std::string& procedure = dossier_tests::a_procedure().code) {
    const auto id = office.open("", "2026-11-23T09:00", procedure).id;
    office.act(id, dossier::CountPaper{form_code, 1, dossier::Originality::Original, 2, 1}, desk(), "2026-11-23T09:05");
    office.act(id, mark(), desk(), "2026-11-23T09:06");
    return office.receive(id);
}

}  // namespace

TEST_CASE("a dossier with a marked component does not count as fully digitised", "[oversight][R-TAG-12]") {
    Office office;
    const auto figures = [&] {
        const auto answer = told(http::show_digitisation(request_by(leader(), "2026-11-30T09:00"), office.services));
        return std::pair{answer["procedures"][0]["dossiers"].get<int>(), answer["procedures"][0]["fully_digitised"].get<int>()};
    };
    office.receive(office.open().id);
    CHECK(figures() == std::pair{1, 1});
    with_bundle(office);
    CHECK(figures() == std::pair{2, 1});
}

TEST_CASE("results nobody collected are listed by age", "[oversight][R-RES-14]") {
    Office office;
    const auto younger = office.receive(office.open().id), older = office.receive(office.open().id);
    office.finish(younger.id, "2026-11-27T10:00");
    office.finish(older.id, "2026-11-25T10:05");
    const auto list = [&] { return told(http::list_uncollected(request_by(desk(), "2026-11-30T09:00"), office.services))["results"]; };
    REQUIRE(list().size() == 2);
    CHECK(list()[0]["code"] == older.code);
    CHECK(list()[0]["days"] == 5);
    CHECK(list()[1]["days"] == 3);
    office.act(older.id, dossier::ReturnResult{dossier::ReturnMode::Online, false, {}, "", "giao-1"}, desk(), "2026-11-30T09:10");
    CHECK(list().size() == 1);
}

TEST_CASE("open bundles are gathered by procedure code with totals", "[bundle][R-TAG-14]") {
    Office office;
    auto other = Office::paperless();
    other.code = "1.000001";
    other.name = "Thủ tục khác";
    office.put(other);
    with_bundle(office);
    with_bundle(office);
    const auto third = with_bundle(office, other.code);
    told(http::make_label(request_by(desk(), "2026-11-23T10:00", {{"dossier_id", third.id.text()}}, {{"place", "Kho 2"}}), office.services));
    const auto groups = [&](http::Request request) { return told(http::list_bundles(request, office.services))["procedures"]; };
    const auto all = groups(request_by(desk(), "2026-11-23T11:00"));
    REQUIRE(all.size() == 2);
    CHECK(all[0]["procedure"] == "1.000000");
    CHECK(all[0]["total"] == 2);
    CHECK(all[0]["papers"] == 6);
    CHECK(all[1]["procedure"] == "1.000001");
    CHECK(all[1]["total"] == 1);
    auto in_room = request_by(desk(), "2026-11-23T11:00");
    in_room.query = {{"place", "Kho 2"}};
    CHECK(groups(in_room).size() == 1);
}

TEST_CASE("a label leads to dossier, components and present holder; an unknown one to nothing", "[bundle][R-TAG-05]") {
    Office office;
    const auto dossier = with_bundle(office);
    const auto made = told(http::make_label(request_by(desk(), "2026-11-23T09:40", {{"dossier_id", dossier.id.text()}}, {{"place", "Kho 1"}}), office.services));
    const auto again = told(http::make_label(request_by(desk(), "2026-11-23T09:41", {{"dossier_id", dossier.id.text()}}), office.services));
    CHECK(made["id"] == again["id"]);
    const auto resolve = [&](const std::string& id) { return http::show_label(request_by(specialist(), "2026-11-23T11:00", {{"label_id", id}}), office.services); };
    CHECK(told(resolve(made["id"]))["holder_unit"] == "MC");

    office.act(dossier.id, dossier::HandOverTo{"TP", "", "", "", true}, desk(), "2026-11-23T10:00");
    office.act(dossier.id, dossier::TakeOver{}, specialist(), "2026-11-23T10:30");
    const auto label = told(resolve(made["id"]));
    CHECK(label["code"] == dossier.code);
    CHECK(label["components"][0]["component"] == form_code);
    CHECK(label["holder_unit"] == "TP");
    CHECK(label["chain"].size() == 1);
    const auto unknown = resolve("00000000-0000-7000-8000-00000000ffff");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == dossier::ErrorCode::NotFound);
}

TEST_CASE("the dashboard counts received, in hand, near due and overdue by unit and person", "[oversight][R-WFL-24]") {
    Office office;
    const auto at_desk = office.receive(office.open().id);
    const auto taken = office.receive(office.open().id);
    office.act(taken.id, dossier::HandOverTo{"TP", "", "", "", false}, desk(), "2026-11-23T10:00");
    office.act(taken.id, dossier::TakeOver{}, specialist(), "2026-11-23T10:30");
    const auto finished = office.receive(office.open().id);
    office.finish(finished.id);
    const auto row = [&](const char* now, const char* unit, bool named) {
        const auto dashboard = told(http::show_dashboard(request_by(leader(), now), office.services));
        for (const auto& each : dashboard["holders"])
            if (each["unit"] == unit && (each["officer"] != "") == named)
                return std::array{each["received"].get<int>(), each["in_hand"].get<int>(), each["near_due"].get<int>(), each["overdue"].get<int>()};
        return std::array{0, 0, 0, 0};
    };
    REQUIRE(*taken.due() == vn("2026-11-27T17:00"));
    CHECK(row("2026-11-25T09:00", "MC", false) == std::array{1, 1, 0, 0});
    CHECK(row("2026-11-25T09:00", "TP", true) == std::array{2, 1, 0, 0});
    CHECK(row("2026-11-27T09:00", "TP", true) == std::array{2, 1, 1, 0});
    CHECK(row("2026-11-30T09:00", "TP", true) == std::array{2, 1, 0, 1});
    CHECK(row("2026-11-30T09:00", "MC", false) == std::array{1, 1, 0, 1});
}

TEST_CASE("what was not handed on by the day it belongs to stands on the overdue list", "[oversight][R-WFL-15]") {
    Office office;
    const auto id = office.receive(office.open().id).id;
    const auto listed = [&](const char* now) { return told(http::list_overdue(request_by(desk(), now), office.services))["not_handed_on"]; };
    CHECK(listed("2026-11-23T16:59").empty());
    REQUIRE(listed("2026-11-25T07:30").size() == 1);
    CHECK(listed("2026-11-25T07:30")[0]["id"] == id.text());
    CHECK(listed("2026-11-25T07:30")[0]["hand_on_by"] == "2026-11-23T17:00:00+07:00");
    office.act(id, dossier::HandOverTo{"TP", "", "", "", false}, desk(), "2026-11-25T08:00");
    CHECK(listed("2026-11-25T08:01").empty());
}

TEST_CASE("an urgent dossier ranks first, and its waiting is alarmed", "[oversight][R-WFL-27]") {
    Office office;
    const auto calm = office.receive(office.open().id), urgent = office.receive(office.open().id, "2026-11-25T09:00");
    REQUIRE(*calm.due() < *urgent.due());
    const auto first = [&] {
        storage::UnitOfWork work{*office.database};
        storage::WorkFilter filter;
        filter.agency = dossier_tests::agency;
        return storage::work_list(work, filter).lines.front().id;
    };
    CHECK(first() == calm.id);
    const auto marked = office.act(urgent.id, dossier::SetUrgent{true, "cấp cứu"}, dossier_tests::desk_head(), "2026-11-25T09:05");
    CHECK(first() == urgent.id);
    const auto alarmed = [&](const char* now) {
        for (const auto& item : dossier::watch(marked, dossier_tests::calendar_2026(), vn(now)))
            if (item.kind == dossier::WatchKind::UrgentWaits) return true;
        return false;
    };
    CHECK_FALSE(alarmed("2026-11-25T09:20"));
    CHECK(alarmed("2026-11-25T09:31"));
}

TEST_CASE("half days without a log-in are reported, officer by officer", "[oversight][R-WFL-28]") {
    Office office;
    const auto account = [&](const char* login) {
        storage::UnitOfWork work{*office.database};
        storage::AccountRow row;
        row.login = row.name = login;
        row.agency = dossier_tests::agency;
        row.unit = "TP";
        row.roles = {"specialist"};
        const auto id = storage::put_account(work, row, vn("2026-11-20T08:00"));
        work.commit();
        return id;
    };
    const auto diligent = account("tam"), absent = account("vang");
    storage::IdentityStore identities{*office.database};
    for (const auto* time : {"2026-11-25T07:10", "2026-11-25T13:40", "2026-11-26T07:05"})
        identities.note({http::SignInNote::Kind::SignedIn, diligent, "127.0.0.1", "", vn(time)});
    identities.note({http::SignInNote::Kind::SignedIn, absent, "127.0.0.1", "", vn("2026-11-25T16:00")});

    auto request = request_by(leader(), "2026-11-26T12:00");
    request.query = {{"since", "2026-11-25"}};
    const auto report = told(http::list_missing_sign_ins(request, office.services))["officers"];
    REQUIRE(report.size() == 1);
    CHECK(report[0]["officer"] == absent);
    CHECK(report[0]["missing"] == json{{{"date", "2026-11-25"}, {"half", "morning"}}, {{"date", "2026-11-26"}, {"half", "morning"}}});

    request.arrived_at = vn("2026-11-26T17:30");
    CHECK(told(http::list_missing_sign_ins(request, office.services))["officers"].size() == 2);  // nobody that afternoon
}
