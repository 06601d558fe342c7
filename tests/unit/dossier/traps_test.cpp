// The traps of the six sample procedures about terms, places and systems, one row each, on the files as they are shipped.

#include "dossier/intake/bundle.hpp"
#include "server/papers.hpp"
#include "templates/forms.hpp"
#include "tests/unit/dossier/filing.hpp"

using namespace dossier_tests;

namespace {

constexpr const char* land_map = "000.00.00.G12-KQ900405";

// Commune police receive on Saturday mornings; whether their terms run then is the agency's own matter.
WorkingCalendar with_saturday_reception(bool terms_run_too) {
    const DayHours morning{{7 * 60, 11 * 60 + 30}};
    auto plan = plan_2026();
    plan.reception_hours = plan.office_hours;
    (*plan.reception_hours)[5] = morning;
    if (terms_run_too) plan.office_hours[5] = morning;
    return *WorkingCalendar::from(plan);
}

}  // namespace

TEST_CASE("same-day terms turn at three o'clock", "[traps][R-WFL-31]") {
    struct Row {
        const char *what, *at, *due;
    };
    for (const auto* code : {birth, marriage})
        for (const auto& [what, time, due] : {
                 Row{"14:59", "2026-11-20T14:59", "2026-11-20T17:00:00+07:00"},
                 Row{"15:01 on a Friday", "2026-11-20T15:01", "2026-11-23T17:00:00+07:00"},
                 Row{"15:01 before a holiday", "2026-11-23T15:01", "2026-11-25T17:00:00+07:00"},
             }) {
            INFO(code << ", " << what);
            CHECK(received(code, time).due() == due);
        }
    Filing online{birth};
    online.open("2026-11-20T20:30", Channel::Online).bring_all("2026-11-20T20:40");
    online.act(SubmitDraft{}, online.when("2026-11-20T21:00", a_filer));
    CHECK(iso8601(*online.it.arrived_official) == "2026-11-23T07:00:00+07:00");
    online.act(Examine{true, ""}, online.when("2026-11-20T21:05", desk()));
    online.received_at("2026-11-20T21:10");
    CHECK(online.due() == "2026-11-23T17:00:00+07:00");
    CHECK(online.it.code == "H56.14-261123-0001");
}

TEST_CASE("commune police receive on Saturday morning; their terms run then only where the agency says so", "[traps]") {
    struct Row {
        bool terms_run;
        const char *at, *start, *due;
    };
    for (const auto& [terms_run, time, start, due] : {
             Row{false, "2026-11-28T09:00", "2026-11-28T09:00:00+07:00", "2026-11-30T11:00:00+07:00"},
             Row{true, "2026-11-28T09:00", "2026-11-28T09:00:00+07:00", "2026-11-30T08:30:00+07:00"},
             Row{false, "2026-11-28T14:00", "2026-11-30T07:00:00+07:00", "2026-11-30T11:00:00+07:00"},
         }) {
        INFO(time << (terms_run ? ", terms run" : ""));
        const auto calendar = with_saturday_reception(terms_run);
        Filing filing{residence};
        filing.calendar = &calendar;
        filing.open(time).bring_all(time).received_at(time);
        CHECK(iso8601(*filing.it.official_start()) == start);
        CHECK(filing.due() == due);
    }
}

TEST_CASE("a case found after reception lengthens the term by law; nobody apologises", "[traps]") {
    struct Row {
        const char *procedure, *case_code, *before, *after;
    };
    for (const auto& [code, chosen, before, after] : {
             Row{birth, "1.001193.05", "2026-11-09T17:00:00+07:00", "2026-11-16T17:00:00+07:00"},
             Row{marriage, "1.000894.02", "2026-11-09T17:00:00+07:00", "2026-11-16T17:00:00+07:00"},
             Row{residence, "1.010041.02", "2026-11-09T13:30:00+07:00", "2026-11-12T17:00:00+07:00"},
             Row{record, "3.000333.03", "2026-11-19T17:00:00+07:00", "2026-11-25T17:00:00+07:00"},  // the 24th is a holiday
         }) {
        INFO(code);
        auto filing = received(code, "2026-11-09T08:00");
        if (code != std::string{residence}) CHECK(filing.due() == before);
        filing.handled_from("2026-11-09T08:10");
        filing.act(ChooseCase{chosen, "cần xác minh"}, filing.when("2026-11-09T10:00", specialist()));
        CHECK(filing.due() == after);
        CHECK(filing.it.apologies.empty());
        CHECK(filing.it.clock.history.back().reason == "case");
    }
}

TEST_CASE("land: the large map is marked and bundled, tax stops the clock, the result is paper", "[traps]") {
    Filing filing{land};
    filing.particulars.case_code = "1.013831.02";  // part of a plot
    filing.open("2026-11-02T08:00");
    CHECK_FALSE(filing.procedure.component(land_map)->digitisable);
    CHECK(filing.standing(land_map) == Standing::Missing);
    filing.act(MarkNotDigitised{land_map, 1, MarkReason::Map, ""}, filing.when("2026-11-02T08:00", desk()));
    filing.act(CountPaper{land_map, 1, Originality::Original, 1, 0}, filing.when("2026-11-02T08:00", desk()));
    CHECK(filing.standing(land_map) == Standing::Marked);
    filing.bring_all("2026-11-02T08:00").received_at("2026-11-02T08:00");
    CHECK(filing.it.fees.at(0).amount == 100'000);
    CHECK_FALSE(filing.it.fully_digitised());
    const auto bundle = bundle_of(filing.it);
    REQUIRE(bundle);
    CHECK(bundle->procedure_code == land);
    REQUIRE(bundle->lines.size() == 1);
    CHECK(bundle->lines[0].reason == "bản đồ khổ lớn");
    CHECK(filing.due() == "2026-11-12T17:00:00+07:00");

    filing.handled_from("2026-11-02T09:00");
    filing.act(AskPayment{"T1", "Thuế thu nhập cá nhân", 2'000'000}, filing.when("2026-11-04T07:00", specialist()));
    CHECK(filing.it.state == State::AwaitingPayment);
    filing.act(RecordPayment{"T1", "BL-1", false}, filing.when("2026-11-06T07:00", specialist()));
    CHECK(filing.due() == "2026-11-16T17:00:00+07:00");  // the tax office's two days are not counted
    CHECK(filing.procedure.results.at(0).paper);
    filing.act(Decide{Outcome::Granted, ""}, filing.when("2026-11-10T08:00", leader()));
    auto result = a_signed_result();
    result.code = filing.procedure.results.at(0).code;
    result.form = ResultForm::PaperScan;
    result.signature.person_signed = false;  // ink on the original; the agency signs its scan
    filing.act(result, filing.when("2026-11-10T09:00", specialist()));
}

TEST_CASE("land: the term depends on what changes and where", "[traps]") {
    struct Row {
        const char *case_code, *limit;
        bool map;
    };
    for (const auto& [case_code, limit, map] : {Row{"1.013831.01", "8wd", false}, Row{"1.013831.02", "8wd", true}, Row{"1.013831.03", "4wd", false},
                                                Row{"1.013831.04", "18wd", false}, Row{"1.013831.05", "18wd", true},
                                                Row{"1.013831.06", "14wd", false}}) {
        INFO(case_code);
        Filing filing{land};
        filing.particulars.case_code = case_code;
        filing.open("2026-11-02T08:00");
        CHECK(limit_text(filing.procedure.limit_for(case_code)) == limit);
        CHECK((filing.standing(land_map) == Standing::Missing) == map);
        CHECK_FALSE(filing.it.fees.empty());
    }
    Filing filing{land};
    filing.particulars.case_code.clear();
    filing.open("2026-11-02T08:00").bring_all("2026-11-02T08:00");
    CHECK(faults_of(filing.refused(Receive{}, filing.when("2026-11-02T08:00", desk()))) == std::vector<std::string>{"case_code required"});
}

TEST_CASE("received at one agency, decided by another: both on the receipt, the term is the decider's", "[traps]") {
    auto plan = plan_2026();
    plan.holidays.push_back(*parse_iso_date("2026-11-12"));  // closed there, open here
    const auto decider = *WorkingCalendar::from(plan);
    Filing filing{land};
    auto draft = filing.draft();
    draft.deciding_agency = "H56.03";
    Context context{decider, desk(), vn("2026-11-02T08:00"), filing.calendar, &filing.procedure};
    filing.act(draft, context);
    filing.bring_all("2026-11-02T08:00");
    context.procedure = nullptr;
    filing.act(Receive{}, context);
    CHECK(filing.due() == "2026-11-13T17:00:00+07:00");  // the 12th by the receiving agency's calendar
    server::PaperSurroundings around;
    around.agency = "Ủy ban nhân dân phường Bình Minh";
    around.deciding_agency = "Chi nhánh Văn phòng đăng ký đất đai";
    around.now = vn("2026-11-02T08:00");
    const auto receipt = templates::render_form("2025", "receipt", server::paper_view(filing.it, "receipt", "2025", around));
    for (const auto* words : {"Ủy ban nhân dân phường Bình Minh", "Cơ quan giải quyết: Chi nhánh Văn phòng đăng ký đất đai",
                              "17 giờ 00 phút, ngày 13/11/2026"}) {
        INFO(words);
        CHECK(receipt.find(words) != std::string::npos);
    }
}

TEST_CASE("a new law takes the dossiers received from its day; those before stay under the old one", "[traps]") {
    const auto old_law = sample_procedure(birth);
    auto new_law = old_law;
    new_law.effective_from = *parse_iso_date("2027-03-01");
    new_law.legal_bases = {"Luật Hộ tịch 03/2026/QH16"};
    new_law.limit = *parse_limit("1wd");
    new_law.components.pop_back();
    const auto taken = [&](const char* time, const Procedure& in_force) {
        Filing filing{birth};
        filing.open(time).bring_all(time);
        auto context = filing.when(time, desk());
        context.procedure = &in_force;
        filing.act(Receive{}, context);
        return filing.it;
    };
    const auto before = taken("2027-02-26T09:00", old_law), after = taken("2027-03-01T09:00", new_law);
    CHECK(before.procedure == old_law);
    CHECK(iso8601(*before.due()) == "2027-02-26T17:00:00+07:00");
    CHECK(after.procedure == new_law);
    CHECK(iso8601(*after.due()) == "2027-03-02T17:00:00+07:00");
}

TEST_CASE("each sample names the system its ministry runs; where none is linked the work is done here", "[traps]") {
    struct Row {
        const char *procedure, *system;
        bool linked;
    };
    for (const auto& [code, system, linked] :
         {Row{birth, "Hệ thống thông tin đăng ký, quản lý hộ tịch dùng chung", false},
          Row{marriage, "Hệ thống thông tin đăng ký, quản lý hộ tịch dùng chung", false},
          Row{business, "Hệ thống thông tin quốc gia về đăng ký kinh doanh", false},
          Row{land, "Hệ thống thông tin đất đai, liên thông thuế", false}, Row{residence, "Hệ thống của Bộ Công an", true},
          Row{record, "Hệ thống của Bộ Công an", true}}) {
        INFO(code);
        auto filing = received(code, "2026-11-09T08:00");
        CHECK(filing.procedure.runs_on == system);
        filing.handled_from("2026-11-09T08:10");
        const auto sent = decide(filing.it, SendToMinistry{"", "B-1"}, filing.when("2026-11-09T09:00", specialist()));
        const auto decided = decide(filing.it, Decide{Outcome::Granted, ""}, filing.when("2026-11-09T09:00", leader()));
        CHECK(sent.has_value() == linked);
        CHECK(decided.has_value() == !linked);
        // The same file, once the link is there or gone.
        filing.it.procedure.connected = !linked;
        CHECK(decide(filing.it, Decide{Outcome::Granted, ""}, filing.when("2026-11-09T09:00", leader())).has_value() == linked);
    }
}
