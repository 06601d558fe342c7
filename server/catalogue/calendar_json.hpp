#pragma once
// Calendar files: hours by weekday and season, holidays, days off, swapped days. The key of hours is the ISO weekday.

#include <string_view>

#include "dossier/calendar/working_calendar.hpp"
#include "server/catalogue/json_codec.hpp"

namespace server::catalogue {

// Each fails with InvalidInput naming every fault with its path.
dossier::Result<dossier::CalendarPlan> calendar_plan_from_json(const Json& json);
dossier::Result<dossier::WorkingCalendar> parse_calendar(std::string_view text);
Json calendar_plan_to_json(const dossier::CalendarPlan& plan);

// The calendar in the binary (sample_data/calendars/vietnam.json), and its text.
const dossier::WorkingCalendar& shipped_calendar();

}  // namespace server::catalogue
