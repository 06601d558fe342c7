// What stops the clock or moves the date: payment, withdrawal, stop, apology.

#include <algorithm>

#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {
namespace {

const Payment* payment(const Dossier& dossier, const std::string& id) {
    const auto found = std::find_if(dossier.payments.begin(), dossier.payments.end(),
                                    [&](const Payment& each) { return each.id == id; });
    return found == dossier.payments.end() ? nullptr : &*found;
}

// The state the dossier goes back to has its clock running.
bool goes_back_to_running(const Dossier& dossier) {
    return dossier.resume_states.empty() || clock_runs(dossier.resume_states.back());
}

}  // namespace

Result<ClockSet> resumed(const Dossier& dossier, const Context& context) {
    const auto& clock = dossier.clock;
    if (!clock.paused_since || !clock.counted_from) return ClockSet{std::nullopt, std::nullopt, clock.due, clock.proof, clock.calendar};
    auto pauses = clock.pauses;
    std::optional<Pause> ended;
    if (context.now > *clock.paused_since) {
        ended = Pause{*clock.paused_since, context.now, clock.pause_reason};
        pauses.push_back(*ended);
    }
    auto term = TRY(deadline_from_start(context.calendar, *clock.counted_from, clock.limit, pauses));
    // An appointment made by apology is kept unless the pause carries the date beyond it.
    const auto due = clock.appointed ? std::max(term.due, *clock.appointed) : term.due;
    return ClockSet{std::nullopt, ended, due, std::move(term.lines), std::move(term.calendar)};
}

Result<ClockSet> restarted(const Dossier& dossier, const Context& context) {
    auto term = TRY(deadline(context.at_reception(), context.calendar, context.now, dossier.clock.limit));
    return ClockSet{term.official_start, std::nullopt, term.due, std::move(term.lines), std::move(term.calendar)};
}

Ruling of(const Dossier& dossier, const AskPayment& action, const Context&) {
    Fields fields;
    fields.text(action.id, "id", "phải có số thông báo").text(action.title, "title", "phải ghi khoản phải nộp");
    fields.need(action.amount > 0, "amount", "range", "số tiền phải lớn hơn 0");
    TRY(fields.done());
    if (payment(dossier, action.id)) return fail(ErrorCode::DuplicateRequest, "thông báo này đã có trong hồ sơ");
    return Done<AskPayment>{action};
}

Ruling of(const Dossier& dossier, const RecordPayment& action, const Context& context) {
    const auto* asked = payment(dossier, action.id);
    if (!asked) return fail(ErrorCode::InvalidInput, "không có thông báo nộp tiền này", {{"id", "unknown", "không có thông báo này"}});
    if (asked->paid_at) return fail(ErrorCode::DuplicateRequest, "khoản này đã được ghi nhận");
    Fields fields;
    TRY(fields.text(action.proof, "proof", "phải có số biên lai hoặc mã giao dịch").done());
    const bool last = std::all_of(dossier.payments.begin(), dossier.payments.end(), [&](const Payment& each) {
        return each.id == action.id || each.paid_at;
    });
    if (!last) return PaymentRecorded{action, false, {}};
    auto clock = TRY(resumed(dossier, context));  // TRY in braces would lose the members before it
    return PaymentRecorded{action, true, std::move(clock)};
}

Ruling of(const Dossier&, const AskWithdrawal& action, const Context&) { return Done<AskWithdrawal>{action}; }

Ruling of(const Dossier& dossier, const DecideWithdrawal& action, const Context& context) {
    if (action.granted) return WithdrawalDecided{action, {}};
    Fields fields;
    TRY(fields.text(action.reason, "reason", "phải ghi lý do không cho rút hồ sơ").done());
    if (!goes_back_to_running(dossier)) return WithdrawalDecided{action, {}};
    auto clock = TRY(resumed(dossier, context));
    return WithdrawalDecided{action, std::move(clock)};
}

// Source: TT 03/2025/TT-VPCP, form 05 (notice that handling stops).
Ruling of(const Dossier&, const Stop& action, const Context&) {
    Fields fields;
    TRY(fields.text(action.reason, "reason", "phải ghi lý do dừng xử lý").done());
    return Done<Stop>{action};
}

// Source: NĐ 61/2018 Đ19.9 (form 04): at least one day before the date, one new appointment only.
Ruling of(const Dossier& dossier, const Apologise& action, const Context& context) {
    Fields fields;
    fields.text(action.reason, "reason", "phải ghi lý do chậm").text(action.responsible, "responsible", "phải ghi đơn vị gây chậm");
    const auto due = dossier.clock.due;
    fields.need(due.has_value(), "new_due", "state", "hồ sơ chưa có ngày hẹn trả");
    fields.need(!due || (action.new_due > *due && action.new_due > context.now), "new_due", "range",
                "ngày hẹn lại phải sau ngày hẹn cũ và sau thời điểm này");
    fields.need(context.calendar.is_working_day(vietnam_date(action.new_due)), "new_due", "working_day",
                "ngày hẹn lại phải là ngày làm việc");
    if (static_cast<int>(dossier.apologies.size()) >= context.rules.reappointments)
        return fail(ErrorCode::WrongState, "chỉ được hẹn lại ngày trả kết quả một lần");
    TRY(fields.done());
    const auto last_day = std::chrono::sys_days{vietnam_date(*due)} - std::chrono::days{1};
    return Apologised{action, std::chrono::sys_days{vietnam_date(context.now)} > last_day};
}

}  // namespace dossier::outcome
