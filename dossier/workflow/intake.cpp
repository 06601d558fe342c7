// Opening, editing, submitting and examining a dossier.

#include <algorithm>

#include "dossier/intake/completeness.hpp"
#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {

namespace {

bool has_fee_class(const std::vector<FeeRule>& fees, const std::string& code) {
    return std::any_of(fees.begin(), fees.end(), [&](const FeeRule& fee) {
        return std::any_of(fee.classes.begin(), fee.classes.end(), [&](const auto& each) { return each.code == code; });
    });
}

bool knows_fee_class(const Procedure& procedure, const std::string& code) {
    return code.empty() || has_fee_class(procedure.fees, code) ||
           std::any_of(procedure.cases.begin(), procedure.cases.end(), [&](const CaseRule& each) { return has_fee_class(each.fees, code); });
}

}  // namespace

// `complete`: the mandatory data must be there (submission, reception); otherwise only what is given is checked.
void check_particulars(const Procedure& procedure, const Particulars& particulars, bool complete, const Context& context, Fields& fields) {
    auto& errors = fields.errors();
    const auto today = vietnam_date(context.now);
    check_person(particulars.applicant, "applicant", complete, today, errors);
    if (particulars.subject) check_person(*particulars.subject, "subject", false, today, errors);
    for (size_t i = 0; i < particulars.other_subjects.size(); ++i)
        check_person(particulars.other_subjects[i], "other_subjects[" + std::to_string(i) + "]", false, today, errors);
    fields.need(knows_fee_class(procedure, particulars.fee_class), "fee_class", "unknown", "thủ tục không có đối tượng miễn, giảm phí này");
    fields.need(particulars.copies >= 0 && particulars.copies <= 1000, "copies", "range", "số bản sao từ 0 đến 1000");
    const auto* chosen = procedure.find_case(particulars.case_code);
    fields.need(particulars.case_code.empty() || chosen, "case_code", "unknown", "thủ tục không có trường hợp này");
    const auto& representative = particulars.representative;
    if (representative) {
        check_person(representative->person, "representative.person", complete, today, errors);
        fields.need(!chosen || chosen->representative_allowed, "representative", "forbidden",
                    "trường hợp này không được ủy quyền cho người khác làm thủ tục");
    }
    const bool needs_proof = particulars.brought_by == BroughtBy::AuthorisedPerson ||
                             (representative && representative->relation == "authorised");
    if (complete && needs_proof) {
        fields.need(representative.has_value(), "representative", "required", "phải ghi người được ủy quyền");
        fields.need(representative && (!representative->document.empty() || !representative->document_file.empty()),
                    "representative.document", "required", "phải có văn bản ủy quyền");
    }
}

Ruling of(const Dossier& dossier, const OpenDraft& action, const Context& context) {
    if (!dossier.id.empty()) return fail(ErrorCode::DuplicateRequest, "hồ sơ này đã được mở");
    Fields fields;
    fields.need(context.procedure != nullptr, "procedure", "unknown", "không có thủ tục này trong danh mục");
    fields.need(!action.id.empty(), "id", "required", "phải có định danh hồ sơ");
    fields.need(is_agency_code_2016(action.agency) || is_agency_code_2020(action.agency), "agency", "format",
                "mã cơ quan tiếp nhận chưa đúng, ví dụ H56.01.02");
    if (context.procedure) check_particulars(*context.procedure, action.particulars, false, context, fields);
    TRY(fields.done());
    const bool officer = !context.actor.agency.empty();
    if (officer && context.actor.agency != action.agency && context.actor.agency != action.supporting_point)
        return fail(ErrorCode::NotPermitted, "chỉ mở được hồ sơ của cơ quan mình");
    return DraftOpened{action, *context.procedure};
}

Ruling of(const Dossier& dossier, const EditParticulars& action, const Context& context) {
    Fields fields;
    check_particulars(dossier.procedure, action.particulars, false, context, fields);
    TRY(fields.done());
    return Done<EditParticulars>{action};
}

Ruling of(const Dossier&, const CancelDraft& action, const Context&) {
    Fields fields;
    TRY(fields.text(action.reason, "reason", "phải ghi lý do hủy").done());
    return Done<CancelDraft>{action};
}

Ruling of(const Dossier& dossier, const SubmitDraft&, const Context& context) {
    Fields fields;
    check_particulars(dossier.procedure, dossier.particulars, true, context, fields);
    for (auto& missing : missing_components(check_components(dossier))) fields.errors().push_back(std::move(missing));
    TRY(fields.done());
    return Submitted{TRY(context.at_reception().next_reception(context.now))};
}

Ruling of(const Dossier&, const Examine& action, const Context&) {
    Fields fields;
    if (!action.identity_matches)
        TRY(fields.text(action.note, "note", "phải ghi điểm không khớp về danh tính").done());
    return Done<Examine>{action};
}

Ruling of(const Dossier& dossier, const ComparePaper& action, const Context&) {
    if (dossier.channel != Channel::Online)
        return fail(ErrorCode::WrongState, "chỉ đối chiếu bản giấy với hồ sơ nộp trực tuyến");
    Fields fields;
    if (!action.matches) TRY(fields.text(action.note, "note", "phải ghi điểm không khớp").done());
    return Done<ComparePaper>{action};
}

}  // namespace dossier::outcome
