// What each event makes of a dossier. No rule is checked here: decide() did.

#include "dossier/apply_intake.hpp"

namespace dossier {
namespace applying {

// ---- supplements ----
static void on(Applying a, const SupplementAsked& e) {
    a.it.supplements.push_back({e.stage, a.at(), a.by(), e.asked.points, e.asked.expires, e.overridden, e.asked.override_reason,
                                e.late_return, std::nullopt, std::nullopt, a.it.clock.due});
    go_to(a.it, State::AwaitingSupplement);
    if (e.clock == ClockEffect::Pauses || e.clock == ClockEffect::Restarts) pause(a, "supplement");
}
static void on(Applying a, const Supplemented& e) {
    const bool appraisal = !a.it.supplements.empty() && a.it.supplements.back().stage == Stage::Appraisal;
    if (!a.it.supplements.empty()) a.it.supplements.back().answered_at = a.at();
    go_back(a.it);
    if (appraisal) set_clock(a, e.clock, "đã bổ sung đủ");
}
static void on(Applying a, const Done<RemindSupplement>&) {
    if (!a.it.supplements.empty()) a.it.supplements.back().reminded_at = a.at();
}

// ---- handling ----
static void on(Applying a, const HandedOver& e) {
    HandOver given;
    given.at = a.at();
    given.by = a.by();
    given.from_unit = e.from_unit;
    given.to_unit = e.asked.unit;
    given.to_officer = e.asked.officer;
    given.due = e.due;
    given.step = e.asked.step;
    given.note = e.asked.note;
    given.paper = e.asked.paper;
    a.it.hand_overs.push_back(std::move(given));
    a.it.holder_unit = e.asked.unit;
    a.it.holder = e.asked.officer;
    if (a.it.state == State::Received) a.it.state = State::InProcess;
}
static void on(Applying a, const TakenOver& e) {
    if (a.it.hand_overs.empty()) return;
    auto& given = a.it.hand_overs.back();
    given.taken_at = a.at();
    given.taken_by = a.by();
    given.punctuality = e.punctuality;
    if (e.step_due) given.due = e.step_due;
    a.it.holder = a.by().text();
}
static void on(Applying a, const Done<Assign>& e) { a.it.assignments.push_back({a.at(), a.by(), e.asked.to, e.asked.text}); }
static void on(Applying a, const CaseChosen& e) {
    a.it.particulars.case_code = e.asked.case_code;
    recompute_fees(a.it);
    a.it.clock.limit = e.limit;
    if (e.due) set_due(a, e.due, e.proof, e.calendar, "case", "thời hạn theo trường hợp: " + e.asked.reason);
}
static void on(Applying a, const OpinionAsked& e) {
    Opinion asked;
    asked.id = e.asked.id;
    asked.to_agency = e.asked.to_agency;
    asked.content = e.asked.content;
    asked.asked_at = a.at();
    asked.due = e.asked.due;
    asked.asked_by = a.by();
    asked.pauses = e.pauses;
    a.it.opinions.push_back(std::move(asked));
    if (e.pauses) pause(a, "opinion");
}
static void on(Applying a, const OpinionRecorded& e) {
    update_first(a.it.opinions, [&](const Opinion& each) { return each.id == e.asked.id; }, [&](Opinion& opinion) {
        opinion.answered_at = a.at();
        opinion.answer = e.asked.answer;
        opinion.answer_file = e.asked.file;
    });
    if (e.clock) set_clock(a, *e.clock, "đã có ý kiến trả lời");
}
static void on(Applying a, const Done<EscalateOpinion>& e) {
    update_first(a.it.opinions, [&](const Opinion& each) { return each.id == e.asked.id; },
                 [&](Opinion& opinion) { opinion.escalated_at = a.at(); });
}
static void on(Applying a, const Done<VerifyOnSite>& e) {
    a.it.verifications.push_back({e.asked.happened_at, e.asked.place, e.asked.participants, e.asked.content, e.asked.minutes,
                                  a.at(), a.by()});
}
static void on(Applying a, const Done<ReportIncident>& e) {
    a.it.incidents.push_back({a.at(), a.by(), e.asked.kind, e.asked.description, e.asked.responsible_unit, e.asked.remedy});
}
static void on(Applying a, const Done<StartLinked>& e) {
    a.it.linked = e.asked.procedures;
    int first = a.it.linked.empty() ? 0 : a.it.linked.front().order;
    for (const auto& each : a.it.linked) first = std::min(first, each.order);
    for (auto& each : a.it.linked)
        if (a.it.channel == Channel::Online || each.order == first) each.sent_at = a.at();
}
static void on(Applying a, const LinkedFinished& e) {
    update_first(a.it.linked,
                 [&](const LinkedProcedure& each) {
                     return each.procedure == e.asked.procedure && each.agency == e.asked.agency;
                 },
                 [&](LinkedProcedure& each) {
                     each.finished_at = a.at();
                     each.result = e.asked.result;
                 });
    for (const auto index : e.now_sent)
        if (index >= 0 && static_cast<size_t>(index) < a.it.linked.size()) a.it.linked[static_cast<size_t>(index)].sent_at = a.at();
}
static void on(Applying a, const Done<SetUrgent>& e) { a.it.urgent = e.asked.urgent; }
static void on(Applying a, const Done<MoveAgency>& e) {
    for (auto* agency : {&a.it.agency, &a.it.deciding_agency, &a.it.supporting_point})
        if (*agency == e.asked.from) *agency = e.asked.to;
}
static void on(Applying a, const Done<SendToMinistry>& e) {
    a.it.external_system = e.asked.system.empty() ? a.it.procedure.runs_on : e.asked.system;
    a.it.external_code = e.asked.external_code;
    if (a.it.state == State::Received) a.it.state = State::InProcess;
}
static void on(Applying a, const Done<RecordExternalStatus>& e) {
    a.it.external_status = e.asked.status;
    a.it.state = e.asked.state;
    if (e.asked.state == State::ResultReady && !a.it.finished_at) a.it.finished_at = a.at();
}
static void on(Applying a, const Done<RecordForm>& e) {
    for (auto& form : a.it.forms)
        if (form.form == e.asked.form) form.replaced = true;
    a.it.forms.push_back({e.asked.form, e.asked.rule_set, e.asked.number, e.asked.file, a.at(), false});
}
static void on(Applying a, const Done<Warn>& e) { a.it.warnings.push_back({a.at(), e.asked.kind, e.asked.text, e.asked.to}); }

// ---- interruptions ----
static void on(Applying a, const Done<AskPayment>& e) {
    a.it.payments.push_back({e.asked.id, e.asked.title, e.asked.amount, a.at(), std::nullopt, "", false});
    go_to(a.it, State::AwaitingPayment);
    if (clock_effect(a.it.procedure, "payment") == ClockEffect::Pauses) pause(a, "payment");
}
static void on(Applying a, const PaymentRecorded& e) {
    update_first(a.it.payments, [&](const Payment& each) { return each.id == e.asked.id; }, [&](Payment& payment) {
        payment.paid_at = a.at();
        payment.proof = e.asked.proof;
        payment.online = e.asked.online;
    });
    if (!e.resumes) return;
    go_back(a.it);
    set_clock(a, e.clock, "đã thực hiện nghĩa vụ tài chính");
}
static void on(Applying a, const Done<AskWithdrawal>& e) {
    a.it.withdrawal = Ending{a.at(), a.by(), e.asked.reason, ""};
    go_to(a.it, State::WithdrawalAsked);
    if (clock_effect(a.it.procedure, "withdrawal") == ClockEffect::Pauses) pause(a, "withdrawal");
}
static void on(Applying a, const WithdrawalDecided& e) {
    if (e.asked.granted) {
        a.it.state = State::Stopped;
        a.it.resume_states.clear();
        a.it.stop = Ending{a.at(), a.by(), e.asked.reason.empty() ? "công dân rút hồ sơ" : e.asked.reason, ""};
        return;
    }
    go_back(a.it);
    if (clock_runs(a.it.state)) set_clock(a, e.clock, "không cho rút hồ sơ");
}
static void on(Applying a, const Done<Stop>& e) {
    a.it.state = State::Stopped;
    a.it.resume_states.clear();
    a.it.stop = Ending{a.at(), a.by(), e.asked.reason, e.asked.legal_basis};
}
static void on(Applying a, const Apologised& e) {
    a.it.apologies.push_back({a.at(), a.by(), e.asked.reason, e.asked.responsible, a.it.clock.due, e.asked.new_due, e.too_late});
    a.it.clock.appointed = e.asked.new_due;
    set_due(a, e.asked.new_due, {}, {}, "apology", "xin lỗi và hẹn lại: " + e.asked.reason);
}

// ---- result ----
static void on(Applying a, const Done<AskApproval>& e) {
    a.it.approval = Approval{a.at(), a.by(), e.asked.proposed, e.asked.draft_text, e.asked.draft, std::nullopt, ""};
    a.it.decision.reset();  // a changed draft is approved again
}
static void on(Applying a, const Done<SendBack>& e) {
    if (!a.it.approval) return;
    a.it.approval->sent_back_at = a.at();
    a.it.approval->instructions = e.asked.instructions;
}
static void on(Applying a, const Decided& e) {
    a.it.decision = Decision{a.at(), a.by(), e.asked.outcome, e.asked.reason, e.late};
}
IssuedResult issued(Applying a, const AttachResult& asked) {
    IssuedResult result;
    result.code = asked.code;
    result.title = asked.title;
    for (const auto& rule : a.it.procedure.results)
        if (result.title.empty() && rule.code == asked.code) result.title = rule.title;
    result.number = asked.number;
    result.form = asked.form;
    result.file = asked.file;
    result.signature = asked.signature;
    result.appendices = asked.appendices;
    result.attached_at = a.at();
    result.attached_by = a.by();
    return result;
}
static void on(Applying a, const Done<AttachResult>& e) { a.it.results.push_back(issued(a, e.asked)); }
static void on(Applying a, const Finished& e) {
    a.it.state = State::ResultReady;
    a.it.finished_at = a.at();
    a.it.punctuality = e.punctuality;
}
static void on(Applying a, const Done<CancelResult>& e) {
    update_first(a.it.results, [&](const IssuedResult& each) { return each.file == e.asked.file; }, [&](IssuedResult& result) {
        result.cancelled_at = a.at();
        result.cancel_reason = e.asked.reason;
        result.cancel_basis = e.asked.legal_basis;
    });
}
static void on(Applying a, const Done<ReplaceResult>& e) {
    update_first(a.it.results, [&](const IssuedResult& each) { return each.file == e.asked.file; },
                 [&](IssuedResult& result) { result.replaced_by = e.asked.by.file; });
    auto result = issued(a, e.asked.by);
    result.replaces = e.asked.file;
    a.it.results.push_back(std::move(result));
}
static void on(Applying a, const ResultReturned& e) {
    a.it.state = State::Returned;
    a.it.delivery = Delivery{a.at(), a.by(), e.asked.mode, e.asked.receipt_shown, e.asked.taken_by, e.asked.authorisation,
                             e.asked.proof};
    for (const auto& code : e.unreturned_originals)
        a.it.warnings.push_back({a.at(), "original_not_returned", "chưa trả lại bản chính: " + code, "reception_officer"});
}


// ---- keeping ----
static void on(Applying a, const WorkFileOpened& e) {
    a.it.work_file = WorkFile{a.at(), a.by(), e.asked.title, e.asked.incoming, e.asked.incoming_file, e.documents};
}
static void on(Applying a, const Done<LinkToWorkFile>& e) {
    if (!a.it.work_file) return;
    auto& documents = a.it.work_file->documents;
    documents.insert(documents.end(), e.asked.related.begin(), e.asked.related.end());
}
static void on(Applying a, const Done<Archive>& e) {
    a.it.archived = Archiving{a.at(), a.by(), e.asked.place, e.asked.retention_years, e.asked.note};
}
static void on(Applying a, const Done<RecordPrint>& e) { a.it.prints.push_back({a.at(), a.by(), e.asked.id, e.asked.papers}); }

}  // namespace applying

std::string_view event_name(const Event& event) { return event_names[event.change.index()]; }

Dossier apply(Dossier dossier, const Event& event) {
    std::visit([&](const auto& change) { applying::on(applying::Applying{dossier, event}, change); }, event.change);
    ++dossier.version;
    return dossier;
}

std::string_view vietnamese_name(const Change& change) {
    static constexpr std::array<std::string_view, std::variant_size_v<Change>> names{
        "Mở hồ sơ", "Sửa thông tin", "Hủy bản nháp", "Nộp hồ sơ", "Thêm tệp", "Bỏ tệp", "Ghi số bản giấy",
        "Đánh dấu chưa số hóa", "Bỏ dấu chưa số hóa", "Xuất trình, đối chiếu", "Tra cứu dữ liệu", "Khai biểu mẫu điện tử",
        "Xác nhận thành phần", "Hủy xác nhận", "Kiểm tra hồ sơ trực tuyến", "Đối chiếu bản giấy", "Tiếp nhận hồ sơ",
        "Từ chối tiếp nhận", "Đính chính tiếp nhận", "Trả lại bản chính", "Yêu cầu bổ sung", "Đã bổ sung", "Nhắc bổ sung",
        "Giao hồ sơ", "Nhận hồ sơ", "Phân công", "Chọn trường hợp", "Lấy ý kiến", "Ghi nhận ý kiến", "Báo ý kiến quá hạn",
        "Thẩm tra thực địa", "Yêu cầu nộp tiền", "Ghi nhận nộp tiền", "Xin rút hồ sơ", "Giải quyết việc rút hồ sơ",
        "Dừng xử lý", "Xin lỗi và hẹn lại", "Ghi nhận sự cố", "Chuyển liên thông", "Xong phần liên thông", "Đặt mức khẩn",
        "Chuyển cơ quan do sắp xếp đơn vị", "Chuyển hệ thống của bộ", "Trạng thái từ hệ thống của bộ", "Phát hành biểu mẫu",
        "Cảnh báo", "Trình dự thảo", "Trả lại dự thảo", "Quyết định", "Đính kèm kết quả", "Xử lý xong", "Hủy hiệu lực kết quả",
        "Thay thế kết quả", "Trả kết quả", "Lập hồ sơ công việc", "Gắn văn bản vào hồ sơ công việc", "Nộp lưu hồ sơ", "In giấy tờ"};
    return names[change.index()];
}

}  // namespace dossier
