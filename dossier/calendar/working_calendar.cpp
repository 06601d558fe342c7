#include "dossier/calendar/working_calendar.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace dossier {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int unbounded_first = 1990, unbounded_last = 2100;  // a plan without any holiday knows no years

int weekday_index(sys_days day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1; }

std::int32_t day_number(CivilDate date) { return static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count()); }

int length(const DayHours& hours) {
    return std::accumulate(hours.begin(), hours.end(), 0, [](int sum, Period p) { return sum + p.to - p.from; });
}

const Season* season_on(const CalendarPlan& plan, CivilDate date) {
    const MonthDay day{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
    const auto season = std::find_if(plan.seasons.begin(), plan.seasons.end(), [&](const Season& each) { return each.covers(day); });
    return season == plan.seasons.end() ? nullptr : &*season;
}

const DayHours& weekly_hours(const CalendarPlan& plan, sys_days day) {
    const auto* season = season_on(plan, CivilDate{day});
    return (season ? season->office_hours : plan.office_hours)[static_cast<size_t>(weekday_index(day))];
}

tl::unexpected<Error> unknown_date(CivilDate date) {
    return fail(ErrorCode::InvalidInput,
                "lịch làm việc không có (hoặc chưa công bố) ngày " + vietnamese_date(date) +
                    "; cần bổ sung lịch trước khi tính thời hạn",
                {{"calendar", "years", "lịch không có ngày " + vietnamese_date(date)}});
}

std::string source_text(const CalendarPlan& plan) {
    if (plan.basis.empty()) return plan.title;
    return (plan.title.empty() ? "Lịch làm việc" : plan.title) + " (căn cứ: " + plan.basis + ")";
}

std::set<int> years_of(const CalendarPlan& plan) {
    std::set<int> years(plan.years.begin(), plan.years.end());
    if (years.empty())
        for (const auto date : plan.holidays) years.insert(static_cast<int>(date.year()));
    if (years.empty())
        for (int year = unbounded_first; year <= unbounded_last; ++year) years.insert(year);
    return years;
}

}  // namespace

// Fills a calendar's table from its plan, in the order of the rules: week and season, holidays, compensation for
// holidays on rest days, days off, swapped days, what is not announced.
class CalendarBuilder {
  public:
    explicit CalendarBuilder(const CalendarPlan& plan) : plan_(plan) {}

    WorkingCalendar build() {
        calendar_.source_ = source_text(plan_);
        lay_weeks(years_of(plan_));
        lay_holidays();
        lay_extra_working_days();
        lay_notes();
        for (const auto& stretch : plan_.unannounced)
            for (auto day = sys_days{stretch.from}; day <= sys_days{stretch.to}; day += days{1})
                if (auto* row = at(day)) row->kind = Kind::Unknown;
        count();
        return std::move(calendar_);
    }

  private:
    using Kind = WorkingCalendar::Kind;
    using Day = WorkingCalendar::Day;

    Day* at(sys_days day) {
        const auto index = day.time_since_epoch().count() - calendar_.first_;
        if (index < 0 || index >= static_cast<long>(calendar_.days_.size())) return nullptr;
        auto& row = calendar_.days_[static_cast<size_t>(index)];
        return row.kind == Kind::Unknown ? nullptr : &row;
    }

    std::uint16_t keep(const DayHours& hours) {
        auto& all = calendar_.hours_;
        const auto found = std::find(all.begin(), all.end(), hours);
        if (found != all.end()) return static_cast<std::uint16_t>(found - all.begin());
        all.push_back(hours);
        return static_cast<std::uint16_t>(all.size() - 1);
    }

    void lay_weeks(const std::set<int>& years) {
        const CivilDate first{std::chrono::year{*years.begin()}, std::chrono::January, std::chrono::day{1}};
        const CivilDate last{std::chrono::year{*years.rbegin()}, std::chrono::December, std::chrono::day{31}};
        calendar_.first_ = day_number(first);
        calendar_.days_.resize(static_cast<size_t>(day_number(last) - calendar_.first_ + 1));
        for (auto day = sys_days{first}; day <= sys_days{last}; day += days{1}) {
            const CivilDate date{day};
            if (!years.contains(static_cast<int>(date.year()))) continue;
            const auto* season = season_on(plan_, date);
            const auto weekday = static_cast<size_t>(weekday_index(day));
            const auto& office = weekly_hours(plan_, day);
            const auto& reception = season                  ? season->reception_hours[weekday]
                                    : plan_.reception_hours ? (*plan_.reception_hours)[weekday]
                                                            : office;
            calendar_.days_[static_cast<size_t>(day_number(date) - calendar_.first_)] =
                Day{office.empty() ? Kind::Rest : Kind::Working, keep(office), keep(reception), 0, 0};
        }
    }

    void close(sys_days day, Kind kind) {
        auto* row = at(day);
        if (!row) return;
        row->kind = kind;
        row->office = row->reception = 0;
    }

    // Holidays outside the years the plan knows count too: their compensation may fall inside.
    void lay_holidays() {
        const std::set<sys_days> holidays(plan_.holidays.begin(), plan_.holidays.end());
        const std::set<sys_days> days_off(plan_.extra_days_off.begin(), plan_.extra_days_off.end());
        std::set<sys_days> compensation;
        const auto taken = [&](sys_days day) { return holidays.contains(day) || days_off.contains(day) || compensation.contains(day); };
        for (const auto holiday : holidays) {
            if (!weekly_hours(plan_, holiday).empty()) continue;
            auto day = holiday + days{1};
            while (taken(day) || weekly_hours(plan_, day).empty()) day += days{1};
            compensation.insert(day);
        }
        for (const auto day : days_off) close(day, Kind::DayOff);
        for (const auto day : compensation) close(day, Kind::Compensation);
        for (const auto day : holidays) close(day, Kind::Holiday);
    }

    void lay_extra_working_days() {
        for (const auto& extra : plan_.extra_working_days)
            if (auto* row = at(sys_days{extra.date})) {
                row->kind = Kind::ExtraWorking;
                row->office = row->reception = keep(extra.hours);
            }
    }

    void lay_notes() {
        for (const auto& note : plan_.notes)
            if (auto* row = at(sys_days{note.date})) {
                const auto before = calendar_.notes_[row->note];
                calendar_.notes_.push_back(before.empty() ? note.note : before + "; " + note.note);
                row->note = static_cast<std::uint16_t>(calendar_.notes_.size() - 1);
            }
    }

    void count() {
        for (const auto& day : plan_.office_hours)
            if (!day.empty() && calendar_.standard_day_minutes_ == 0) calendar_.standard_day_minutes_ = length(day);
        calendar_.unknown_.reserve(calendar_.days_.size() + 1);
        std::int32_t unknown = 0;
        for (size_t i = 0; i < calendar_.days_.size(); ++i) {
            auto& row = calendar_.days_[i];
            row.before = static_cast<std::int32_t>(calendar_.working_.size());
            calendar_.unknown_.push_back(unknown);
            if (row.kind == Kind::Unknown) ++unknown;
            if (row.kind != Kind::Unknown && row.office != 0) calendar_.working_.push_back(static_cast<std::int32_t>(i));
        }
        calendar_.unknown_.push_back(unknown);
    }

    const CalendarPlan& plan_;
    WorkingCalendar calendar_;
};

Result<WorkingCalendar> WorkingCalendar::from(const CalendarPlan& plan) {
    auto errors = faults_of(plan);
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "lịch làm việc chưa đúng", std::move(errors));
    return CalendarBuilder{plan}.build();
}

const WorkingCalendar::Day* WorkingCalendar::find(CivilDate date) const {
    const auto index = day_number(date) - first_;
    if (index < 0 || index >= static_cast<std::int32_t>(days_.size())) return nullptr;
    const auto& row = days_[static_cast<size_t>(index)];
    return row.kind == Kind::Unknown ? nullptr : &row;
}

bool WorkingCalendar::knows(CivilDate date) const { return find(date) != nullptr; }

WorkingCalendar::Kind WorkingCalendar::kind(CivilDate date) const {
    const auto* row = find(date);
    return row ? row->kind : Kind::Unknown;
}

bool WorkingCalendar::is_working_day(CivilDate date) const { return !office_hours(date).empty(); }

const DayHours& WorkingCalendar::office_hours(CivilDate date) const {
    const auto* row = find(date);
    return hours_[row ? row->office : 0];
}

const DayHours& WorkingCalendar::reception_hours(CivilDate date) const {
    const auto* row = find(date);
    return hours_[row ? row->reception : 0];
}

std::string WorkingCalendar::reason(CivilDate date) const {
    const auto* row = find(date);
    if (!row) return "ngoài lịch";
    const auto& note = notes_[row->note];
    const auto with = [&](std::string what) { return note.empty() ? what : what + ": " + note; };
    switch (row->kind) {
        case Kind::Working: return with("ngày làm việc");
        case Kind::ExtraWorking: return with("ngày làm việc bù");
        case Kind::Rest: return with("nghỉ hằng tuần");
        case Kind::Holiday: return with("nghỉ lễ, tết");
        case Kind::Compensation: return with("nghỉ bù ngày lễ trùng ngày nghỉ hằng tuần");
        case Kind::DayOff: return with("nghỉ hoán đổi");
        case Kind::Unknown: break;
    }
    return "ngoài lịch";
}

Result<Instant> WorkingCalendar::closing(CivilDate date) const {
    const auto& hours = office_hours(date);
    if (hours.empty()) return unknown_date(date);
    return at_vietnam_time(date, hours.back().to);
}

Result<CivilDate> WorkingCalendar::next_working_day(CivilDate after) const { return add_working_days(after, 1); }

Result<CivilDate> WorkingCalendar::working_day_from(CivilDate date) const {
    if (!knows(date)) return unknown_date(date);
    return is_working_day(date) ? Result<CivilDate>{date} : next_working_day(date);
}

Result<CivilDate> WorkingCalendar::add_working_days(CivilDate day_zero, int count) const {
    const auto* row = find(day_zero);
    if (!row) return unknown_date(day_zero);
    const auto start = static_cast<size_t>(day_number(day_zero) - first_);
    const auto position = row->before + (row->office != 0 ? 1 : 0) + count - 1;
    const auto beyond = static_cast<size_t>(position) >= working_.size();
    const auto end = beyond ? days_.size() : static_cast<size_t>(working_[static_cast<size_t>(position)]);
    if (beyond || unknown_[end] != unknown_[start]) {
        auto gap = start;
        while (gap < end && unknown_[gap + 1] == unknown_[start]) ++gap;
        return unknown_date(CivilDate{sys_days{days{first_ + static_cast<std::int32_t>(gap)}}});
    }
    return CivilDate{sys_days{days{first_ + static_cast<std::int32_t>(end)}}};
}

Result<Instant> WorkingCalendar::next_reception(Instant from) const {
    const auto date = vietnam_date(from);
    for (auto day = sys_days{date};; day += days{1}) {
        if (!knows(CivilDate{day})) return unknown_date(CivilDate{day});
        for (const auto period : reception_hours(CivilDate{day})) {
            const auto opens = at_vietnam_time(CivilDate{day}, period.from);
            if (from < opens) return opens;
            if (from < at_vietnam_time(CivilDate{day}, period.to)) return from;
        }
    }
}

}  // namespace dossier
