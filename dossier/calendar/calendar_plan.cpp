#include "dossier/calendar/calendar_plan.hpp"

#include <algorithm>

namespace dossier {
namespace {

std::string day_month(MonthDay day) {
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(day.day) + "/" + two(day.month);
}

std::string numbered(std::string_view list, std::size_t index) { return std::string{list} + "[" + std::to_string(index) + "]"; }

void check_hours(const DayHours& hours, const std::string& field, std::vector<FieldError>& errors) {
    MinuteOfDay last = 0;
    for (const auto period : hours) {
        if (period.from < last || period.to <= period.from || period.to > 24 * 60) {
            errors.push_back({field, "hours", "các khoảng giờ phải theo thứ tự, không chồng nhau, kết thúc sau khi bắt đầu"});
            return;
        }
        last = period.to;
    }
}

bool has_hours(const WeekHours& week) {
    return std::any_of(week.begin(), week.end(), [](const DayHours& day) { return !day.empty(); });
}

void check_week(const WeekHours& week, const std::string& field, std::vector<FieldError>& errors) {
    for (std::size_t day = 0; day < week.size(); ++day) check_hours(week[day], field + "." + std::to_string(day + 1), errors);
    if (!has_hours(week)) errors.push_back({field, "required", "phải có giờ trong ít nhất một ngày của tuần"});
}

bool share_a_day(const Season& one, const Season& other) {
    for (MonthDay day; day.month <= 12; ++day.month)
        for (day.day = 1; day.day <= 31; ++day.day)
            if (one.covers(day) && other.covers(day)) return true;
    return false;
}

void check_seasons(const std::vector<Season>& seasons, std::vector<FieldError>& errors) {
    for (std::size_t i = 0; i < seasons.size(); ++i) {
        const auto field = numbered("seasons", i);
        check_week(seasons[i].office_hours, field + ".office_hours", errors);
        if (seasons[i].reception_hours != seasons[i].office_hours) check_week(seasons[i].reception_hours, field + ".reception_hours", errors);
        for (std::size_t before = 0; before < i; ++before)
            if (share_a_day(seasons[before], seasons[i]))
                errors.push_back({field, "overlap", "mùa từ " + day_month(seasons[i].from) + " đến " + day_month(seasons[i].to) +
                                                        " chồng lên mùa từ " + day_month(seasons[before].from) + " đến " +
                                                        day_month(seasons[before].to) + " (" + numbered("seasons", before) + ")"});
    }
}

void check_extra_working_days(const std::vector<DatedHours>& days, std::vector<FieldError>& errors) {
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto field = numbered("extra_working_days", i);
        check_hours(days[i].hours, field + ".office_hours", errors);
        if (days[i].hours.empty()) errors.push_back({field + ".office_hours", "required", "ngày làm việc bù phải có giờ làm việc"});
        for (std::size_t before = 0; before < i; ++before)
            if (days[i].date.ok() && days[before].date == days[i].date && days[before].hours != days[i].hours)
                errors.push_back({field + ".date", "duplicate",
                                  "ngày " + vietnamese_date(days[i].date) + " đã có ở " + numbered("extra_working_days", before) + " với giờ khác"});
    }
}

}  // namespace

bool Season::covers(MonthDay day) const {
    return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

std::vector<FieldError> faults_of(const CalendarPlan& plan) {
    std::vector<FieldError> errors;
    check_week(plan.office_hours, "office_hours", errors);
    if (plan.reception_hours) check_week(*plan.reception_hours, "reception_hours", errors);
    check_seasons(plan.seasons, errors);
    check_extra_working_days(plan.extra_working_days, errors);
    return errors;
}

}  // namespace dossier
