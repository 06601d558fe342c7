#include "dossier/calendar/limit.hpp"

#include <cstdio>
#include <optional>

namespace dossier {
namespace {

constexpr std::int64_t hour_us = 3'600'000'000;

tl::unexpected<Error> bad_limit() {
    return fail(ErrorCode::InvalidInput,
                "thời hạn phải có dạng sd, sd@15:00, 3wd, 0.5wd, 4wh, 1.5wh (tối đa sáu chữ số thập phân), 10d hoặc 2m và lớn hơn 0",
                {{"limit", "format", "phải có dạng sd, sd@15:00, 3wd, 0.5wd, 4wh, 10d hoặc 2m"}});
}

tl::unexpected<Error> too_long() {
    const auto message = "thời hạn quá dài, nhiều nhất " + std::to_string(longest_limit_years) + " năm";
    return fail(ErrorCode::InvalidInput, message, {{"limit", "range", message}});
}

// The most a unit may count, in its own amount; nothing for units without one.
std::int64_t most(LimitUnit unit) {
    constexpr std::int64_t most_days = longest_limit_years * 36525LL / 100;
    switch (unit) {
        case LimitUnit::Months: return longest_limit_years * 12;
        case LimitUnit::WorkingHours: return most_days * 24 * hour_us;
        case LimitUnit::WorkingDays:
        case LimitUnit::CalendarDays: return most_days;
        case LimitUnit::SameDay:
        case LimitUnit::HalfDay: break;
    }
    return 0;
}

// A number with at most six digits before and after the point, in millionths.
std::optional<std::int64_t> millionths(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto part = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || whole.size() > 6 || part.size() > 6) return std::nullopt;
    if (point != std::string_view::npos && part.empty()) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : whole) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    for (size_t i = 0; i < 6; ++i) {
        const char c = i < part.size() ? part[i] : '0';
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<MinuteOfDay> clock_time(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const size_t at : {0U, 1U, 3U, 4U})
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
    const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

std::string clock_text(MinuteOfDay minute) {
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", minute / 60, minute % 60);
    return buffer;
}

// Hours as people write them: "1.5", "4", "0.333333".
std::string hours_text(std::int64_t microseconds, char point) {
    const auto value = microseconds / (hour_us / 1'000'000);
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%lld.%06lld", static_cast<long long>(value / 1'000'000),
                  static_cast<long long>(value % 1'000'000));
    std::string text = buffer;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    if (const auto at = text.find('.'); at != std::string::npos) text[at] = point;
    return text;
}

Result<Limit> checked(Limit limit) {
    TRY(check_limit(limit));
    return limit;
}

}  // namespace

Result<void> check_limit(const Limit& limit) {
    if (limit.unit == LimitUnit::SameDay || limit.unit == LimitUnit::HalfDay) return {};
    if (limit.amount <= 0)
        return fail(ErrorCode::InvalidInput, "thời hạn phải lớn hơn 0", {{"limit", "range", "phải lớn hơn 0"}});
    if (limit.amount > most(limit.unit)) return too_long();
    return {};
}

Result<Limit> parse_limit(std::string_view text) {
    if (text == "sd") return Limit{LimitUnit::SameDay, 0};
    if (text.starts_with("sd@")) {
        const auto cut_off = clock_time(text.substr(3));
        if (!cut_off) return bad_limit();
        return Limit{LimitUnit::SameDay, 0, *cut_off};
    }
    const auto unit_at = text.find_first_not_of("0123456789.");
    if (unit_at == std::string_view::npos) return bad_limit();
    const auto unit = text.substr(unit_at);
    if (unit != "wd" && unit != "wh" && unit != "d" && unit != "m") return bad_limit();
    const auto number = text.substr(0, unit_at);
    if (const auto digits = number.substr(0, number.find('.')); digits.size() > 6) return too_long();
    const auto amount = millionths(number);
    if (!amount || *amount == 0) return bad_limit();
    if (unit == "wh") return checked({LimitUnit::WorkingHours, *amount * (hour_us / 1'000'000)});
    if (unit == "wd" && *amount == 500'000) return Limit{LimitUnit::HalfDay, 0};
    if (*amount % 1'000'000 != 0) return bad_limit();
    const auto whole = *amount / 1'000'000;
    if (unit == "wd") return checked({LimitUnit::WorkingDays, whole});
    return checked({unit == "d" ? LimitUnit::CalendarDays : LimitUnit::Months, whole});
}

std::string limit_text(const Limit& limit) {
    const auto number = std::to_string(limit.amount);
    switch (limit.unit) {
        case LimitUnit::SameDay: return limit.cut_off == 15 * 60 ? "sd" : "sd@" + clock_text(limit.cut_off);
        case LimitUnit::WorkingDays: return number + "wd";
        case LimitUnit::HalfDay: return "0.5wd";
        case LimitUnit::WorkingHours: return hours_text(limit.amount, '.') + "wh";
        case LimitUnit::CalendarDays: return number + "d";
        case LimitUnit::Months: return number + "m";
    }
    return "?";
}

std::string vietnamese_limit(const Limit& limit) {
    const auto number = std::to_string(limit.amount);
    switch (limit.unit) {
        case LimitUnit::SameDay:
            return "trong ngày (sau " + clock_text(limit.cut_off) + " thì ngày làm việc tiếp theo)";
        case LimitUnit::WorkingDays: return number + " ngày làm việc";
        case LimitUnit::HalfDay: return "nửa ngày làm việc";
        case LimitUnit::WorkingHours: return hours_text(limit.amount, ',') + " giờ làm việc";
        case LimitUnit::CalendarDays: return number + " ngày";
        case LimitUnit::Months: return number + " tháng";
    }
    return "?";
}

}  // namespace dossier
