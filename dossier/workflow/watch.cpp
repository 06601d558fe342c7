#include "dossier/workflow/watch.hpp"

#include "dossier/workflow/decide.hpp"

#include <algorithm>

namespace dossier {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool told(const Dossier& dossier, WatchKind kind, const std::string& since = "") {
    return std::any_of(dossier.warnings.begin(), dossier.warnings.end(), [&](const Warning& warning) {
        return warning.kind == name_of(kind) && (since.empty() || warning.text.find(since) != std::string::npos);
    });
}

// A day nobody works is no day to apologise on.
sys_days last_working_day_before(const WorkingCalendar& calendar, Instant due) {
    constexpr int longest_holiday = 30;  // days
    auto day = sys_days{vietnam_date(due)} - days{1};
    for (int back = 0; back < longest_holiday && calendar.office_hours(CivilDate{day}).empty(); ++back) day -= days{1};
    return day;
}

// The step's own term, from taking it over (002 Đ8.3.a) to its due time.
void watch_step(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, std::vector<WatchItem>& items) {
    if (dossier.state != State::InProcess || dossier.clock.paused_since || dossier.hand_overs.empty()) return;
    const auto& given = dossier.hand_overs.back();
    if (!given.taken_at || !given.due || given.step.empty() || *given.due <= *given.taken_at) return;
    const auto due = vietnamese_time(*given.due);
    const auto add = [&](WatchKind kind, Role role, const std::string& text) {
        if (!told(dossier, kind, due)) items.push_back({kind, given.step, role, text + " của bước " + given.step + " (đến " + due + ")"});
    };
    if (now > *given.due) return add(WatchKind::StepOverdue, Role::unit_head, "đã quá thời hạn");
    const auto total = office_time_between(calendar, *given.taken_at, *given.due);
    const auto used = office_time_between(calendar, *given.taken_at, now);
    if (used * 10 >= total * 8) add(WatchKind::StepMost, Role::specialist, "đã dùng 80% thời hạn");
    else if (used * 2 >= total) add(WatchKind::StepHalf, Role::specialist, "đã dùng 50% thời hạn");
}

void watch_budget(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, std::vector<WatchItem>& items) {
    const auto& clock = dossier.clock;
    if (!clock_runs(dossier.state) || clock.paused_since || !clock.due || !clock.counted_from) return;
    const auto due = vietnamese_time(*clock.due);
    const auto add = [&](WatchKind kind, Role role, const std::string& text) {
        if (!told(dossier, kind, due)) items.push_back({kind, "", role, text + " (hẹn trả " + due + ")"});
    };
    if (now > *clock.due) return add(WatchKind::Overdue, Role::leader, "hồ sơ đã quá hạn");
    const auto total = office_time_between(calendar, *clock.counted_from, *clock.due);
    const auto used = office_time_between(calendar, *clock.counted_from, now);
    if (used * 10 >= total * 8) add(WatchKind::BudgetMost, Role::unit_head, "đã dùng 80% thời hạn");
    else if (used * 2 >= total) add(WatchKind::BudgetHalf, Role::specialist, "đã dùng 50% thời hạn");
    const auto today = sys_days{vietnam_date(now)};
    if (dossier.apologies.empty() && today >= last_working_day_before(calendar, *clock.due) && today < sys_days{vietnam_date(*clock.due)})
        add(WatchKind::ApologyDue, Role::unit_head, "hôm nay là ngày cuối để xin lỗi và hẹn lại đúng quy định");
}

void watch_supplement(const Dossier& dossier, Instant now, std::vector<WatchItem>& items) {
    if (dossier.state != State::AwaitingSupplement || dossier.supplements.empty()) return;
    const auto& round = dossier.supplements.back();
    if (round.answered_at || !round.expires) return;
    if (now > *round.expires) {
        if (!told(dossier, WatchKind::SupplementExpired))
            items.push_back({WatchKind::SupplementExpired, "", Role::unit_head,
                             "quá hạn bổ sung mà chưa có trả lời; đề nghị quyết định dừng xử lý (mẫu 05)"});
        return;
    }
    if (!round.reminded_at && now - round.asked_at >= (*round.expires - round.asked_at) / 2)
        items.push_back({WatchKind::SupplementReminder, "", Role::reception_officer, "nhắc công dân bổ sung hồ sơ"});
}

// Registered or handed on the day it belongs to, at latest the next (NĐ 30/2020 Đ4.2.c; NĐ 61/2018 Đ18.2).
void watch_handing_on(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, const WorkflowRules& rules,
                      std::vector<WatchItem>& items) {
    if (dossier.state != State::Received || !dossier.hand_overs.empty() || !dossier.clock.official_start) return;
    const auto due = hand_over_due(calendar, *dossier.clock.official_start, rules.hand_over_cut_off);
    if (due && now > *due && !told(dossier, WatchKind::HandOnLate))
        items.push_back({WatchKind::HandOnLate, "", Role::desk_head, "quá hạn chuyển xử lý (" + vietnamese_time(*due) + ")"});
}

// Urgent dossiers are handed on at once (002 Đ6.2; NĐ 30/2020 Đ23.1): since when nobody has taken this one up.
std::optional<Instant> waiting_since(const Dossier& dossier) {
    if (!is_open(dossier.state)) return std::nullopt;
    if (dossier.hand_overs.empty()) return dossier.state == State::Received ? dossier.clock.official_start : std::nullopt;
    return dossier.hand_overs.back().taken_at ? std::nullopt : std::optional{dossier.hand_overs.back().at};
}

void watch_urgent(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, std::vector<WatchItem>& items) {
    constexpr std::chrono::microseconds patience = std::chrono::minutes{30};
    const auto since = dossier.urgent ? waiting_since(dossier) : std::nullopt;
    if (!since || office_time_between(calendar, *since, now) <= patience.count()) return;
    const auto from = vietnamese_time(*since);
    if (!told(dossier, WatchKind::UrgentWaits, from))
        items.push_back({WatchKind::UrgentWaits, "", Role::unit_head, "hồ sơ khẩn chờ người xử lý từ " + from});
}

}  // namespace

std::int64_t office_time_between(const WorkingCalendar& calendar, Instant from, Instant to) {
    std::int64_t total = 0;
    for (auto day = sys_days{vietnam_date(from)}; day <= sys_days{vietnam_date(to)}; day += days{1})
        for (const auto period : calendar.office_hours(CivilDate{day})) {
            const auto begin = std::max(from, at_vietnam_time(CivilDate{day}, period.from));
            const auto end = std::min(to, at_vietnam_time(CivilDate{day}, period.to));
            if (begin < end) total += (end - begin).count();
        }
    return total;
}

std::vector<WatchItem> watch(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, const WorkflowRules& rules) {
    std::vector<WatchItem> items;
    watch_budget(dossier, calendar, now, items);
    watch_supplement(dossier, now, items);
    watch_step(dossier, calendar, now, items);
    watch_handing_on(dossier, calendar, now, rules, items);
    watch_urgent(dossier, calendar, now, items);
    if (is_open(dossier.state))
        for (const auto& opinion : dossier.opinions)
            if (!opinion.answered_at && !opinion.escalated_at && now > opinion.due)
                items.push_back({WatchKind::OpinionLate, opinion.id, Role::desk_head, "cơ quan được hỏi ý kiến chưa trả lời đúng hạn"});
    if (is_open(dossier.state) && !dossier.hand_overs.empty()) {
        const auto& given = dossier.hand_overs.back();
        if (!given.taken_at && given.due && now > *given.due && !told(dossier, WatchKind::HandOverLate, given.to_unit))
            items.push_back({WatchKind::HandOverLate, given.step, Role::unit_head, "đơn vị " + given.to_unit + " chưa xác nhận nhận hồ sơ"});
    }
    return items;
}

}  // namespace dossier
