// What is wrong with a calendar file is told in one answer, each fault with its path.

#include <algorithm>

#include "server/catalogue/calendar_json.hpp"
#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;
using server::catalogue::Json;
using server::catalogue::parse_calendar;

namespace {

// [["07:00", "11:30"]]; nested braces would make an object of it.
Json hours(const char* from = "07:00", const char* to = "11:30") { return Json::array({Json::array({from, to})}); }

Json week(const char* from = "07:00", const char* to = "11:30") {
    Json days;
    for (const char* day : {"1", "2", "3", "4", "5"}) days[day] = hours(from, to);
    return days;
}

std::vector<FieldError> faults(const Json& calendar) {
    const auto parsed = parse_calendar(calendar.dump());
    return parsed ? std::vector<FieldError>{} : parsed.error().fields;
}

bool names(const std::vector<FieldError>& faults, const char* path, const char* rule) {
    return std::any_of(faults.begin(), faults.end(), [&](const FieldError& fault) { return fault.field == path && fault.rule == rule; });
}

}  // namespace

TEST_CASE("mistyped names at every level of a calendar are refused in one answer", "[calendar][file]") {
    const Json calendar{{"ofice_hours", week()},
                        {"office_hours", {{"1", hours()}, {"thu hai", Json::array()}}},
                        {"hollidays", Json::array()},
                        {"seasons", {{{"from", "05-01"}, {"to", "09-30"}, {"ofice_hours", week()}}}},
                        {"extra_working_days", {{{"date", "2026-01-10"}, {"hours", Json::array()}, {"office_hours", hours()}}}},
                        {"notes", {{{"date", "2026-01-10"}, {"text", "làm bù"}}}},
                        {"unannounced", {{{"from", "2026-02-01"}, {"to", "2026-02-03"}, {"why", "Tết"}}}}};
    const auto found = faults(calendar);
    for (const char* path : {"ofice_hours", "hollidays", "seasons[0].ofice_hours", "extra_working_days[0].hours", "notes[0].text",
                             "unannounced[0].why"}) {
        CAPTURE(path);
        CHECK(names(found, path, "unknown"));
    }
    CHECK(names(found, "office_hours.thu hai", "weekday"));
    CHECK(found.size() == 7);
}

TEST_CASE("wrong types in a calendar are refused in one answer", "[calendar][file]") {
    const Json calendar{{"title", 2026},       {"basis", true},           {"office_hours", week()}, {"reception_hours", Json::array()},
                        {"seasons", Json::object()}, {"holidays", "2026-01-01"}, {"extra_days_off", {20260102}},
                        {"extra_working_days", Json::object()}, {"years", {"2026", 2026, 1.5}}, {"valid_from", "mai"}, {"notes", 1},
                        {"unannounced", "Tết"}};
    const auto found = faults(calendar);
    for (const char* path : {"title", "basis", "reception_hours", "seasons", "holidays", "extra_working_days", "notes", "unannounced"}) {
        CAPTURE(path);
        CHECK(names(found, path, "type"));
    }
    CHECK(names(found, "extra_days_off[0]", "format"));
    CHECK(names(found, "years[0]", "range"));
    CHECK(names(found, "years[2]", "range"));
    CHECK(names(found, "valid_from", "format"));
    CHECK(found.size() == 12);
}

TEST_CASE("days told in two ways and seasons that overlap are refused by name", "[calendar][file]") {
    const Json calendar{
        {"office_hours", week()},
        {"holidays", {"2026-01-01", "2026-13-01", "2026-01-01"}},
        {"extra_days_off", {"2026-01-02", "2026-01-02"}},
        {"extra_working_days", {{{"date", "2026-01-10"}, {"office_hours", hours()}},
                                {{"date", "2026-01-10"}, {"office_hours", hours("08:00")}}}},
        {"seasons", {{{"from", "12-15"}, {"to", "01-15"}, {"office_hours", week()}},
                     {{"from", "01-15"}, {"to", "03-31"}, {"office_hours", week("08:00", "07:00")}}}}};
    const auto found = faults(calendar);
    CHECK(names(found, "holidays[1]", "format"));
    CHECK(names(found, "extra_working_days[1].date", "duplicate"));
    CHECK(found.size() == 8);  // the wrong hours once for each of five days
    CHECK(names(found, "seasons[1]", "overlap"));
    CHECK(names(found, "seasons[1].office_hours.1", "hours"));
    const auto overlap = std::find_if(found.begin(), found.end(), [](const FieldError& fault) { return fault.rule == "overlap"; });
    REQUIRE(overlap != found.end());
    CHECK(overlap->message.find("từ 15/01 đến 31/03 chồng lên mùa từ 15/12 đến 15/01") != std::string::npos);
}

TEST_CASE("a name written twice in one object is refused, in two objects it is not", "[calendar][file]") {
    const auto twice = parse_calendar(R"({"office_hours":{"1":[["07:00","11:30"]],"1":[["08:00","11:30"]]}})");
    REQUIRE_FALSE(twice);
    CHECK(names(twice.error().fields, "1", "duplicate"));
    CHECK(parse_calendar(R"({"office_hours":{"1":[["07:00","11:30"]]},"reception_hours":{"1":[["08:00","11:30"]]}})"));
}

TEST_CASE("times of day are two digits, a colon and two digits", "[calendar][file]") {
    const auto* text = GENERATE("7:00", " 7:00", "+7:00", "07:60", "24:01", "07.00", "0700", "07:0x", "");
    CAPTURE(text);
    CHECK(names(faults({{"office_hours", {{"1", hours(text, "24:00")}}}}), "office_hours.1", "format"));
    CHECK(faults({{"office_hours", {{"1", hours("00:00", "24:00")}}}}).empty());
}

TEST_CASE("every key the format knows is taken, and written back as it was read", "[calendar][file]") {
    const Json calendar{{"$schema", "calendar.schema.json"}, {"agency", "H56.14"}, {"valid_from", "2026-01-01"}, {"note", "mẫu"},
                        {"title", "Lịch năm 2026"}, {"basis", "Quyết định số 12/QĐ-UBND"}, {"office_hours", week()},
                        {"reception_hours", week("07:30", "11:00")},
                        {"seasons", {{{"from", "05-01"}, {"to", "09-30"}, {"reception_hours", week()}}}},
                        {"holidays", {"2026-01-01"}}, {"extra_days_off", {"2026-01-02"}},
                        {"extra_working_days", {{{"date", "2026-01-10"}, {"office_hours", hours()}, {"note", "bù 02/01"}}}},
                        {"years", {2026}}, {"unannounced", {{{"from", "2026-12-30"}, {"to", "2026-12-31"}, {"what", "chưa có"}}}},
                        {"notes", {{{"date", "2026-01-01"}, {"note", "Tết Dương lịch"}}}}};
    const auto plan = server::catalogue::calendar_plan_from_json(calendar);
    REQUIRE(plan);
    const auto again = server::catalogue::calendar_plan_from_json(server::catalogue::calendar_plan_to_json(*plan));
    REQUIRE(again);
    CHECK(WorkingCalendar::from(*again)->source() == "Lịch năm 2026 (căn cứ: Quyết định số 12/QĐ-UBND)");
    CHECK(again->seasons.at(0).office_hours == plan->office_hours);
}
