// Reception and what surrounds it: refusal, correction, supplements.

#include <algorithm>

#include "dossier/intake/completeness.hpp"
#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {
namespace {

// Online dossiers are examined and the person identified before they are taken over (NĐ45 Đ11.2; 004 Đ10.3.a).
Result<void> examined(const Dossier& dossier) {
    if (dossier.channel != Channel::Online || dossier.state != State::Submitted) return {};
    if (!dossier.examined) return fail(ErrorCode::WrongState, "hồ sơ trực tuyến chưa được kiểm tra trước khi tiếp nhận");
    if (!dossier.examined->identity_matches)
        return fail(ErrorCode::WrongState, "thông tin danh tính của người nộp không khớp, hồ sơ đang được giữ lại");
    return {};
}

std::vector<std::string> reused_components(const std::vector<ComponentStanding>& standings) {
    std::vector<std::string> codes;
    for (const auto& row : standings)
        if (row.standing == Standing::Reused) codes.push_back(row.code);
    return codes;
}

int rounds_in(const Dossier& dossier, Stage stage) {
    return static_cast<int>(std::count_if(dossier.supplements.begin(), dossier.supplements.end(),
                                          [&](const SupplementRound& round) { return round.stage == stage; }));
}

}  // namespace

// Source: NĐ 61/2018 Đ17.1.c; TT 01/2018/TT-VPCP Đ19 (code); dossier/README.md, "Tiếp nhận".
Ruling of(const Dossier& dossier, const Receive& action, const Context& context) {
    if (dossier.channel == Channel::Online && dossier.state == State::Draft)
        return fail(ErrorCode::WrongState, "hồ sơ trực tuyến chưa được nộp");
    TRY(examined(dossier));
    const auto& procedure = context.procedure ? *context.procedure : dossier.procedure;
    const auto standings = check_components(dossier, procedure);
    Fields fields;
    check_particulars(procedure, dossier.particulars, true, context, fields);
    for (auto& missing : missing_components(standings)) fields.errors().push_back(std::move(missing));
    fields.need(!context.rules.spelling_before_reception || dossier.particulars.name_spelling_confirmed,
                "name_spelling_confirmed", "required", "phải đọc lại và xác nhận cách viết họ tên với công dân");
    fields.need(action.portal_code.empty() || parse_code(action.portal_code).has_value(), "portal_code", "format",
                "mã hồ sơ của Cổng chưa đúng dạng");
    TRY(fields.done());
    const auto limit = procedure.limit_for(dossier.case_code());
    auto term = TRY(deadline(context.at_reception(), context.calendar, context.now, limit));
    Received received{action.portal_code, term.official_start, term.due, limit, std::move(term.lines), std::nullopt, action.immediate,
                      reused_components(standings), std::move(term.calendar)};
    if (!(procedure == dossier.procedure)) received.procedure = procedure;
    return received;
}

// Source: NĐ 61/2018 Đ17.1.b (form 03).
Ruling of(const Dossier& dossier, const RefuseReception& action, const Context&) {
    if (dossier.state == State::AwaitingSupplement && !dossier.code.empty())
        return fail(ErrorCode::WrongState, "hồ sơ đã được tiếp nhận, không từ chối tiếp nhận được nữa");
    Fields fields;
    TRY(fields.text(action.reason, "reason", "phải ghi lý do từ chối").done());
    return Done<RefuseReception>{action};
}

// A mistake of reception is put right without losing the code; a receipt is issued again.
Ruling of(const Dossier& dossier, const CorrectReception& action, const Context& context) {
    Fields fields;
    fields.text(action.reason, "reason", "phải ghi lý do đính chính");
    const bool other = !action.procedure.empty() && action.procedure != dossier.procedure.code;
    const bool known = context.procedure && context.procedure->code == action.procedure;
    fields.need(!other || known, "procedure", "unknown", "không có thủ tục này trong danh mục");
    const auto& procedure = other && known ? *context.procedure : dossier.procedure;
    check_particulars(procedure, action.particulars, true, context, fields);
    TRY(fields.done());
    ReceptionCorrected corrected{action, std::nullopt, {}, procedure.limit_for(action.particulars.case_code), {}, {}};
    if (other) corrected.procedure = procedure;
    if (dossier.clock.counted_from) {
        auto term = TRY(deadline_from_start(context.calendar, *dossier.clock.counted_from, corrected.limit, dossier.clock.pauses));
        corrected.due = {context.now, dossier.clock.due, term.due, "correction", "đính chính tiếp nhận: " + action.reason};
        corrected.proof = std::move(term.lines);
        corrected.calendar = std::move(term.calendar);
    }
    return corrected;
}

// All missing points in one request, once per stage; a second one only by the desk head, logged and counted as late.
// Source: NĐ 61/2018 Đ11.2.c, Đ15.3, Đ17.1.a, Đ19.4 (form 02).
Ruling of(const Dossier& dossier, const AskSupplement& action, const Context& context) {
    Fields fields;
    fields.need(!action.points.empty(), "points", "required", "phải ghi ít nhất một nội dung cần bổ sung");
    for (size_t i = 0; i < action.points.size(); ++i) {
        const auto& point = action.points[i];
        const auto at = "points[" + std::to_string(i) + "].";
        fields.text(point.reason, at + "reason", "phải ghi lý do yêu cầu bổ sung");
        fields.need(point.component.empty() || dossier.procedure.component(point.component), at + "component", "unknown",
                    "thủ tục không có thành phần hồ sơ này");
    }
    fields.need(!action.expires || *action.expires > context.now, "expires", "range", "hạn bổ sung phải sau thời điểm này");
    TRY(fields.done());
    const auto stage = is_received(dossier.state) ? Stage::Appraisal : Stage::Intake;
    SupplementAsked asked{action, stage, false, false, ClockEffect::NotStarted};
    if (rounds_in(dossier, stage) >= context.rules.supplements_per_stage) {
        const auto& roles = context.actor.roles;
        const bool head = std::find(roles.begin(), roles.end(), Role::desk_head) != roles.end();
        if (action.override_reason.empty())
            return fail(ErrorCode::WrongState, "mỗi giai đoạn chỉ được yêu cầu bổ sung một lần");
        if (!head) return fail(ErrorCode::NotPermitted, "chỉ phụ trách Bộ phận Một cửa được cho phép yêu cầu bổ sung lần nữa");
        asked.overridden = true;
    }
    if (!asked.asked.expires)
        asked.asked.expires = context.now + std::chrono::days{context.rules.supplement_expiry_days};
    if (stage == Stage::Intake) return asked;
    asked.clock = clock_effect(dossier.procedure, "supplement");
    if (dossier.clock.official_start) {
        const auto last = TRY(context.calendar.add_working_days(vietnam_date(*dossier.clock.official_start),
                                                                context.rules.return_for_supplement_days));
        asked.late_return = vietnam_date(context.now) > last;
    }
    return asked;
}

Ruling of(const Dossier& dossier, const RecordSupplement&, const Context& context) {
    Fields fields;
    for (auto& missing : missing_components(check_components(dossier))) fields.errors().push_back(std::move(missing));
    TRY(fields.done());
    const bool appraisal = !dossier.supplements.empty() && dossier.supplements.back().stage == Stage::Appraisal;
    if (!appraisal) return Supplemented{};
    if (clock_effect(dossier.procedure, "supplement") == ClockEffect::Restarts)
        return Supplemented{TRY(restarted(dossier, context))};
    return Supplemented{TRY(resumed(dossier, context))};
}

Ruling of(const Dossier& dossier, const RemindSupplement& action, const Context&) {
    if (dossier.supplements.empty() || dossier.supplements.back().answered_at)
        return fail(ErrorCode::WrongState, "không có yêu cầu bổ sung nào đang chờ");
    if (dossier.supplements.back().reminded_at) return fail(ErrorCode::DuplicateRequest, "đã nhắc yêu cầu bổ sung này");
    return Done<RemindSupplement>{action};
}

}  // namespace dossier::outcome
