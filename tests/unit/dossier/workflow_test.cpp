#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;

namespace {

AskSupplement ask() { return {{{form_code, "thiếu chữ ký", "ký lại"}}, {}, ""}; }

}  // namespace

TEST_CASE("the code carries the Vietnamese date of official reception", "[dossier][R-NUM-03]") {
    auto plan = plan_2026();
    plan.reception_hours = WeekHours{};
    for (auto& day : *plan.reception_hours) day = {{0, 24 * 60}};
    const auto always_open = *WorkingCalendar::from(plan);
    Story story;
    story.opened().with_papers();
    Context context{always_open, desk(), *parse_iso8601("2026-06-30T23:30:00Z")};
    story.act(Receive{}, context);
    CHECK(story.it.code == "H56.14-260701-0001");
}

TEST_CASE("both schemes of agency codes are told apart", "[codes][R-NUM-04]") {
    CHECK(check_agency_code("H56.01.02", CodeScheme::B).has_value());
    CHECK_FALSE(check_agency_code("H56.01.02", CodeScheme::A).has_value());
}

TEST_CASE("agency codes are checked on entry", "[codes][R-NUM-18]") {
    CHECK(is_agency_code_2016("000.00.01.H56"));
    CHECK_FALSE(is_agency_code_2016("00.00.01.H56"));
    CHECK_FALSE(is_agency_code_2020("00.00.01.H56"));
    CHECK_FALSE(is_agency_code_2020("H56..01"));
}

TEST_CASE("dossier codes of all three schemes are read, others refused", "[codes]") {
    CHECK(parse_code("000.00.12.H32-210415-0001")->scheme == CodeScheme::A);
    CHECK(parse_code("H56.14-250225-12345")->serial == 12345);
    CHECK(parse_code("G09.20-20260609-0092637")->scheme == CodeScheme::C);
    for (const char* wrong : {"", "H56.14-250225", "H56.14-251325-0001", "H56.14-250225-0000", "H56.14-250225-00001", "h56-250225-0001"}) {
        INFO(wrong);
        CHECK_FALSE(parse_code(wrong).has_value());
    }
    CHECK(*compose_code("000.00.12.H32", *parse_iso_date("2021-04-15"), 1, CodeScheme::A) == "000.00.12.H32-210415-0001");
    CHECK(*compose_code("H56.14", *parse_iso_date("2025-02-25"), 10000, CodeScheme::B) == "H56.14-250225-10000");
    CHECK(scheme_on(*parse_iso_date("2025-06-30")) == CodeScheme::A);
}

TEST_CASE("a code the portal gave is stored as it comes and draws no number", "[codes]") {
    Story story;
    story.opened().with_papers();
    const auto event = decide(story.it, Receive{false, "G09.20-20260609-0092637"}, at("2026-11-23T09:30", desk()));
    REQUIRE(event.has_value());
    CHECK_FALSE(receiving_series(story.it, *event).has_value());
    CHECK(apply(story.it, *event).code == "G09.20-20260609-0092637");
}

TEST_CASE("field codes with a bad prefix are refused", "[codes]") {
    CHECK(is_field_code("G15-TP07"));
    CHECK_FALSE(is_field_code("X15-TP07"));
}

TEST_CASE("the desk hands on the same day, or at the start of the next after 15:00", "[workflow][R-WFL-02]") {
    CHECK(iso8601(*hand_over_due(calendar_2026(), vn("2026-11-20T14:59"), 900)) == "2026-11-20T17:00:00+07:00");
    CHECK(iso8601(*hand_over_due(calendar_2026(), vn("2026-11-20T15:01"), 900)) == "2026-11-23T07:00:00+07:00");
    CHECK(iso8601(*hand_over_due(calendar_2026(), vn("2026-11-23T15:01"), 900)) == "2026-11-25T07:00:00+07:00");
}

TEST_CASE("the procedure in force at reception stays with the dossier", "[dossier]") {
    Story story;
    story.opened().with_papers();
    auto newer = story.procedure;
    newer.limit = *parse_limit("5wd");
    auto context = at("2026-11-23T09:30", desk());
    context.procedure = &newer;
    story.act(Receive{}, context);
    CHECK(limit_text(story.it.procedure.limit) == "5wd");
    newer.limit = *parse_limit("9wd");
    CHECK(iso8601(*story.it.due()) == "2026-12-01T17:00:00+07:00");
}

TEST_CASE("a supplement after appraisal restarts the limit and keeps the old date", "[workflow][R-WFL-17]") {
    Story story;
    story.in_process();
    const auto old_due = story.it.due();
    story.act(ask(), at("2026-11-25T09:00", desk()));
    CHECK(story.it.state == State::AwaitingSupplement);
    CHECK_FALSE(story.it.supplements.back().late_return);
    story.act(RecordSupplement{}, at("2026-12-07T08:00", desk()));
    CHECK(story.it.state == State::InProcess);
    CHECK(iso8601(*story.it.due()) == "2026-12-10T17:00:00+07:00");
    CHECK(story.it.supplements.back().old_due == old_due);
    CHECK(story.it.clock.history.size() == 2);
    SECTION("asked on the fourth day it is flagged") {
        Story late;
        late.in_process().act(ask(), at("2026-11-30T09:00", desk()));
        CHECK(late.it.supplements.back().late_return);
    }
}

TEST_CASE("one supplement request a stage; the second needs the desk head, and counts as late", "[workflow][R-WFL-18]") {
    Story story;
    story.in_process().act(ask(), at("2026-11-25T09:00", desk())).act(RecordSupplement{}, at("2026-11-26T08:00", desk()));
    CHECK(story.refused(ask(), at("2026-11-26T09:00", desk())).code == ErrorCode::WrongState);
    auto again = ask();
    again.override_reason = "giấy mới phát hiện giả";
    CHECK(story.refused(again, at("2026-11-26T09:00", desk())).code == ErrorCode::NotPermitted);
    story.act(again, at("2026-11-26T09:00", desk_head()));
    CHECK(story.it.supplements.back().overridden);
    CHECK(punctuality_at(story.it, vn("2026-11-26T10:00")) == Punctuality::Late);
}

TEST_CASE("a supplement at intake has not started any clock", "[workflow]") {
    Story story;
    story.opened().act(ask(), at("2026-11-23T09:10", desk()));
    CHECK(story.it.state == State::AwaitingSupplement);
    story.with_papers().act(RecordSupplement{}, at("2026-11-25T09:00", desk()));
    CHECK(story.it.state == State::Draft);
    CHECK_FALSE(story.it.due().has_value());
}

TEST_CASE("apology once, at least a day before, with a working new date", "[workflow][R-WFL-19]") {
    Story story;
    story.in_process();
    Apologise apology{"chờ xác minh", "TP", vn("2026-12-01T17:00")};
    SECTION("in time") {
        story.act(apology, at("2026-11-26T09:00", leader()));
        CHECK_FALSE(story.it.apologies.back().too_late);
        CHECK(story.it.due() == apology.new_due);
        apology.new_due = vn("2026-12-03T17:00");
        CHECK(story.refused(apology, at("2026-11-27T09:00", leader())).code == ErrorCode::WrongState);
    }
    SECTION("after the due date it is flagged") {
        story.act(apology, at("2026-11-30T09:00", leader()));
        CHECK(story.it.apologies.back().too_late);
    }
    SECTION("not on a Sunday") {
        apology.new_due = vn("2026-11-29T17:00");
        CHECK(story.refused(apology, at("2026-11-26T09:00", leader())).fields.at(0).field == "new_due");
    }
}

TEST_CASE("payment pauses the clock, two notices resume only after both", "[workflow]") {
    Story story;
    story.in_process().act(AskPayment{"TB1", "Lệ phí", 100000}, at("2026-11-25T07:00", specialist()));
    CHECK(story.it.state == State::AwaitingPayment);
    const RecordPayment paid{"TB1", "BL-1", true};
    const Actor portal{OfficerId{"portal"}, {Role::portal_system}, "", "", "", {}};
    story.act(paid, at("2026-11-26T07:00", portal));
    CHECK(story.it.state == State::InProcess);
    CHECK(iso8601(*story.it.due()) == "2026-11-30T17:00:00+07:00");
    CHECK(story.it.clock.pauses.size() == 1);
    CHECK(story.refused(paid, at("2026-11-26T08:00", portal)).code == ErrorCode::WrongState);
}

TEST_CASE("a withdrawal that is not granted goes on where it was", "[workflow]") {
    Story story;
    story.in_process().act(AskWithdrawal{"đổi ý"}, at("2026-11-25T07:00", desk()));
    story.act(DecideWithdrawal{false, "đã có kết quả"}, at("2026-11-25T11:30", leader()));
    CHECK(story.it.state == State::InProcess);
    CHECK(story.it.clock.pauses.size() == 1);
    CHECK(story.it.clock.due > vn("2026-11-27T17:00"));
}

TEST_CASE("a withdrawal asked while payment is awaited goes back to awaiting payment", "[workflow]") {
    Story story;
    story.in_process().act(AskPayment{"TB1", "Lệ phí", 1}, at("2026-11-25T07:00", specialist()));
    story.act(AskWithdrawal{"đổi ý"}, at("2026-11-25T08:00", desk())).act(DecideWithdrawal{false, "lý do"}, at("2026-11-25T09:00", leader()));
    CHECK(story.it.state == State::AwaitingPayment);
    CHECK(story.it.clock.paused_since.has_value());
}

TEST_CASE("a case chosen after reception lengthens the limit by law, without an apology", "[workflow][R-WFL-32]") {
    Story story;
    story.in_process().act(ChooseCase{"1.000000.02", "cần xác minh"}, at("2026-11-25T09:00", specialist()));
    CHECK(iso8601(*story.it.due()) == "2026-12-01T17:00:00+07:00");
    CHECK(story.it.apologies.empty());
    CHECK(story.it.clock.history.back().reason == "case");
    CHECK(story.it.case_code() == "1.000000.02");
}

TEST_CASE("what may never be delegated is refused with the rule", "[workflow]") {
    Story story;
    story.opened().with_papers();
    auto particulars = story.it.particulars;
    particulars.case_code = "1.000000.03";
    particulars.representative = Representative{a_citizen(), "authorised", "UQ 12", {}};
    const auto error = story.refused(EditParticulars{particulars}, at("2026-11-23T09:10", desk()));
    CHECK(error.fields.at(0).field == "representative");
    CHECK(error.fields.at(0).rule == "forbidden");
}

TEST_CASE("paper brought by an authorised person needs the authorisation", "[dossier][R-DIG-16]") {
    Story story;
    story.opened().with_papers();
    auto particulars = story.it.particulars;
    particulars.brought_by = BroughtBy::AuthorisedPerson;
    particulars.representative = Representative{a_citizen(), "authorised", "", {}};
    story.act(EditParticulars{particulars}, at("2026-11-23T09:10", desk()));
    const auto refused = story.refused(Receive{}, at("2026-11-23T09:30", desk()));
    CHECK(refused.code == ErrorCode::InvalidInput);
    CHECK(refused.fields.at(0).field == "representative.document");
    particulars.representative->document = "UQ 12/2026";
    story.act(EditParticulars{particulars}, at("2026-11-23T09:31", desk())).act(Receive{}, at("2026-11-23T09:32", desk()));
    CHECK(story.it.particulars.brought_by == BroughtBy::AuthorisedPerson);
    CHECK(story.it.particulars.representative->document == "UQ 12/2026");
}
