#include "dossier/calendar/term.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "dossier/calendar/day_fractions.hpp"

namespace dossier::term {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::sys_days;

struct Piece {
    Span span;
    const Pause* pause;
};

// Office time of a day from `start` on, cut at the pauses. Each piece is told with the pause it lies in, or null.
void for_each_piece(const Task& task, CivilDate date, Instant start, const std::function<bool(Piece)>& tell) {
    for (const auto period : task.calendar.office_hours(date)) {
        Instant at = std::max(start, at_vietnam_time(date, period.from));
        const Instant end = at_vietnam_time(date, period.to);
        for (const auto& pause : task.pauses) {
            if (at >= end || pause.from >= end) break;
            if (pause.to <= at) continue;
            if (pause.from > at && !tell({{at, pause.from}, nullptr})) return;
            const Instant paused_to = std::min(pause.to, end);
            if (!tell({{std::max(at, pause.from), paused_to}, &pause})) return;
            at = paused_to;
        }
        if (at < end && !tell({{at, end}, nullptr})) return;
    }
}

// What the lines told so far leave of `whole`: as the last one's share it makes them add up without a rest of rounding.
double left_of(const Task& task, double whole) {
    double sum = 0;
    for (const auto& line : task.lines) sum += line.counted;
    return whole - sum;
}

bool may_touch(const Task& task, Span day) {
    return std::any_of(task.pauses.begin(), task.pauses.end(),
                       [&](const Pause& pause) { return pause.from < day.to && pause.to > day.from; });
}

// The lines of a working day: one, or one for each piece when a pause cuts the day. Adds what counts to `sum`.
std::vector<ProofLine> lines_of(const Task& task, CivilDate date, Span day, DayFractions& sum) {
    std::vector<Piece> pieces;
    std::int64_t office = 0, counted = 0;
    if (may_touch(task, day))
        for_each_piece(task, date, Instant{}, [&](Piece piece) {
            pieces.push_back(piece);
            office += piece.span.length();
            if (!piece.pause) counted += piece.span.length();
            return true;
        });
    if (counted == office) {
        sum.add(day.length(), day.length());
        return {{day.from, day.to, 1, day_text(date) + ": " + task.calendar.reason(date)}};
    }
    sum.add(counted, office);
    const auto* only = pieces.front().pause;
    const bool one_pause = std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.pause && piece.pause == only; });
    if (one_pause) return {{day.from, day.to, 0, day_text(date) + ": không tính, " + pause_text(*only)}};
    std::vector<ProofLine> lines;
    for (const auto& [span, pause] : pieces)
        lines.push_back({span.from, span.to, pause ? 0 : static_cast<double>(span.length()) / static_cast<double>(office),
                         day_text(date) + (pause ? ": không tính, " + pause_text(*pause) : ": tính một phần ngày làm việc")});
    return lines;
}

// The lines of the last day give no more than was missing.
void add_last_day(Task& task, std::vector<ProofLine> lines) {
    constexpr double rounding = 1e-9;
    const auto gives = [](const ProofLine& line) { return line.counted > 0; };
    const auto last = std::find_if(lines.rbegin(), lines.rend(), gives);
    if (last != lines.rend()) last->why += "; đến hạn khi hết giờ làm việc";
    for (auto& line : lines) {
        if (gives(line)) {
            const auto left = left_of(task, static_cast<double>(task.limit.amount));
            const auto full = line.counted;
            if (&line == &*last || full > left - rounding) line.counted = left;
            if (line.counted == 0) line.why += "; không cần đến";
            else if (line.counted < full - rounding) line.why += "; chỉ cần phần còn thiếu là đủ thời hạn";
        }
        task.lines.push_back(std::move(line));
    }
}

// Between office hours: nights join into one line, breaks stand alone.
void tell_closed(Task& task, Span closed, const char* why) {
    if (closed.from >= closed.to) return;
    const bool goes_on = !task.lines.empty() && task.lines.back().to == closed.from && task.lines.back().why.ends_with(why);
    if (goes_on) task.lines.back().to = closed.to;
    else task.lines.push_back({closed.from, closed.to, 0, day_text(vietnam_date(closed.from)) + ": không tính, " + why});
}

}  // namespace

std::string day_text(CivilDate date) {
    static constexpr std::array<const char*, 7> names{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                                      "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
    return std::string{names[std::chrono::weekday{sys_days{date}}.c_encoding()]} + " " + vietnamese_date(date);
}

CivilDate day_after(CivilDate date) { return CivilDate{sys_days{date} + days{1}}; }

Span whole_day(CivilDate date) { return {at_vietnam_time(date, 0), at_vietnam_time(day_after(date), 0)}; }

Result<void> known(const WorkingCalendar& calendar, CivilDate date) {
    if (calendar.knows(date)) return {};
    TRY(calendar.working_day_from(date));
    return {};
}

std::string pause_text(const Pause& pause) {
    return pause.reason.empty() ? "tạm dừng" : "tạm dừng: " + vietnamese_pause(pause.reason);
}

void skip_day(Task& task, CivilDate date, const std::string& why) {
    const auto day = whole_day(date);
    task.lines.push_back({std::max(day.from, task.start), day.to, 0, day_text(date) + ": không tính, " + why});
}

void skip_days_between(Task& task, CivilDate after, CivilDate before) {
    for (auto date = day_after(after); date < before; date = day_after(date))
        skip_day(task, date, task.calendar.reason(date));
}

// Every working day after the start's date gives one day, less the fraction a pause covers.
Result<Instant> working_days(Task& task) {
    DayFractions sum;
    auto date = vietnam_date(task.start);
    skip_day(task, date, "ngày tiếp nhận là ngày 0");
    while (true) {
        date = day_after(date);
        TRY(known(task.calendar, date));
        const auto& hours = task.calendar.office_hours(date);
        if (hours.empty()) {
            skip_day(task, date, task.calendar.reason(date));
            continue;
        }
        const Span day{at_vietnam_time(date, hours.front().from), at_vietnam_time(date, hours.back().to)};
        auto lines = lines_of(task, date, day, sum);
        if (sum.reaches(task.limit.amount)) {
            add_last_day(task, std::move(lines));
            return day.to;
        }
        std::move(lines.begin(), lines.end(), std::back_inserter(task.lines));
    }
}

// Office minutes from the start on, pauses removed. The lines leave no gap from the start to the end.
Result<Instant> working_time(Task& task, std::int64_t amount_us, double unit_us) {
    static constexpr const char* night = "ngoài giờ làm việc";
    std::int64_t left = amount_us;
    Instant told = task.start;
    for (auto date = vietnam_date(task.start);; date = day_after(date)) {
        TRY(known(task.calendar, date));
        const auto day = whole_day(date);
        if (!task.calendar.is_working_day(date)) {
            skip_day(task, date, task.calendar.reason(date));
            told = day.to;
            continue;
        }
        const auto opening = at_vietnam_time(date, task.calendar.office_hours(date).front().from);
        for_each_piece(task, date, task.start, [&](Piece piece) {
            tell_closed(task, {told, piece.span.from}, told < opening ? night : "nghỉ giữa buổi");
            told = piece.span.to;
            if (piece.pause) {
                task.lines.push_back({piece.span.from, told, 0, day_text(date) + ": không tính, " + pause_text(*piece.pause)});
                return true;
            }
            const auto used = std::min(left, piece.span.length());
            left -= used;
            told = piece.span.from + microseconds{used};
            const auto share = left == 0 ? left_of(task, static_cast<double>(amount_us) / unit_us) : static_cast<double>(used) / unit_us;
            task.lines.push_back({piece.span.from, told, share, day_text(date) + ": giờ làm việc" + (left == 0 ? "; đủ thời hạn" : "")});
            return left > 0;
        });
        if (left == 0) return told;
        tell_closed(task, {told, day.to}, night);
        told = day.to;
    }
}

}  // namespace dossier::term
