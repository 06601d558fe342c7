#include "tests/unit/dossier/builders.hpp"
#include "dossier/calendar/deadline.hpp"

using namespace dossier_tests;

namespace {

Deadline due(const char* from, const char* limit, std::vector<Pause> pauses = {}) {
    const auto result = deadline(calendar_2026(), vn(from), *parse_limit(limit), pauses);
    if (!result) FAIL(result.error().detail);
    return *result;
}

}  // namespace

TEST_CASE("working calendar vectors of the requirement register", "[calendar][R-WFL-10]") {
    CHECK(iso8601(due("2026-11-24T09:00", "1wd").official_start) == "2026-11-25T07:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T09:00", "2wd").due) == "2026-11-26T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-20T16:30", "0.5wd").due) == "2026-11-23T10:30:00+07:00");
    CHECK(iso8601(due("2026-04-24T17:30", "1wd").official_start) == "2026-04-28T07:00:00+07:00");
}

TEST_CASE("a holiday on a weekly rest day makes the next working day off", "[calendar][R-WFL-11]") {
    CHECK_FALSE(calendar_2026().is_working_day(*parse_iso_date("2026-04-27")));
    CHECK(calendar_2026().kind(*parse_iso_date("2026-04-27")) == WorkingCalendar::Kind::Compensation);
}

TEST_CASE("two holidays on a weekend move to the two next working days", "[calendar]") {
    auto plan = plan_2026();
    plan.holidays = dates({"2026-06-06", "2026-06-07", "2026-06-08"});
    const auto calendar = *WorkingCalendar::from(plan);
    CHECK(calendar.kind(*parse_iso_date("2026-06-09")) == WorkingCalendar::Kind::Compensation);
    CHECK(calendar.kind(*parse_iso_date("2026-06-10")) == WorkingCalendar::Kind::Compensation);
    CHECK(calendar.is_working_day(*parse_iso_date("2026-06-11")));
}

TEST_CASE("dated overrides change the computed due date", "[calendar][R-WFL-12]") {
    auto plan = plan_2026();
    plan.extra_days_off = dates({"2026-01-02"});
    plan.extra_working_days = {{*parse_iso_date("2026-01-10"), {{7 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}}}};
    const auto calendar = *WorkingCalendar::from(plan);
    const auto limit = *parse_limit("1wd");
    CHECK(iso8601(deadline(calendar_2026(), vn("2026-01-01T09:00"), limit)->due) == "2026-01-05T17:00:00+07:00");
    CHECK(iso8601(deadline(calendar, vn("2026-01-01T09:00"), limit)->due) == "2026-01-06T17:00:00+07:00");
    CHECK(iso8601(deadline(calendar, vn("2026-01-09T09:00"), limit)->due) == "2026-01-10T17:00:00+07:00");
}

TEST_CASE("each kind of limit has its own way of counting", "[calendar][R-WFL-13]") {
    CHECK(iso8601(due("2026-11-23T09:00", "3wd").due) == "2026-11-27T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T09:00", "8wh").due) == "2026-11-25T09:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T09:00", "5d").due) == "2026-11-30T17:00:00+07:00");
    CHECK(iso8601(due("2026-01-31T09:00", "1m").due) == "2026-03-02T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T14:59", "sd").due) == "2026-11-23T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T15:01", "sd").due) == "2026-11-25T17:00:00+07:00");
}

TEST_CASE("half a working day is carried across breaks and days", "[calendar][R-WFL-14]") {
    CHECK(iso8601(due("2026-11-26T16:00", "0.5wd").due) == "2026-11-27T10:00:00+07:00");
}

TEST_CASE("same-day limits know the cut-off, holidays and the night", "[calendar][R-WFL-31]") {
    CHECK(iso8601(due("2026-11-20T14:59", "sd").due) == "2026-11-20T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-20T15:01", "sd").due) == "2026-11-23T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-23T15:01", "sd").due) == "2026-11-25T17:00:00+07:00");  // before 24/11
    CHECK(iso8601(due("2026-11-25T21:00", "sd").due) == "2026-11-26T17:00:00+07:00");
}

TEST_CASE("reception on a Saturday morning counts from Monday", "[calendar][R-WFL-37]") {
    auto plan = plan_2026();
    plan.reception_hours = plan.office_hours;
    (*plan.reception_hours)[5] = {{7 * 60, 11 * 60 + 30}};
    const auto calendar = *WorkingCalendar::from(plan);
    const auto term = *deadline(calendar, vn("2026-11-28T09:00"), *parse_limit("1wd"));
    CHECK(iso8601(term.official_start) == "2026-11-28T09:00:00+07:00");
    CHECK(iso8601(term.due) == "2026-11-30T17:00:00+07:00");
}

TEST_CASE("pauses take away the part of the day they cover", "[calendar]") {
    const std::vector<Pause> half{{vn("2026-11-25T07:00"), vn("2026-11-25T10:00"), "payment"}};
    CHECK(iso8601(due("2026-11-23T09:00", "2wd", half).due) == "2026-11-27T17:00:00+07:00");
    CHECK(iso8601(due("2026-11-25T07:00", "4wh", half).due) == "2026-11-25T16:00:00+07:00");
    const auto calendar_days = due("2026-11-02T09:00", "10d", half);
    CHECK(iso8601(calendar_days.due) == "2026-11-13T17:00:00+07:00");
}

TEST_CASE("wrong pauses and unknown years are refused, never guessed", "[calendar]") {
    const auto limit = *parse_limit("2wd");
    const std::vector<Pause> backwards{{vn("2026-11-26T09:00"), vn("2026-11-25T09:00"), ""}};
    const std::vector<Pause> overlapping{{vn("2026-11-25T09:00"), vn("2026-11-26T09:00"), ""},
                                         {vn("2026-11-25T10:00"), vn("2026-11-27T09:00"), ""}};
    CHECK_FALSE(deadline(calendar_2026(), vn("2026-11-23T09:00"), limit, backwards).has_value());
    CHECK_FALSE(deadline(calendar_2026(), vn("2026-11-23T09:00"), limit, overlapping).has_value());
    CHECK_FALSE(deadline(calendar_2026(), vn("2026-12-31T09:00"), limit).has_value());
    CHECK_FALSE(deadline(calendar_2026(), vn("2025-12-31T09:00"), limit).has_value());
}

TEST_CASE("limits outside the grammar are refused", "[calendar]") {
    const auto text = GENERATE("", "3", "wd", "1.5wd", "0wd", "-1wd", "1.5d", "sd@25:00", "sd@15", "1e3wh", "3 wd", "0wh", "2.m");
    CAPTURE(text);
    CHECK_FALSE(parse_limit(text).has_value());
}

TEST_CASE("limits are written back as they were read", "[calendar]") {
    const auto text = GENERATE("sd", "sd@14:30", "3wd", "0.5wd", "1.5wh", "0.333333wh", "10d", "2m");
    CHECK(limit_text(*parse_limit(text)) == text);
}
