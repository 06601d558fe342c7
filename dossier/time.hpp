#pragma once
// Time as values. The clock is read once at the edge; the domain has no clock.
// Vietnam has had one zone without summer time since 1975: UTC+07:00, so the zone is a constant here.

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "dossier/result.hpp"

namespace dossier {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;  // UTC
using CivilDate = std::chrono::year_month_day;                     // a date on a Vietnamese wall calendar
using MinuteOfDay = int;                                           // 0 … 1440, Vietnamese wall clock

inline constexpr std::chrono::hours vietnam_offset{7};

CivilDate vietnam_date(Instant at);
MinuteOfDay vietnam_minute(Instant at);  // seconds are cut off
Instant at_vietnam_time(CivilDate date, MinuteOfDay minute);

// "2026-11-28T09:30:00+07:00"; microseconds are cut off.
std::string iso8601(Instant at);
// The same with six decimals when they are not zero: for storage.
std::string iso8601_exact(Instant at);
// Accepts an offset (+07:00, Z) or none (then Vietnamese time), with or without seconds; a bare date is midnight.
// Fails with InvalidInput.
Result<Instant> parse_iso8601(std::string_view text);
// "2026-11-28"
std::string iso_date(CivilDate date);
Result<CivilDate> parse_iso_date(std::string_view text);
// "28/11/2026", "09:30 28/11/2026": how people read dates on pages and papers.
std::string vietnamese_date(CivilDate date);
std::string vietnamese_time(Instant at);

}  // namespace dossier
