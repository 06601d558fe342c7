#include "dossier/calendar/deadline.hpp"

#include <algorithm>
#include <array>

#include "dossier/calendar/term.hpp"

namespace dossier {
namespace {

using namespace term;
using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::sys_days;

tl::unexpected<Error> wrong_pause(std::string rule, std::string message) {
    return fail(ErrorCode::InvalidInput, message, {{"pause", std::move(rule), message}});
}

Result<std::vector<Pause>> checked(std::span<const Pause> given) {
    std::vector<Pause> pauses(given.begin(), given.end());
    std::sort(pauses.begin(), pauses.end(), [](const Pause& a, const Pause& b) { return a.from < b.from; });
    for (size_t i = 0; i < pauses.size(); ++i) {
        const auto named = [](const Pause& pause) { return vietnamese_time(pause.from) + " – " + vietnamese_time(pause.to); };
        if (pauses[i].to <= pauses[i].from)
            return wrong_pause("order", "khoảng tạm dừng phải kết thúc sau khi bắt đầu: " + named(pauses[i]));
        if (i > 0 && pauses[i].from < pauses[i - 1].to)
            return wrong_pause("overlap", "các khoảng tạm dừng không được chồng nhau: " + named(pauses[i - 1]) + " và " + named(pauses[i]));
    }
    return pauses;
}

// Told only where somebody could expect them to matter.
std::string ignored_pauses(const Task& task, Instant due) {
    std::string told;
    for (const auto& pause : task.pauses)
        if (pause.from < due && pause.to > task.start)
            told += "; " + pause_text(pause) + " từ " + vietnamese_time(pause.from) + " không kéo dài thời hạn trong ngày";
    return told;
}

// sd: closing time of the start's own date before the cut-off, else of the next working day.
Result<Instant> same_day(Task& task) {
    const auto date = vietnam_date(task.start);
    const bool early = vietnam_minute(task.start) < task.limit.cut_off;
    const bool works = task.calendar.is_working_day(date);
    if (early && works) {
        const auto due = TRY(task.calendar.closing(date));
        task.lines.push_back({std::min(task.start, due), due, 1,
                              day_text(date) + ": tiếp nhận trước giờ chốt, trả trong ngày" + ignored_pauses(task, due)});
        return due;
    }
    const auto next = TRY(task.calendar.next_working_day(date));
    skip_day(task, date, works ? "tiếp nhận từ giờ chốt trở đi, chuyển sang ngày làm việc tiếp theo"
                               : task.calendar.reason(date));
    skip_days_between(task, date, next);
    const auto due = TRY(task.calendar.closing(next));
    task.lines.push_back({at_vietnam_time(next, task.calendar.office_hours(next).front().from), due, 1,
                          day_text(next) + ": ngày làm việc tiếp theo" + ignored_pauses(task, due)});
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
    skip_day(task, start, "ngày tiếp nhận là ngày 0");
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

// Why the official start is later than the arrival: day by day.
std::vector<ProofLine> lines_before(const WorkingCalendar& reception, Instant from, Instant start) {
    std::vector<ProofLine> lines;
    for (auto at = from; at < start;) {
        const auto date = vietnam_date(at);
        const auto to = std::min(whole_day(date).to, start);
        const bool closed = reception.reception_hours(date).empty();
        const auto why = !closed                             ? "ngoài giờ tiếp nhận"
                         : reception.is_working_day(date) ? "không có buổi tiếp nhận"
                                                             : reception.reason(date);
        lines.push_back({at, to, 0, day_text(date) + ": không tính, " + why});
        at = to;
    }
    if (!lines.empty()) lines.back().why += "; tiếp nhận chính thức lúc " + vietnamese_time(start);
    return lines;
}

}  // namespace

std::string vietnamese_pause(std::string_view reason) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 6> words{{
        {"supplement", "chờ bổ sung"},
        {"supplement_intake", "chờ bổ sung trước khi tiếp nhận"},
        {"payment", "chờ thực hiện nghĩa vụ tài chính"},
        {"withdrawal", "chờ quyết định về yêu cầu rút hồ sơ"},
        {"opinion", "chờ ý kiến cơ quan khác"},
        {"stop", "dừng xử lý"},
    }};
    for (const auto& [word, text] : words)
        if (word == reason) return text;
    return std::string{reason};
}

Result<Deadline> deadline_from_start(const WorkingCalendar& calendar, Instant official_start, const Limit& limit,
                                     std::span<const Pause> pauses) {
    TRY(check_limit(limit));
    auto in_order = TRY(checked(pauses));
    TRY(known(calendar, vietnam_date(official_start)));
    Task task{calendar, official_start, limit, std::move(in_order)};
    const auto due = TRY(run(task));
    return Deadline{official_start, due, std::move(task.lines), calendar.source()};
}

Result<Deadline> deadline(const WorkingCalendar& reception, const WorkingCalendar& calendar, Instant from, const Limit& limit,
                          std::span<const Pause> pauses) {
    TRY(check_limit(limit));
    TRY(checked(pauses));  // wrong pauses are the caller's mistake even when the calendar ends early
    const auto start = TRY(reception.next_reception(from));
    auto term = TRY(deadline_from_start(calendar, start, limit, pauses));
    if (start == from) return term;
    auto lines = lines_before(reception, from, start);
    term.lines.insert(term.lines.begin(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    return term;
}

Result<Deadline> deadline(const WorkingCalendar& calendar, Instant from, const Limit& limit, std::span<const Pause> pauses) {
    return deadline(calendar, calendar, from, limit, pauses);
}

Result<CivilDate> due_date(const WorkingCalendar& calendar, CivilDate official_start, const Limit& limit) {
    TRY(check_limit(limit));
    if (limit.unit == LimitUnit::WorkingDays)
        return calendar.add_working_days(official_start, static_cast<int>(limit.amount));
    if (limit.unit == LimitUnit::CalendarDays || limit.unit == LimitUnit::Months)
        return calendar.working_day_from(plus_limit(official_start, limit));
    return fail(ErrorCode::InvalidInput, "cách tính nhanh chỉ dùng cho ngày làm việc, ngày và tháng");
}

}  // namespace dossier
