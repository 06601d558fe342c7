// The engine against an oracle of another language and method, and properties that need none.

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "dossier/calendar/deadline.hpp"
#include "server/catalogue/calendar_json.hpp"
#include "tests/unit/dossier/builders.hpp"
#include "tests/support/places.hpp"

using namespace dossier_tests;
using server::catalogue::Json;

namespace {

const std::string folder = test_support::in_source("tests/unit/dossier/oracle/");

std::vector<std::string> calendar_files() {
    return {test_support::in_source("sample_data/calendars/vietnam.json"), folder + "seasons.json",
            folder + "saturdays.json", folder + "lengths.json"};
}

WorkingCalendar calendar_in(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    auto calendar = server::catalogue::parse_calendar(text.str());
    REQUIRE(calendar.has_value());
    return *calendar;
}

// `which`: how many cases by chance, or "patterns".
std::vector<Json> oracle_cases(const std::string& which, int seed) {
    std::string command = "python3 " + folder + "oracle.py " + which + " " + std::to_string(seed);
    for (const auto& path : calendar_files()) command += " " + path;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
    REQUIRE(pipe);
    std::vector<Json> cases;
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get())) cases.push_back(Json::parse(line.data()));
    return cases;
}

double sum(const Deadline& term) {
    double total = 0;
    for (const auto& line : term.lines) total += line.counted;
    return total;
}

// What the lines must add up to, in the limit's unit.
double expected_sum(const Limit& limit) {
    switch (limit.unit) {
        case LimitUnit::SameDay: return 1;
        case LimitUnit::HalfDay: return 0.5;
        case LimitUnit::WorkingHours: return static_cast<double>(limit.amount) / 3.6e9;
        case LimitUnit::WorkingDays:
        case LimitUnit::CalendarDays:
        case LimitUnit::Months: break;
    }
    return static_cast<double>(limit.amount);
}

}  // namespace

namespace {

// Office-time limits leave no gap from the official start to the due time; every line lies in order.
void check_lines(const Deadline& term, const Limit& limit, Instant from) {
    REQUIRE_FALSE(term.lines.empty());
    CHECK(sum(term) == expected_sum(limit));  // to the last bit
    CHECK(term.lines.front().from == from);
    for (const auto& line : term.lines) {
        CHECK(line.from < line.to);
        CHECK(line.counted >= 0);
        CHECK_FALSE(line.why.empty());
    }
    if (limit.unit == LimitUnit::SameDay || limit.unit == LimitUnit::WorkingDays) CHECK(term.lines.back().to == term.due);
    if (limit.unit != LimitUnit::WorkingHours && limit.unit != LimitUnit::HalfDay) return;
    CHECK(term.lines.back().to == term.due);
    for (size_t i = 1; i < term.lines.size(); ++i) CHECK(term.lines[i].from == term.lines[i - 1].to);
}

// How many cases had an answer; every answer is compared.
int compare(const std::vector<Json>& cases) {
    std::vector<WorkingCalendar> calendars;
    for (const auto& path : calendar_files()) calendars.push_back(calendar_in(path));
    int answered = 0;
    for (const auto& row : cases) {
        std::vector<Pause> pauses;
        for (const auto& pause : row.at("pauses"))
            pauses.push_back({vn(pause[0].get<std::string>().c_str()), vn(pause[1].get<std::string>().c_str()), "payment"});
        const auto limit = *parse_limit(row.at("limit").get<std::string>());
        const auto from = vn(row.at("from").get<std::string>().c_str());
        const auto term = deadline(calendars[row.at("calendar").get<size_t>()], from, limit, pauses);
        INFO(row.dump());
        if (row.contains("error")) {
            CHECK_FALSE(term.has_value());
            continue;
        }
        REQUIRE(term.has_value());
        CHECK(iso8601(term->official_start) == row.at("official_start").get<std::string>() + "+07:00");
        CHECK(iso8601(term->due) == row.at("due").get<std::string>() + "+07:00");
        check_lines(*term, limit, from);
        ++answered;
    }
    return answered;
}

}  // namespace

TEST_CASE("due dates agree with the minute-by-minute oracle over 2024-2027", "[calendar][oracle]") {
    const auto cases = oracle_cases("3000", 20261128);
    REQUIRE(cases.size() == 3000);
    CHECK(compare(cases) > 2000);
}

TEST_CASE("every sequence of up to four kinds of pause agrees with the oracle, for every kind of limit", "[calendar][oracle]") {
    const auto cases = oracle_cases("patterns", 20261129);
    REQUIRE(cases.size() == (1 + 5 + 25 + 125 + 625) * 6);
    CHECK(compare(cases) > 3500);
}

TEST_CASE("a later start or a longer limit never comes due earlier, and limits add up", "[calendar][property]") {
    for (const auto& path : calendar_files()) {
        const auto calendar = calendar_in(path);
        for (const char* unit : {"wd", "wh", "d"}) {
            Instant last{};
            for (int hour = 0; hour < 24 * 60; hour += 7) {
                const auto from = vn("2026-03-02T00:00") + std::chrono::hours{hour};
                const auto short_term = *deadline(calendar, from, *parse_limit("3" + std::string{unit}));
                const auto long_term = *deadline(calendar, from, *parse_limit("7" + std::string{unit}));
                CHECK(short_term.due >= last);
                CHECK(short_term.due <= long_term.due);
                CHECK(short_term.due >= short_term.official_start);
                last = short_term.due;
                if (unit[0] == 'd') continue;  // moved off days off, so calendar days do not add up
                const auto rest = *deadline_from_start(calendar, short_term.due, *parse_limit("4" + std::string{unit}));
                CHECK(rest.due == long_term.due);
            }
        }
    }
}

TEST_CASE("the date-only path gives the same dates as the proof", "[calendar][property]") {
    const auto& calendar = server::catalogue::shipped_calendar();
    for (auto day = std::chrono::sys_days{*parse_iso_date("2024-01-01")}; day < std::chrono::sys_days{*parse_iso_date("2027-12-31")};
         day += std::chrono::days{3}) {
        for (const char* text : {"1wd", "3wd", "10wd", "10d", "2m"}) {
            const auto limit = *parse_limit(text);
            const auto quick = due_date(calendar, CivilDate{day}, limit);
            const auto proven = deadline_from_start(calendar, at_vietnam_time(CivilDate{day}, 8 * 60), limit);
            INFO(text << " from " << iso_date(CivilDate{day}));
            if (!calendar.knows(CivilDate{day})) continue;
            REQUIRE(quick.has_value() == proven.has_value());
            if (quick) CHECK(*quick == vietnam_date(proven->due));
        }
    }
}
