// Handling inside the agency and with others: hand-over, assignment, case, opinions, linked procedures.

#include <algorithm>
#include <set>

#include "dossier/workflow/outcomes.hpp"

namespace dossier {

// Source: NĐ 61/2018 Đ18.2: the same working day, or the start of the next one when received after the cut-off.
Result<Instant> hand_over_due(const WorkingCalendar& calendar, Instant received, MinuteOfDay cut_off) {
    const auto date = vietnam_date(received);
    if (calendar.is_working_day(date) && vietnam_minute(received) < cut_off) return calendar.closing(date);
    const auto next = TRY(calendar.next_working_day(date));
    return at_vietnam_time(next, calendar.office_hours(next).front().from);
}

namespace outcome {
namespace {

const Opinion* opinion(const Dossier& dossier, const std::string& id) {
    const auto found = std::find_if(dossier.opinions.begin(), dossier.opinions.end(),
                                    [&](const Opinion& each) { return each.id == id; });
    return found == dossier.opinions.end() ? nullptr : &*found;
}

const StepRule* step(const Dossier& dossier, const std::string& code) {
    for (const auto& rule : dossier.procedure.steps)
        if (rule.code == code) return &rule;
    return nullptr;
}

// Steps already handed over, in order; the next one must be the following step of the procedure, or an earlier one.
bool step_in_order(const Dossier& dossier, const std::string& code) {
    const auto& steps = dossier.procedure.steps;
    size_t reached = 0;
    for (const auto& given : dossier.hand_overs)
        for (size_t i = 0; i < steps.size(); ++i)
            if (steps[i].code == given.step) reached = std::max(reached, i + 1);
    for (size_t i = 0; i < steps.size(); ++i)
        if (steps[i].code == code) return i <= reached;
    return false;
}

}  // namespace

Ruling of(const Dossier& dossier, const HandOverTo& action, const Context& context) {
    Fields fields;
    fields.text(action.unit, "unit", "phải chọn đơn vị nhận");
    fields.need(action.step.empty() || step(dossier, action.step), "step", "unknown", "quy trình không có bước này");
    TRY(fields.done());
    if (!action.step.empty() && !step_in_order(dossier, action.step))
        return fail(ErrorCode::WrongState, "bước này chưa tới lượt theo quy trình");
    if (!dossier.hand_overs.empty() && !dossier.hand_overs.back().taken_at)
        return fail(ErrorCode::WrongState, "lần giao trước chưa được bên nhận xác nhận");
    const auto* rule = step(dossier, action.step);
    Instant due = dossier.clock.due.value_or(context.now);
    if (dossier.hand_overs.empty() && dossier.clock.official_start)
        due = TRY(hand_over_due(context.at_reception(), *dossier.clock.official_start, context.rules.hand_over_cut_off));
    else if (rule && rule->limit)
        due = TRY(deadline(context.calendar, context.now, *rule->limit)).due;
    return HandedOver{action, dossier.holder_unit, due};
}

// The specialist's term starts when the specialist receives (002 Đ8.3.a), not when the desk sent.
Ruling of(const Dossier& dossier, const TakeOver&, const Context& context) {
    if (dossier.hand_overs.empty() || dossier.hand_overs.back().taken_at)
        return fail(ErrorCode::WrongState, "không có lần giao nào đang chờ nhận");
    const auto& given = dossier.hand_overs.back();
    if (context.actor.unit != given.to_unit) return fail(ErrorCode::NotPermitted, "hồ sơ được giao cho đơn vị khác");
    if (!given.to_officer.empty() && given.to_officer != context.actor.id.text()) {
        const auto& absent = context.actor.stands_in_for;
        if (std::find(absent.begin(), absent.end(), OfficerId{given.to_officer}) == absent.end())
            return fail(ErrorCode::NotPermitted, "hồ sơ được giao cho công chức khác");
    }
    const auto now = context.now;
    TakenOver taken;
    if (given.due) taken.punctuality = now > *given.due ? Punctuality::Late : Punctuality::OnTime;
    if (const auto* rule = step(dossier, given.step); rule && rule->limit)
        taken.step_due = TRY(deadline(context.calendar, now, *rule->limit)).due;
    return taken;
}

Ruling of(const Dossier&, const Assign& action, const Context& context) {
    const auto leads = std::count_if(action.to.begin(), action.to.end(), [](const Assignee& each) { return each.lead; });
    Fields fields;
    fields.need(leads == 1, "to", "lead", leads == 0 ? "phải có đơn vị chủ trì" : "chỉ được có một đơn vị chủ trì");
    for (size_t i = 0; i < action.to.size(); ++i) {
        const auto at = "to[" + std::to_string(i) + "].";
        fields.text(action.to[i].unit, at + "unit", "phải chọn đơn vị");
        fields.need(!action.to[i].due || *action.to[i].due > context.now, at + "due", "range", "hạn phải sau thời điểm này");
    }
    TRY(fields.done());
    return Done<Assign>{action};
}

// A case chosen after reception changes the limit by law: no apology, the history shows the case.
Ruling of(const Dossier& dossier, const ChooseCase& action, const Context& context) {
    const auto* chosen = dossier.procedure.find_case(action.case_code);
    Fields fields;
    fields.need(chosen != nullptr, "case_code", "unknown", "thủ tục không có trường hợp này");
    fields.text(action.reason, "reason", "phải ghi lý do chọn trường hợp");
    fields.need(!chosen || chosen->representative_allowed || !dossier.particulars.representative, "case_code", "forbidden",
                "“" + (chosen ? chosen->title : "") + "” không được ủy quyền cho người khác làm thủ tục");
    TRY(fields.done());
    if (dossier.case_code() == action.case_code) return fail(ErrorCode::DuplicateRequest, "hồ sơ đã theo trường hợp này");
    CaseChosen change{action, dossier.procedure.limit_for(action.case_code), std::nullopt, {}, {}};
    if (dossier.clock.counted_from) {
        auto term = TRY(deadline_from_start(context.calendar, *dossier.clock.counted_from, change.limit, dossier.clock.pauses));
        change.due = term.due;
        change.proof = std::move(term.lines);
        change.calendar = std::move(term.calendar);
    }
    return change;
}

Ruling of(const Dossier& dossier, const AskOpinion& action, const Context& context) {
    Fields fields;
    fields.text(action.id, "id", "phải có số hiệu yêu cầu").text(action.to_agency, "to_agency", "phải chọn cơ quan được hỏi");
    fields.text(action.content, "content", "phải ghi nội dung lấy ý kiến");
    fields.need(action.due > context.now, "due", "range", "hạn trả lời phải sau thời điểm này");
    TRY(fields.done());
    if (opinion(dossier, action.id)) return fail(ErrorCode::DuplicateRequest, "yêu cầu lấy ý kiến này đã có");
    return OpinionAsked{action, clock_effect(dossier.procedure, "opinion") == ClockEffect::Pauses};
}

Ruling of(const Dossier& dossier, const RecordOpinion& action, const Context& context) {
    const auto* asked = opinion(dossier, action.id);
    Fields fields;
    fields.need(asked != nullptr, "id", "unknown", "không có yêu cầu lấy ý kiến này");
    fields.need(!action.answer.empty() || !action.file.empty(), "answer", "required", "phải có nội dung hoặc tệp trả lời");
    TRY(fields.done());
    if (asked->answered_at) return fail(ErrorCode::DuplicateRequest, "ý kiến này đã được ghi nhận");
    OpinionRecorded recorded{action, std::nullopt};
    const bool others_pause = std::any_of(dossier.opinions.begin(), dossier.opinions.end(), [&](const Opinion& each) {
        return each.pauses && !each.answered_at && each.id != action.id;
    });
    if (asked->pauses && !others_pause && clock_runs(dossier.state)) recorded.clock = TRY(resumed(dossier, context));
    return recorded;
}

Ruling of(const Dossier& dossier, const EscalateOpinion& action, const Context& context) {
    const auto* asked = opinion(dossier, action.id);
    Fields fields;
    TRY(fields.need(asked != nullptr, "id", "unknown", "không có yêu cầu lấy ý kiến này").done());
    if (asked->answered_at || asked->due >= context.now)
        return fail(ErrorCode::WrongState, "ý kiến này chưa quá hạn hoặc đã được trả lời");
    if (asked->escalated_at) return fail(ErrorCode::DuplicateRequest, "đã báo quá hạn ý kiến này");
    return Done<EscalateOpinion>{action};
}

Ruling of(const Dossier&, const VerifyOnSite& action, const Context& context) {
    Fields fields;
    fields.need(action.happened_at > Instant{} && action.happened_at <= context.now, "happened_at", "range",
                "thời gian thẩm tra phải có và không ở tương lai");
    fields.text(action.place, "place", "phải ghi địa điểm").text(action.participants, "participants", "phải ghi thành phần tham gia");
    fields.text(action.content, "content", "phải ghi nội dung thẩm tra");
    TRY(fields.done());
    return Done<VerifyOnSite>{action};
}

Ruling of(const Dossier&, const ReportIncident& action, const Context&) {
    Fields fields;
    fields.need(action.kind == "lost" || action.kind == "damaged", "kind", "enum", "sự cố là mất (lost) hoặc hư hỏng (damaged)");
    fields.text(action.description, "description", "phải mô tả sự cố");
    fields.text(action.responsible_unit, "responsible_unit", "phải ghi đơn vị chịu trách nhiệm");
    TRY(fields.done());
    return Done<ReportIncident>{action};
}

// Electronic dossiers go to all agencies at once, paper in the order set (NĐ 61/2018 Đ19.6).
Ruling of(const Dossier& dossier, const StartLinked& action, const Context&) {
    Fields fields;
    fields.need(!action.procedures.empty(), "procedures", "required", "phải có ít nhất một thủ tục liên thông");
    for (size_t i = 0; i < action.procedures.size(); ++i) {
        const auto at = "procedures[" + std::to_string(i) + "].";
        fields.text(action.procedures[i].agency, at + "agency", "phải chọn cơ quan");
        fields.text(action.procedures[i].task, at + "task", "phải ghi nhiệm vụ");
    }
    TRY(fields.done());
    if (!dossier.linked.empty()) return fail(ErrorCode::WrongState, "hồ sơ đã có thủ tục liên thông");
    return Done<StartLinked>{action};
}

Ruling of(const Dossier& dossier, const FinishLinked& action, const Context&) {
    const auto& linked = dossier.linked;
    const auto found = std::find_if(linked.begin(), linked.end(), [&](const LinkedProcedure& each) {
        return each.procedure == action.procedure && each.agency == action.agency;
    });
    Fields fields;
    TRY(fields.need(found != linked.end(), "agency", "unknown", "không có phần liên thông này").done());
    if (found->finished_at) return fail(ErrorCode::DuplicateRequest, "phần liên thông này đã xong");
    if (!found->sent_at) return fail(ErrorCode::WrongState, "phần liên thông này chưa tới lượt");
    LinkedFinished finished{action, {}};
    const bool more_now = std::any_of(linked.begin(), linked.end(), [&](const LinkedProcedure& each) {
        return &each != &*found && each.sent_at && !each.finished_at;
    });
    if (more_now) return finished;
    std::optional<int> next;
    for (const auto& each : linked)
        if (!each.sent_at && (!next || each.order < *next)) next = each.order;
    for (size_t i = 0; i < linked.size(); ++i)
        if (next && !linked[i].sent_at && linked[i].order == *next) finished.now_sent.push_back(static_cast<int>(i));
    return finished;
}

Ruling of(const Dossier&, const SetUrgent& action, const Context&) { return Done<SetUrgent>{action}; }

Ruling of(const Dossier& dossier, const MoveAgency& action, const Context&) {
    const bool ours = action.from == dossier.agency || action.from == dossier.deciding_agency;
    Fields fields;
    fields.need(ours, "from", "unknown", "hồ sơ không thuộc cơ quan này");
    fields.need(is_agency_code_2016(action.to) || is_agency_code_2020(action.to), "to", "format", "mã cơ quan mới chưa đúng");
    fields.text(action.basis, "basis", "phải ghi căn cứ sắp xếp đơn vị");
    TRY(fields.done());
    return Done<MoveAgency>{action};
}

Ruling of(const Dossier& dossier, const SendToMinistry& action, const Context&) {
    if (!dossier.procedure.left_to_ministry())
        return fail(ErrorCode::WrongState, dossier.procedure.connected ? "thủ tục này thực hiện trên hệ thống của cơ quan"
                                                                       : "hệ thống của bộ chưa nối với cơ quan; hồ sơ giải quyết tại đây");
    if (!dossier.external_system.empty()) return fail(ErrorCode::DuplicateRequest, "hồ sơ đã được chuyển sang hệ thống của bộ");
    Fields fields;
    TRY(fields.text(action.external_code, "external_code", "phải có mã hồ sơ trên hệ thống của bộ").done());
    return Done<SendToMinistry>{action};
}

Ruling of(const Dossier& dossier, const RecordExternalStatus& action, const Context&) {
    if (dossier.external_system.empty()) return fail(ErrorCode::WrongState, "hồ sơ không xử lý trên hệ thống của bộ");
    const bool possible = action.state != State::Draft && action.state != State::Submitted && action.state != State::NotReceived;
    Fields fields;
    TRY(fields.need(possible, "state", "enum", "trạng thái không dùng được sau khi tiếp nhận").done());
    return Done<RecordExternalStatus>{action};
}

Ruling of(const Dossier&, const RecordForm& action, const Context&) {
    Fields fields;
    fields.text(action.form, "form", "phải có loại biểu mẫu").need(!action.file.empty(), "file", "required", "phải có tệp");
    TRY(fields.done());
    return Done<RecordForm>{action};
}

Ruling of(const Dossier&, const Warn& action, const Context&) {
    Fields fields;
    TRY(fields.text(action.kind, "kind", "phải có loại cảnh báo").done());
    return Done<Warn>{action};
}

}  // namespace outcome
}  // namespace dossier
