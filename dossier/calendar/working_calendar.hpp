#pragma once
// The working time of one agency. Built once from a CalendarPlan into a table of days; every question afterwards is a lookup.

#include <cstdint>
#include <string>
#include <vector>

#include "dossier/calendar/calendar_plan.hpp"
#include "dossier/time.hpp"

namespace dossier {

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
    // Title and announcement, for people: "Lịch năm 2027 (căn cứ Thông báo số …)"; empty when it has neither.
    const std::string& source() const { return source_; }

    // Office minutes of the first working weekday; half of it is "nửa ngày làm việc".
    int standard_day_minutes() const { return standard_day_minutes_; }

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

    std::string source_;
    std::vector<Day> days_;
    std::int32_t first_ = 0;  // days since 1970 of days_[0]
    std::vector<DayHours> hours_{DayHours{}};
    std::vector<std::string> notes_{std::string{}};
    std::vector<std::int32_t> working_;  // indexes into days_ of the working days, in order
    std::vector<std::int32_t> unknown_;  // per day: unknown days before it
    int standard_day_minutes_ = 0;
};

}  // namespace dossier
