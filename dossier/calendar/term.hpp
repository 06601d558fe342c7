#pragma once
// One term being counted, and how its lines are told. Only for the sources of this folder.

#include <string>
#include <vector>

#include "dossier/calendar/deadline.hpp"

namespace dossier::term {

inline constexpr std::int64_t minute_us = 60'000'000, hour_us = 60 * minute_us, day_us = 24 * hour_us;

struct Span {
    Instant from, to;
    std::int64_t length() const { return (to - from).count(); }
};

struct Task {
    const WorkingCalendar& calendar;
    Instant start;
    Limit limit;
    std::vector<Pause> pauses;  // in order, not overlapping
    std::vector<ProofLine> lines{};
};

std::string day_text(CivilDate date);  // "Thứ Hai 23/11/2026"
CivilDate day_after(CivilDate date);
Span whole_day(CivilDate date);
// Fails with InvalidInput naming the calendar.
Result<void> known(const WorkingCalendar& calendar, CivilDate date);
std::string pause_text(const Pause& pause);

// A line for a day that gives nothing, from the official start on: what lies before it has its own lines.
void skip_day(Task& task, CivilDate date, const std::string& why);
// Lines for the days off strictly between two dates.
void skip_days_between(Task& task, CivilDate after, CivilDate before);

// Each gives the moment the limit is used up, and its lines.
Result<Instant> working_days(Task& task);
// Working hours and half a day; `unit_us` is one counted unit.
Result<Instant> working_time(Task& task, std::int64_t amount_us, double unit_us);

}  // namespace dossier::term
