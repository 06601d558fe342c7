#pragma once
// The working time of one agency, as data: hours by weekday and season, holidays, days off, swapped days.
// Built once from a CalendarPlan into a table of days; every question afterwards is a lookup.

#include <array>
#include <cstdint>
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

class WorkingCalendar {
  public:
    enum class Kind : std::uint8_t { Unknown, Working, ExtraWorking, Rest, Holiday, Compensation, DayOff };

    // Fails with InvalidInput naming every wrong field.
    static Result<WorkingCalendar> from(const CalendarPlan& plan);

    bool knows(CivilDate date) const;
    Kind kind(CivilDate date) const;
    bool is_working_day(CivilDate date) const;  // has office hours
    const DayHours& office_hours(CivilDate date) const;
    const DayHours& reception_hours(CivilDate date) const;
    // Why the date is off (or specially on), for the proof: "Tết Bính Ngọ", "nghỉ hằng tuần".
    std::string reason(CivilDate date) const;
    const std::string& title() const { return title_; }

    // Office minutes of the first working weekday; half of it is "nửa ngày làm việc".
    int standard_day_minutes() const { return standard_day_minutes_; }
    // A number of parts every day length divides: fractions of days add up exactly in it.
    std::int64_t day_parts() const { return day_parts_; }

    // Closing time of a working day.
    // Every question below fails with InvalidInput when it meets a date the calendar does not know.
    Result<Instant> closing(CivilDate date) const;
    Result<CivilDate> next_working_day(CivilDate after) const;       // strictly later
    Result<CivilDate> working_day_from(CivilDate date) const;        // the date itself when it works
    Result<CivilDate> add_working_days(CivilDate day_zero, int count) const;
    Result<Instant> next_reception(Instant from) const;              // `from` itself inside reception hours

  private:
    struct Day {
        Kind kind = Kind::Unknown;
        std::uint16_t office = 0, reception = 0;  // indexes into hours_
        std::uint16_t note = 0;                   // index into notes_
        std::int32_t before = 0;                  // working days before this one
    };
    friend class CalendarBuilder;

    const Day* find(CivilDate date) const;

    std::string title_;
    std::vector<Day> days_;
    std::int32_t first_ = 0;  // days since 1970 of days_[0]
    std::vector<DayHours> hours_{DayHours{}};
    std::vector<std::string> notes_{std::string{}};
    std::vector<std::int32_t> working_;  // indexes into days_ of the working days, in order
    std::vector<std::int32_t> unknown_;  // per day: unknown days before it
    int standard_day_minutes_ = 0;
    std::int64_t day_parts_ = 1;
};

}  // namespace dossier
