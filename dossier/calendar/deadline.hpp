#pragma once
// Due dates (ngày hẹn trả) with their proof: one line per day or interval, counted or skipped, and why.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/calendar/limit.hpp"
#include "dossier/calendar/working_calendar.hpp"

namespace dossier {

struct Pause {
    Instant from{}, to{};
    std::string reason;  // a word of the clock's rules (supplement, payment, withdrawal, opinion, stop) or free text
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
    std::string calendar;  // title and announcement of the calendar it was counted by
    DOSSIER_FIELDS(Deadline, official_start, due, lines, calendar)
};

// Fails with InvalidInput: pauses that overlap or end before they start, a date the calendar does not know.
// `from` is any moment; outside reception hours the official start is the next reception period. Counted lines add up to
// the limit; lines of one day never lie before the official start, save those that tell why it is later than `from`.
Result<Deadline> deadline(const WorkingCalendar& calendar, Instant from, const Limit& limit,
                          std::span<const Pause> pauses = {});
// The same when another agency receives: its reception hours give the official start, `calendar` counts.
Result<Deadline> deadline(const WorkingCalendar& reception, const WorkingCalendar& calendar, Instant from, const Limit& limit,
                          std::span<const Pause> pauses = {});
// The same when the official start is already known.
Result<Deadline> deadline_from_start(const WorkingCalendar& calendar, Instant official_start, const Limit& limit,
                                     std::span<const Pause> pauses = {});
// "chờ bổ sung" for supplement …; a reason that is no word of the clock's rules is shown as it stands.
std::string vietnamese_pause(std::string_view reason);
// Date only, no proof, no pauses: WorkingDays, CalendarDays, Months.
Result<CivilDate> due_date(const WorkingCalendar& calendar, CivilDate official_start, const Limit& limit);

}  // namespace dossier
