#include "server/catalogue/calendar_json.hpp"

#include <cstdio>
#include <stdexcept>

#include "server/catalogue/embedded.hpp"
#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

std::optional<MinuteOfDay> clock_time(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    int hour = 0, minute = 0, used = 0;
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() != 5 || std::sscanf(text.c_str(), "%2d:%2d%n", &hour, &minute, &used) != 2 || used != 5) return std::nullopt;
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
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

// "05-01"; 29 February is allowed.
MonthDay read_month_day(const Reader& reader, std::string_view key) {
    const auto text = reader.required_text(key);
    const auto date = parse_iso_date("2024-" + text);
    if (!date) {
        reader.wrong(key, "format", "phải có dạng tháng-ngày, ví dụ 05-01");
        return {};
    }
    return {static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day())};
}

Season read_season(const Reader& reader, const CalendarPlan& plan) {
    Season season;
    season.from = read_month_day(reader, "from");
    season.to = read_month_day(reader, "to");
    season.office_hours = reader.has("office_hours") ? read_week(reader, "office_hours") : plan.office_hours;
    season.reception_hours = reader.has("reception_hours") ? read_week(reader, "reception_hours") : season.office_hours;
    return season;
}

std::vector<CivilDate> read_dates(const Reader& reader, std::string_view key) {
    std::vector<CivilDate> dates;
    const auto texts = reader.texts(key);
    for (size_t i = 0; i < texts.size(); ++i) {
        const auto date = parse_iso_date(texts[i]);
        if (date) dates.push_back(*date);
        else reader.wrong(std::string{key} + "[" + std::to_string(i) + "]", "format", date.error().detail);
    }
    return dates;
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
    std::vector<FieldError> errors;
    CalendarPlan plan;
    const Reader reader{json, "", errors};
    plan.title = reader.text("title");
    if (!reader.has("office_hours")) reader.wrong("office_hours", "required", "phải có giờ làm việc");
    plan.office_hours = read_week(reader, "office_hours");
    if (reader.has("reception_hours")) plan.reception_hours = read_week(reader, "reception_hours");
    reader.each("seasons", [&](const Reader& each) { plan.seasons.push_back(read_season(each, plan)); });
    plan.holidays = read_dates(reader, "holidays");
    plan.extra_days_off = read_dates(reader, "extra_days_off");
    reader.each("extra_working_days", [&](const Reader& each) {
        const auto date = each.date("date");
        if (!date) return each.wrong("date", "required", "phải có ngày");
        if (!each.has("office_hours")) return each.wrong("office_hours", "required", "phải có giờ làm việc");
        plan.extra_working_days.push_back({*date, read_hours(each.json().at("office_hours"), each, "office_hours")});
    });
    reader.each("notes", [&](const Reader& each) {
        if (const auto date = each.date("date")) plan.notes.push_back({*date, each.text("note")});
    });
    if (reader.has("years") && json.at("years").is_array())
        for (const auto& year : json.at("years")) {
            const auto number = year.is_number_integer() ? year.get<int>() : 0;
            if (number >= 1900 && number <= 2200) plan.years.push_back(number);
            else reader.wrong("years", "range", "năm phải từ 1900 đến 2200");
        }
    reader.each("unannounced", [&](const Reader& each) {
        const auto from = each.date("from"), to = each.date("to");
        if (from && to && *from <= *to) plan.unannounced.push_back({*from, *to, each.text("what")});
        else each.wrong("from", "range", "phải có from và to theo thứ tự");
    });
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
