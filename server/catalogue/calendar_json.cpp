#include "server/catalogue/calendar_json.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "server/catalogue/embedded.hpp"
#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

std::optional<MinuteOfDay> clock_time(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    const auto& text = json.get_ref<const std::string&>();
    const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) return std::nullopt;
    const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
    if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour * 60 + minute;
}

DayHours read_hours(const Json& json, const Reader& reader, const std::string& key) {
    DayHours hours;
    if (!json.is_array()) {
        reader.wrong(key, "type", "phải là danh sách khoảng giờ, ví dụ [[\"07:00\",\"11:30\"]]");
        return hours;
    }
    for (const auto& period : json) {
        const auto from = period.is_array() && period.size() == 2 ? clock_time(period[0]) : std::nullopt;
        const auto to = from ? clock_time(period[1]) : std::nullopt;
        if (from && to) hours.push_back({*from, *to});
        else reader.wrong(key, "format", "khoảng giờ phải có dạng [\"07:00\",\"11:30\"]");
    }
    return hours;
}

WeekHours read_week(const Reader& reader, std::string_view key) {
    WeekHours week;
    reader.inside(key, [&](const Reader& inner) {
        if (!inner.json().is_object()) return;
        for (const auto& [day, periods] : inner.json().items()) {
            if (day.size() != 1 || day[0] < '1' || day[0] > '7') {
                inner.wrong(day, "weekday", "ngày trong tuần là 1 (thứ Hai) đến 7 (Chủ nhật)");
                continue;
            }
            week[static_cast<size_t>(day[0] - '1')] = read_hours(periods, inner, day);
        }
    });
    return week;
}

// "05-01"; 29 February is allowed. A wrong one is a day that never comes, so that it overlaps nothing.
MonthDay read_month_day(const Reader& reader, std::string_view key) {
    const auto text = reader.required_text(key);
    const auto date = parse_iso_date("2024-" + text);
    if (date) return {static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day())};
    if (!text.empty()) reader.wrong(key, "format", "phải có dạng tháng-ngày, ví dụ 05-01");
    return {0, 0};
}

Season read_season(const Reader& reader, const CalendarPlan& plan) {
    Season season;
    season.from = read_month_day(reader, "from");
    season.to = read_month_day(reader, "to");
    season.office_hours = reader.has("office_hours") ? read_week(reader, "office_hours") : plan.office_hours;
    season.reception_hours = reader.has("reception_hours") ? read_week(reader, "reception_hours") : season.office_hours;
    reader.refuse_others();
    return season;
}

const Json* list_under(const Reader& reader, std::string_view key) {
    if (!reader.has(key)) return nullptr;
    const auto& list = reader.json().at(std::string{key});
    if (list.is_array()) return &list;
    reader.wrong(key, "type", "phải là danh sách");
    return nullptr;
}

std::string numbered(std::string_view key, std::size_t index) { return std::string{key} + "[" + std::to_string(index) + "]"; }

// A wrong date keeps its place as one that is not ok(), so that later faults are told with the numbers of the file.
std::vector<CivilDate> read_dates(const Reader& reader, std::string_view key) {
    std::vector<CivilDate> dates;
    const auto* list = list_under(reader, key);
    if (!list) return dates;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& item = (*list)[i];
        const auto date = item.is_string() ? parse_iso_date(item.get_ref<const std::string&>()) : parse_iso_date("");
        if (!date) reader.wrong(numbered(key, i), "format", date.error().detail);
        dates.push_back(date.value_or(CivilDate{}));
    }
    return dates;
}

std::vector<int> read_years(const Reader& reader) {
    constexpr int first = 1900, last = 2200;
    std::vector<int> years;
    const auto* list = list_under(reader, "years");
    if (!list) return years;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& item = (*list)[i];
        const auto year = item.is_number_integer() ? item.get<std::int64_t>() : 0;
        if (year >= first && year <= last) years.push_back(static_cast<int>(year));
        else reader.wrong(numbered("years", i), "range", "phải là năm, số nguyên từ 1900 đến 2200");
    }
    return years;
}

std::optional<CivilDate> required_date(const Reader& reader, std::string_view key) {
    const auto text = reader.required_text(key);
    if (text.empty()) return std::nullopt;
    const auto date = parse_iso_date(text);
    if (date) return *date;
    reader.wrong(key, "format", date.error().detail);
    return std::nullopt;
}

DatedHours read_extra_working_day(const Reader& reader) {
    DatedHours extra;
    extra.date = required_date(reader, "date").value_or(CivilDate{});
    if (reader.has("office_hours")) extra.hours = read_hours(reader.json().at("office_hours"), reader, "office_hours");
    reader.refuse_others();
    return extra;
}

std::optional<Stretch> read_unannounced(const Reader& reader) {
    const auto from = required_date(reader, "from"), to = required_date(reader, "to");
    const auto what = reader.text("what");
    reader.refuse_others();
    if (!from || !to) return std::nullopt;
    if (*from > *to) {
        reader.wrong("to", "range", "phải từ ngày “from” trở đi");
        return std::nullopt;
    }
    return Stretch{*from, *to, what};
}

bool lies_in(std::string_view path, std::string_view whole) {
    return path.starts_with(whole) && (path.size() == whole.size() || path[whole.size()] == '.' || path[whole.size()] == '[');
}

// One fault is told once: what could not be read is not also missing.
void add_faults(std::vector<FieldError>& errors, const std::vector<FieldError>& faults) {
    const auto read = errors.size();
    for (const auto& fault : faults) {
        const bool known = std::any_of(errors.begin(), errors.begin() + static_cast<std::ptrdiff_t>(read), [&](const FieldError& error) {
            return lies_in(error.field, fault.field) || lies_in(fault.field, error.field);
        });
        if (!known) errors.push_back(fault);
    }
}

Json write_hours(const DayHours& hours) {
    Json list = Json::array();
    const auto clock = [](MinuteOfDay minute) {
        char text[24];
        std::snprintf(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
        return std::string{text};
    };
    for (const auto period : hours) list.push_back({clock(period.from), clock(period.to)});
    return list;
}

Json write_week(const WeekHours& week) {
    Json json = Json::object();
    for (size_t day = 0; day < week.size(); ++day)
        if (!week[day].empty()) json[std::to_string(day + 1)] = write_hours(week[day]);
    return json;
}

Json write_dates(const std::vector<CivilDate>& dates) {
    Json list = Json::array();
    for (const auto date : dates) list.push_back(iso_date(date));
    return list;
}

std::string month_day_text(MonthDay day) {
    char text[24];
    std::snprintf(text, sizeof text, "%02u-%02u", day.month, day.day);
    return text;
}

}  // namespace

Result<CalendarPlan> calendar_plan_from_json(const Json& json) {
    if (!json.is_object()) return fail(ErrorCode::InvalidInput, "lịch làm việc phải là một đối tượng JSON", {{"calendar_file", "type", "phải là đối tượng"}});
    std::vector<FieldError> errors;
    CalendarPlan plan;
    const Reader reader{json, "", errors};
    plan.title = reader.text("title");
    plan.basis = reader.text("basis");
    reader.text("agency");
    if (const auto from = reader.text("valid_from"); !from.empty() && !parse_iso8601(from))
        reader.wrong("valid_from", "format", "phải là ngày hoặc thời điểm theo ISO 8601, ví dụ 2027-01-01");
    if (!reader.has("office_hours")) reader.wrong("office_hours", "required", "phải có giờ làm việc");
    plan.office_hours = read_week(reader, "office_hours");
    if (reader.has("reception_hours")) plan.reception_hours = read_week(reader, "reception_hours");
    reader.each("seasons", [&](const Reader& each) { plan.seasons.push_back(read_season(each, plan)); });
    plan.holidays = read_dates(reader, "holidays");
    plan.extra_days_off = read_dates(reader, "extra_days_off");
    reader.each("extra_working_days", [&](const Reader& each) { plan.extra_working_days.push_back(read_extra_working_day(each)); });
    reader.each("notes", [&](const Reader& each) {
        if (const auto date = required_date(each, "date")) plan.notes.push_back({*date, each.text("note")});
        each.refuse_others();
    });
    plan.years = read_years(reader);
    reader.each("unannounced", [&](const Reader& each) {
        if (const auto stretch = read_unannounced(each)) plan.unannounced.push_back(*stretch);
    });
    reader.refuse_others();
    add_faults(errors, faults_of(plan));
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "lịch làm việc chưa đúng", std::move(errors));
    return plan;
}

Result<WorkingCalendar> parse_calendar(std::string_view text) {
    const auto json = TRY(parse_json(text));
    const auto plan = TRY(calendar_plan_from_json(json));
    return WorkingCalendar::from(plan);
}

Json calendar_plan_to_json(const CalendarPlan& plan) {
    Json json = Json::object();
    if (!plan.title.empty()) json["title"] = plan.title;
    if (!plan.basis.empty()) json["basis"] = plan.basis;
    json["office_hours"] = write_week(plan.office_hours);
    if (plan.reception_hours) json["reception_hours"] = write_week(*plan.reception_hours);
    for (const auto& season : plan.seasons)
        json["seasons"].push_back({{"from", month_day_text(season.from)},
                                   {"to", month_day_text(season.to)},
                                   {"office_hours", write_week(season.office_hours)},
                                   {"reception_hours", write_week(season.reception_hours)}});
    json["holidays"] = write_dates(plan.holidays);
    json["extra_days_off"] = write_dates(plan.extra_days_off);
    json["extra_working_days"] = Json::array();
    for (const auto& extra : plan.extra_working_days)
        json["extra_working_days"].push_back({{"date", iso_date(extra.date)}, {"office_hours", write_hours(extra.hours)}});
    if (!plan.years.empty()) json["years"] = plan.years;
    for (const auto& stretch : plan.unannounced)
        json["unannounced"].push_back({{"from", iso_date(stretch.from)}, {"to", iso_date(stretch.to)}, {"what", stretch.what}});
    for (const auto& note : plan.notes) json["notes"].push_back({{"date", iso_date(note.date)}, {"note", note.note}});
    return json;
}

const WorkingCalendar& shipped_calendar() {
    static const WorkingCalendar calendar = [] {
        auto parsed = parse_calendar(shipped_calendar_text);
        if (!parsed) throw std::logic_error{"the shipped calendar is broken: " + parsed.error().detail};
        return *std::move(parsed);
    }();
    return calendar;
}

}  // namespace server::catalogue
