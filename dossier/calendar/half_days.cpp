#include "dossier/calendar/half_days.hpp"

#include <algorithm>

namespace dossier {
namespace {

constexpr MinuteOfDay noon = 12 * 60;

// When the office closes for that half of the day; nothing when it has no hours then.
std::optional<Instant> end_of(const WorkingCalendar& calendar, const HalfDay& half) {
    std::optional<Instant> end;
    for (const auto& period : calendar.office_hours(half.date))
        if ((period.from >= noon) == half.afternoon) end = at_vietnam_time(half.date, period.to);
    return end;
}

bool within(const HalfDay& half, Instant moment) {
    return vietnam_date(moment) == half.date && (vietnam_minute(moment) >= noon) == half.afternoon;
}

}  // namespace

std::vector<HalfDay> missed_half_days(const WorkingCalendar& calendar, CivilDate from, Instant until, const std::vector<Instant>& came) {
    std::vector<HalfDay> missed;
    for (auto day = std::chrono::sys_days{from}; day <= std::chrono::sys_days{vietnam_date(until)}; day += std::chrono::days{1})
        for (const bool afternoon : {false, true}) {
            const HalfDay half{CivilDate{day}, afternoon};
            const auto end = end_of(calendar, half);
            if (!end || *end > until) continue;
            if (std::none_of(came.begin(), came.end(), [&](Instant moment) { return within(half, moment); })) missed.push_back(half);
        }
    return missed;
}

}  // namespace dossier
