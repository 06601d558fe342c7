#include "dossier/calendar/deadline.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace dossier {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::sys_days;

__extension__ using Wide = __int128;  // day fractions in calendar.day_parts() × microseconds of a minute

constexpr std::int64_t minute_us = 60'000'000, hour_us = 60 * minute_us, day_us = 24 * hour_us;

struct Span {
    Instant from, to;
    std::int64_t length() const { return (to - from).count(); }
};

struct Task {
    const WorkingCalendar& calendar;
    Instant start;
    Limit limit;
    std::vector<Pause> pauses;  // in order, not overlapping
    std::vector<ProofLine> lines{};
};

std::string day_text(CivilDate date) {
    static constexpr std::array<const char*, 7> names{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                                      "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
    return std::string{names[std::chrono::weekday{sys_days{date}}.c_encoding()]} + " " + vietnamese_date(date);
}

CivilDate day_after(CivilDate date) { return CivilDate{sys_days{date} + days{1}}; }

Result<void> known(const WorkingCalendar& calendar, CivilDate date) {
    if (calendar.knows(date)) return {};
    TRY(calendar.working_day_from(date));
    return {};
}

Span whole_day(CivilDate date) { return {at_vietnam_time(date, 0), at_vietnam_time(day_after(date), 0)}; }

void skip_day(Task& task, CivilDate date, const std::string& why) {
    const auto day = whole_day(date);
    task.lines.push_back({day.from, day.to, 0, day_text(date) + ": không tính, " + why});
}

// Lines for the days off strictly between two dates.
void skip_days_between(Task& task, CivilDate after, CivilDate before) {
    for (auto date = day_after(after); date < before; date = day_after(date))
        skip_day(task, date, task.calendar.reason(date));
}

Result<std::vector<Pause>> checked(std::span<const Pause> given) {
    std::vector<Pause> pauses(given.begin(), given.end());
    std::sort(pauses.begin(), pauses.end(), [](const Pause& a, const Pause& b) { return a.from < b.from; });
    for (size_t i = 0; i < pauses.size(); ++i) {
        if (pauses[i].to <= pauses[i].from)
            return fail(ErrorCode::InvalidInput, "khoảng tạm dừng phải kết thúc sau khi bắt đầu",
                        {{"pause", "order", "khoảng tạm dừng phải kết thúc sau khi bắt đầu"}});
        if (i > 0 && pauses[i].from < pauses[i - 1].to)
            return fail(ErrorCode::InvalidInput, "các khoảng tạm dừng không được chồng nhau",
                        {{"pause", "overlap", "các khoảng tạm dừng không được chồng nhau"}});
    }
    return pauses;
}

// Office time of a day from `start` on, cut at the pauses. Each piece is told with the pause it lies in, or null.
void for_each_piece(const Task& task, CivilDate date, Instant start,
                    const std::function<bool(Span, const Pause*)>& tell) {
    for (const auto period : task.calendar.office_hours(date)) {
        Instant at = std::max(start, at_vietnam_time(date, period.from));
        const Instant end = at_vietnam_time(date, period.to);
        for (const auto& pause : task.pauses) {
            if (at >= end || pause.from >= end) break;
            if (pause.to <= at) continue;
            if (pause.from > at && !tell({at, pause.from}, nullptr)) return;
            const Instant paused_to = std::min(pause.to, end);
            if (!tell({std::max(at, pause.from), paused_to}, &pause)) return;
            at = paused_to;
        }
        if (at < end && !tell({at, end}, nullptr)) return;
    }
}

std::string pause_text(const Pause& pause) { return pause.reason.empty() ? "tạm dừng" : "tạm dừng: " + pause.reason; }

// sd: closing time of the start's own date before the cut-off, else of the next working day.
Result<Instant> same_day(Task& task) {
    const auto date = vietnam_date(task.start);
    const bool early = vietnam_minute(task.start) < task.limit.cut_off;
    const bool works = task.calendar.is_working_day(date);
    if (early && works) {
        const auto due = TRY(task.calendar.closing(date));
        task.lines.push_back({task.start, due, 1, day_text(date) + ": tiếp nhận trước giờ chốt, trả trong ngày"});
        return due;
    }
    const auto next = TRY(task.calendar.next_working_day(date));
    skip_day(task, date, works ? "tiếp nhận từ giờ chốt trở đi, chuyển sang ngày làm việc tiếp theo"
                               : task.calendar.reason(date));
    skip_days_between(task, date, next);
    const auto due = TRY(task.calendar.closing(next));
    task.lines.push_back({at_vietnam_time(next, task.calendar.office_hours(next).front().from), due, 1,
                          day_text(next) + ": ngày làm việc tiếp theo"});
    return due;
}

// wd: every working day after the start's date gives one day, less the fraction a pause covers.
Result<Instant> working_days(Task& task) {
    const auto parts = task.calendar.day_parts();
    const Wide full_day = static_cast<Wide>(parts) * minute_us;
    Wide left = full_day * task.limit.amount;
    auto date = vietnam_date(task.start);
    skip_day(task, date, "ngày tiếp nhận");
    while (true) {
        date = day_after(date);
        TRY(known(task.calendar, date));
        const auto& hours = task.calendar.office_hours(date);
        if (hours.empty()) {
            skip_day(task, date, task.calendar.reason(date));
            continue;
        }
        std::int64_t office = 0, counted = 0;
        std::string paused;
        for_each_piece(task, date, Instant{}, [&](Span piece, const Pause* pause) {
            office += piece.length();
            if (!pause) counted += piece.length();
            if (pause) paused = pause_text(*pause);
            return true;
        });
        const Wide supply = static_cast<Wide>(counted) * (parts / (office / minute_us));
        const Wide used = std::min(supply, left);
        left -= used;
        const auto share = static_cast<double>(used) / static_cast<double>(full_day);
        const auto closing = at_vietnam_time(date, hours.back().to);
        auto why = paused.empty() ? task.calendar.reason(date)
                                  : (counted == 0 ? "không tính, " : "tính một phần, ") + paused;
        if (left == 0 && used < supply) why += "; chỉ cần phần còn thiếu là đủ thời hạn";
        task.lines.push_back({at_vietnam_time(date, hours.front().from), closing, share, day_text(date) + ": " + why});
        if (left == 0) return closing;
    }
}

// wh and half a day: office minutes from the start on, pauses removed. `unit_us` is one counted unit.
Result<Instant> working_time(Task& task, std::int64_t amount_us, double unit_us) {
    std::int64_t left = amount_us;
    Instant due{};
    for (auto date = vietnam_date(task.start); left > 0; date = day_after(date)) {
        TRY(known(task.calendar, date));
        if (!task.calendar.is_working_day(date)) {
            skip_day(task, date, task.calendar.reason(date));
            continue;
        }
        for_each_piece(task, date, task.start, [&](Span piece, const Pause* pause) {
            if (pause) {
                task.lines.push_back({piece.from, piece.to, 0, day_text(date) + ": không tính, " + pause_text(*pause)});
                return true;
            }
            const auto used = std::min(left, piece.length());
            left -= used;
            due = piece.from + microseconds{used};
            task.lines.push_back({piece.from, due, static_cast<double>(used) / unit_us, day_text(date) + ": giờ làm việc"});
            return left > 0;
        });
    }
    return due;
}

CivilDate plus_months(CivilDate date, std::int64_t count) {
    const auto moved = date + std::chrono::months{count};
    return moved.ok() ? moved : CivilDate{moved.year() / moved.month() / std::chrono::last};
}

CivilDate plus_limit(CivilDate date, const Limit& limit) {
    return limit.unit == LimitUnit::Months ? plus_months(date, limit.amount) : CivilDate{sys_days{date} + days{limit.amount}};
}

// d, m: counted on the calendar from the day after the start, extended by each pause, moved off days off.
Result<Instant> calendar_time(Task& task) {
    const auto start = vietnam_date(task.start);
    skip_day(task, start, "ngày tiếp nhận");
    auto date = plus_limit(start, task.limit);
    task.lines.push_back({at_vietnam_time(day_after(start), 0), whole_day(date).to, static_cast<double>(task.limit.amount),
                          "đếm theo lịch, từ ngày tiếp theo đến " + vietnamese_date(date)});
    for (const auto& pause : task.pauses) {
        const auto extension = days{((pause.to - pause.from).count() + day_us - 1) / day_us};
        date = CivilDate{sys_days{date} + extension};
        task.lines.push_back({pause.from, pause.to, 0,
                              "kéo dài " + std::to_string(extension.count()) + " ngày, " + pause_text(pause)});
    }
    TRY(known(task.calendar, date));
    const auto due = TRY(task.calendar.working_day_from(date));
    if (due != date) {
        skip_day(task, date, "ngày đến hạn không làm việc, " + task.calendar.reason(date));
        skip_days_between(task, date, due);
        const auto closing = TRY(task.calendar.closing(due));
        task.lines.push_back({at_vietnam_time(due, task.calendar.office_hours(due).front().from), closing, 0,
                              day_text(due) + ": ngày làm việc tiếp theo"});
    }
    return task.calendar.closing(due);
}

Result<Instant> run(Task& task) {
    switch (task.limit.unit) {
        case LimitUnit::SameDay: return same_day(task);
        case LimitUnit::WorkingDays: return working_days(task);
        case LimitUnit::HalfDay: {
            const auto standard_us = task.calendar.standard_day_minutes() * minute_us;
            return working_time(task, standard_us / 2, static_cast<double>(standard_us));
        }
        case LimitUnit::WorkingHours: return working_time(task, task.limit.amount, static_cast<double>(hour_us));
        case LimitUnit::CalendarDays:
        case LimitUnit::Months: return calendar_time(task);
    }
    return fail(ErrorCode::InvalidInput, "không rõ loại thời hạn");
}

}  // namespace

Result<Deadline> deadline_from_start(const WorkingCalendar& calendar, Instant official_start, const Limit& limit,
                                     std::span<const Pause> pauses) {
    if (limit.amount <= 0 && limit.unit != LimitUnit::SameDay && limit.unit != LimitUnit::HalfDay)
        return fail(ErrorCode::InvalidInput, "thời hạn phải lớn hơn 0", {{"limit", "range", "phải lớn hơn 0"}});
    TRY(known(calendar, vietnam_date(official_start)));
    Task task{calendar, official_start, limit, TRY(checked(pauses))};
    const auto due = TRY(run(task));
    return Deadline{official_start, due, std::move(task.lines)};
}

Result<Deadline> deadline(const WorkingCalendar& calendar, Instant from, const Limit& limit, std::span<const Pause> pauses) {
    const auto start = TRY(calendar.next_reception(from));
    auto term = TRY(deadline_from_start(calendar, start, limit, pauses));
    if (start != from)
        term.lines.insert(term.lines.begin(), {from, start, 0, "ngoài giờ tiếp nhận: tính từ đầu giờ tiếp nhận kế tiếp, " +
                                                                   vietnamese_time(start)});
    return term;
}

Result<CivilDate> due_date(const WorkingCalendar& calendar, CivilDate official_start, const Limit& limit) {
    if (limit.unit == LimitUnit::WorkingDays)
        return calendar.add_working_days(official_start, static_cast<int>(limit.amount));
    if (limit.unit == LimitUnit::CalendarDays || limit.unit == LimitUnit::Months)
        return calendar.working_day_from(plus_limit(official_start, limit));
    return fail(ErrorCode::InvalidInput, "cách tính nhanh chỉ dùng cho ngày làm việc, ngày và tháng");
}

}  // namespace dossier
