#pragma once
// Due dates (ngày hẹn trả) with their proof: one line per day or interval, counted or skipped, and why.

#include <span>
#include <string>
#include <vector>

#include "dossier/calendar/limit.hpp"
#include "dossier/calendar/working_calendar.hpp"

namespace dossier {

struct Pause {
    Instant from{}, to{};
    std::string reason;  // a word: supplement, payment, withdrawal, opinion …
    DOSSIER_FIELDS(Pause, from, to, reason)
};

struct ProofLine {
    Instant from{}, to{};
    double counted = 0;  // in the limit's unit (days, hours, months); same-day limits count 1 on the due line
    std::string why;     // Vietnamese
    DOSSIER_FIELDS(ProofLine, from, to, counted, why)
};

struct Deadline {
    Instant official_start{};
    Instant due{};
    std::vector<ProofLine> lines;
    DOSSIER_FIELDS(Deadline, official_start, due, lines)
};

// Fails with InvalidInput: pauses that overlap or end before they start, a date the calendar does not know.
// `from` is any moment; outside reception hours the official start is the next reception period.
Result<Deadline> deadline(const WorkingCalendar& calendar, Instant from, const Limit& limit,
                          std::span<const Pause> pauses = {});
// The same when the official start is already known, possibly by another agency's reception hours.
Result<Deadline> deadline_from_start(const WorkingCalendar& calendar, Instant official_start, const Limit& limit,
                                     std::span<const Pause> pauses = {});
// Date only, no proof, no pauses: WorkingDays, CalendarDays, Months.
Result<CivilDate> due_date(const WorkingCalendar& calendar, CivilDate official_start, const Limit& limit);

}  // namespace dossier
