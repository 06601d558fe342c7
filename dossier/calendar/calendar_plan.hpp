#pragma once
// The working time of one agency as people write it down: hours by weekday and season, holidays, days off, swapped days.

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/time.hpp"

namespace dossier {

// Half open: `from` is inside, `to` is not.
struct Period {
    MinuteOfDay from = 0, to = 0;
    DOSSIER_FIELDS(Period, from, to)
};
using DayHours = std::vector<Period>;
using WeekHours = std::array<DayHours, 7>;  // Monday first; an empty day is a rest day

struct MonthDay {
    unsigned month = 1, day = 1;
    auto operator<=>(const MonthDay&) const = default;
};

struct Season {
    MonthDay from, to;  // both included; from > to runs over the new year
    WeekHours office_hours;
    WeekHours reception_hours;

    bool covers(MonthDay day) const;
};

struct DatedHours {
    CivilDate date{};
    DayHours hours;
};

struct Stretch {
    CivilDate from{}, to{};  // both included
    std::string what;
};

struct DatedNote {
    CivilDate date{};
    std::string note;  // name of the day and the announcement it rests on
};

struct CalendarPlan {
    std::string title;
    std::string basis;  // the announcement or decision it rests on
    WeekHours office_hours;
    std::optional<WeekHours> reception_hours;
    std::vector<Season> seasons;
    std::vector<CivilDate> holidays;
    std::vector<CivilDate> extra_days_off;
    std::vector<DatedHours> extra_working_days;
    std::vector<DatedNote> notes;
    std::vector<int> years;            // the years the plan knows; empty: those of its holidays, or any when it has none
    std::vector<Stretch> unannounced;  // inside those years, yet not decided: a date here is an error, not a guess
};

// Every fault with its path, as in the file: "seasons[1].office_hours.3". Dates that are not ok() were refused earlier and
// are passed over. A date told twice in one list says the same twice and is no fault.
std::vector<FieldError> faults_of(const CalendarPlan& plan);

}  // namespace dossier
