#include "dossier/time.hpp"

#include <charconv>

namespace dossier {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

// Reads exactly `count` digits at `at`; -1 when they are not there.
int digits(std::string_view text, size_t at, size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

tl::unexpected<Error> bad_time() {
    return fail(ErrorCode::InvalidInput, "thời điểm phải theo ISO 8601, ví dụ 2026-11-28T09:30:00+07:00");
}

// At least `width` digits. Proofs print a date per line: printf would be half of their time.
void add_digits(std::string& text, unsigned value, size_t width) {
    char buffer[12];
    const auto length = static_cast<size_t>(std::to_chars(buffer, buffer + sizeof buffer, value).ptr - buffer);
    if (length < width) text.append(width - length, '0');
    text.append(buffer, length);
}

void add_clock(std::string& text, int hour, int minute) {
    add_digits(text, static_cast<unsigned>(hour), 2);
    text += ':';
    add_digits(text, static_cast<unsigned>(minute), 2);
}

unsigned year_of(CivilDate date) { return static_cast<unsigned>(static_cast<int>(date.year())); }

}  // namespace

CivilDate vietnam_date(Instant at) { return CivilDate{floor<days>(at + vietnam_offset)}; }

MinuteOfDay vietnam_minute(Instant at) {
    const auto local = at + vietnam_offset;
    return static_cast<int>(floor<minutes>(local - floor<days>(local)).count());
}

Instant at_vietnam_time(CivilDate date, MinuteOfDay minute) {
    return Instant{std::chrono::sys_days{date}} + minutes{minute} - vietnam_offset;
}

std::string iso8601(Instant at) {
    const auto local = floor<seconds>(at + vietnam_offset);
    const auto day = floor<days>(local);
    const std::chrono::hh_mm_ss clock{local - day};
    auto text = iso_date(CivilDate{day}) + 'T';
    add_clock(text, static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
    text += ':';
    add_digits(text, static_cast<unsigned>(clock.seconds().count()), 2);
    return text += "+07:00";
}

std::string iso8601_exact(Instant at) {
    auto text = iso8601(at);
    const auto rest = (at - floor<seconds>(at)).count();
    if (rest == 0) return text;
    std::string fraction = ".";
    add_digits(fraction, static_cast<unsigned>(rest), 6);
    return text.insert(19, fraction);
}

Result<CivilDate> parse_iso_date(std::string_view text) {
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || year < 0 || month < 0 || day < 0)
        return fail(ErrorCode::InvalidInput, "ngày phải có dạng năm-tháng-ngày, ví dụ 2026-11-28");
    const CivilDate date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                         std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return fail(ErrorCode::InvalidInput, "ngày không có trong lịch");
    return date;
}

Result<Instant> parse_iso8601(std::string_view text) {
    if (text.size() < 10) return bad_time();
    const auto date = TRY(parse_iso_date(text.substr(0, 10)));
    auto rest = text.substr(10);
    if (rest.empty()) return at_vietnam_time(date, 0);
    if (rest[0] != 'T' && rest[0] != ' ') return bad_time();
    const int hour = digits(rest, 1, 2), minute = digits(rest, 4, 2);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || rest[3] != ':') return bad_time();
    if (hour == 24 && minute != 0) return bad_time();
    rest.remove_prefix(6);
    int second = 0, fraction = 0;  // microseconds
    if (!rest.empty() && rest[0] == ':') {
        second = digits(rest, 1, 2);
        if (second < 0 || second > 59) return bad_time();
        rest.remove_prefix(3);
        if (!rest.empty() && rest[0] == '.') {
            size_t end = 1;
            while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
            if (end == 1) return bad_time();
            for (size_t i = 1, unit = 100000; unit > 0; ++i, unit /= 10)
                fraction += i < end ? (rest[i] - '0') * static_cast<int>(unit) : 0;
            rest.remove_prefix(end);
        }
    }
    auto offset = minutes{vietnam_offset};
    if (rest == "Z") {
        offset = minutes{0};
    } else if (!rest.empty()) {
        const int hours = digits(rest, 1, 2), mins = rest.size() == 6 ? digits(rest, 4, 2) : -1;
        if ((rest[0] != '+' && rest[0] != '-') || rest.size() != 6 || rest[3] != ':' || hours < 0 || hours > 14 ||
            mins < 0 || mins > 59)
            return bad_time();
        offset = minutes{(hours * 60 + mins) * (rest[0] == '-' ? -1 : 1)};
    }
    return Instant{std::chrono::sys_days{date}} + minutes{hour * 60 + minute} + seconds{second} +
           std::chrono::microseconds{fraction} - offset;
}

std::string iso_date(CivilDate date) {
    std::string text;
    add_digits(text, year_of(date), 4);
    text += '-';
    add_digits(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    add_digits(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::string vietnamese_date(CivilDate date) {
    std::string text;
    add_digits(text, static_cast<unsigned>(date.day()), 2);
    text += '/';
    add_digits(text, static_cast<unsigned>(date.month()), 2);
    text += '/';
    add_digits(text, year_of(date), 4);
    return text;
}

std::string vietnamese_time(Instant at) {
    const int minute = vietnam_minute(at);
    std::string text;
    add_clock(text, minute / 60, minute % 60);
    text += ' ';
    return text += vietnamese_date(vietnam_date(at));
}

}  // namespace dossier
