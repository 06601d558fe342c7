#pragma once
// Mornings and afternoons with office hours, and those in which somebody never came to look at the work list
// (QĐ 20/2019/QĐ-UBND Thanh Hóa Đ20.1: twice a day, morning and afternoon).

#include <vector>

#include "dossier/calendar/working_calendar.hpp"
#include "dossier/fields.hpp"

namespace dossier {

struct HalfDay {
    CivilDate date{};
    bool afternoon = false;
    DOSSIER_FIELDS(HalfDay, date, afternoon)
};

// Half days with office hours that ended by `until` and hold none of the moments. From `from` on, both dates Vietnamese.
std::vector<HalfDay> missed_half_days(const WorkingCalendar& calendar, CivilDate from, Instant until, const std::vector<Instant>& came);

}  // namespace dossier
