// Approval, decision, result and its return.

#include <algorithm>

#include "dossier/signing_rules/release.hpp"
#include "dossier/workflow/outcomes.hpp"

namespace dossier {

// Source: index 2.1 of QĐ 766/QĐ-TTg: finished by the appointment is on time; more than one supplement round is late.
Punctuality punctuality_at(const Dossier& dossier, Instant finished) {
    if (dossier.supplements.size() > 1) return Punctuality::Late;
    if (!dossier.clock.due) return Punctuality::OnTime;
    if (finished > *dossier.clock.due) return Punctuality::Late;
    return vietnam_date(finished) < vietnam_date(*dossier.clock.due) ? Punctuality::Early : Punctuality::OnTime;
}

namespace outcome {
namespace {

void check_result(const Dossier& dossier, const AttachResult& action, const std::string& prefix, Fields& fields) {
    const auto& rules = dossier.procedure.results;
    const bool known = rules.empty() || (dossier.decision && dossier.decision->outcome == dossier::Outcome::Refused) ||
                       std::any_of(rules.begin(), rules.end(), [&](const ResultRule& rule) { return rule.code == action.code; });
    fields.need(known, prefix + "code", "unknown", "thủ tục không có loại kết quả này");
    fields.text(action.number, prefix + "number", "phải có số của kết quả");
    fields.need(!action.file.empty(), prefix + "file", "required", "phải có tệp kết quả");
    for (std::size_t i = 0; i < action.appendices.size(); ++i) {
        const auto at = prefix + "appendices[" + std::to_string(i) + "].";
        fields.text(action.appendices[i].title, at + "title", "phải có tên phụ lục");
        fields.need(!action.appendices[i].file.empty(), at + "file", "required", "phải có tệp phụ lục");
    }
}

// Signed as it must be, and no file of it is one of another result or here twice.
Result<void> may_be_issued(const Dossier& dossier, const AttachResult& action) {
    std::vector<FileId> files{action.file};
    for (const auto& appendix : action.appendices) files.push_back(appendix.file);
    for (const auto& file : files)
        if (dossier.result_with(file) || std::count(files.begin(), files.end(), file) > 1)
            return fail(ErrorCode::DuplicateRequest, "tệp kết quả này đã có trong hồ sơ");
    TRY(signing_rules::releasable(action.form, action.signature));
    return signing_rules::releasable(action.appendices);
}

std::vector<std::string> unreturned_originals(const Dossier& dossier) {
    std::vector<std::string> codes;
    for (const auto& component : dossier.components) {
        const auto* rule = dossier.procedure.component(component.code);
        if (rule && rule->returned && component.originals > 0 && !component.original_returned_at) codes.push_back(component.code);
    }
    return codes;
}

}  // namespace

Ruling of(const Dossier&, const AskApproval& action, const Context&) {
    Fields fields;
    fields.need(!action.draft_text.empty() || !action.draft.empty(), "draft", "required", "phải có dự thảo");
    TRY(fields.done());
    return Done<AskApproval>{action};
}

Ruling of(const Dossier& dossier, const SendBack& action, const Context&) {
    if (!dossier.approval || dossier.approval->sent_back_at) return fail(ErrorCode::WrongState, "không có dự thảo nào đang trình");
    Fields fields;
    TRY(fields.text(action.instructions, "instructions", "phải ghi ý kiến chỉ đạo khi trả lại dự thảo").done());
    return Done<SendBack>{action};
}

Ruling of(const Dossier& dossier, const Decide& action, const Context& context) {
    Fields fields;
    if (action.outcome == dossier::Outcome::Refused)
        TRY(fields.text(action.reason, "reason", "phải nêu lý do từ chối giải quyết").done());
    const bool late = dossier.clock.due && context.now > *dossier.clock.due;
    return Decided{action, late};
}

Ruling of(const Dossier& dossier, const AttachResult& action, const Context&) {
    if (!dossier.decision) return fail(ErrorCode::WrongState, "chưa có quyết định của người có thẩm quyền");
    Fields fields;
    check_result(dossier, action, "", fields);
    TRY(fields.done());
    TRY(may_be_issued(dossier, action));
    return Done<AttachResult>{action};
}

Ruling of(const Dossier& dossier, const Finish&, const Context& context) {
    if (!dossier.decision) return fail(ErrorCode::WrongState, "chưa có quyết định của người có thẩm quyền");
    const bool ready = std::any_of(dossier.results.begin(), dossier.results.end(),
                                   [](const IssuedResult& result) { return result.in_force(); });
    if (!ready) return fail(ErrorCode::WrongState, "chưa có kết quả nào được ký hợp lệ");
    const bool waiting = std::any_of(dossier.linked.begin(), dossier.linked.end(),
                                     [](const LinkedProcedure& each) { return !each.finished_at; });
    if (waiting) return fail(ErrorCode::WrongState, "còn phần liên thông chưa xong");
    return Finished{punctuality_at(dossier, context.now)};
}

// Never deleted; who, why and on what ground stay with it (NĐ 45/2020 Đ15).
Ruling of(const Dossier& dossier, const CancelResult& action, const Context&) {
    const auto* result = dossier.result(action.file);
    Fields fields;
    fields.need(result != nullptr, "file", "unknown", "hồ sơ không có kết quả này");
    fields.text(action.reason, "reason", "phải ghi lý do hủy").text(action.legal_basis, "legal_basis", "phải ghi căn cứ pháp lý");
    TRY(fields.done());
    if (result->cancelled_at) return fail(ErrorCode::DuplicateRequest, "kết quả đã bị hủy hiệu lực");
    return Done<CancelResult>{action};
}

// At the agency's cost: no fee (NĐ 61/2018 Đ21.1).
Ruling of(const Dossier& dossier, const ReplaceResult& action, const Context&) {
    const auto* faulty = dossier.result(action.file);
    Fields fields;
    fields.need(faulty != nullptr, "file", "unknown", "hồ sơ không có kết quả này");
    fields.text(action.reason, "reason", "phải ghi lý do thay thế");
    check_result(dossier, action.by, "by.", fields);
    TRY(fields.done());
    if (!faulty->in_force()) return fail(ErrorCode::WrongState, "kết quả này đã bị hủy hoặc đã được thay thế");
    TRY(may_be_issued(dossier, action.by));
    return Done<ReplaceResult>{action};
}

// Each way of return has its own proof (001 Đ7.1.e; NĐ 61/2018 Đ6.2.b, Đ20.3).
Ruling of(const Dossier& dossier, const ReturnResult& action, const Context&) {
    Fields fields;
    const bool in_person = action.mode == ReturnMode::Counter || action.mode == ReturnMode::AuthorisedPerson;
    if (in_person) {
        fields.need(action.receipt_shown, "receipt_shown", "required", "phải kiểm tra giấy tiếp nhận và hẹn trả kết quả");
        fields.text(action.taken_by.reveal(), "taken_by", "phải ghi người nhận kết quả");
        fields.text(action.proof, "proof", "phải có chữ ký nhận kết quả");
    }
    if (action.mode == ReturnMode::AuthorisedPerson)
        fields.text(action.authorisation, "authorisation", "phải có văn bản ủy quyền của người nhận thay");
    if (action.mode == ReturnMode::PublicPost || action.mode == ReturnMode::HiredService)
        fields.text(action.proof, "proof", "phải có số vận đơn hoặc chữ ký của bên giao nhận");
    if (dossier.procedure.in_person && dossier.decision && dossier.decision->outcome == dossier::Outcome::Granted) {
        fields.need(action.mode == ReturnMode::Counter, "mode", "in_person", "kết quả này chỉ trao trực tiếp tại quầy, không gửi và không nhận thay");
        fields.need(action.everyone_present, "everyone_present", "required", "các bên phải cùng có mặt và ký khi nhận kết quả");
    }
    if (action.mode == ReturnMode::Online) fields.text(action.proof, "proof", "phải có mã giao nhận trực tuyến");
    TRY(fields.done());
    return ResultReturned{action, unreturned_originals(dossier)};
}

}  // namespace outcome
}  // namespace dossier
