// Opening, editing, submitting and examining a dossier.

#include <algorithm>

#include "dossier/intake/completeness.hpp"
#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {

namespace {

// A class bound to an age is for that age; an age that matters must be told before the dossier is taken in.
void check_ages(const Procedure& procedure, const Particulars& particulars, bool complete, CivilDate today, Fields& fields) {
    const auto* chosen = particulars.fee_class.empty() ? nullptr : procedure.fee_class(particulars.fee_class);
    fields.need(particulars.fee_class.empty() || chosen, "fee_class", "unknown", "thủ tục không có đối tượng miễn, giảm phí này");
    const bool asked = procedure.asks_age() || (chosen && chosen->ages.any());
    if (!asked) return;
    const auto age = circumstances_of(particulars, Channel::Counter, today).age;
    if (complete && !age)
        fields.need(false, particulars.subject ? "subject.birth_date" : "applicant.birth_date", "required",
                    "phải ghi ngày sinh: giấy tờ hoặc mức phí của thủ tục này theo tuổi");
    fields.need(!age || !chosen || chosen->ages.holds(age), "fee_class", "age",
                "đối tượng “" + (chosen ? chosen->title : "") + "” chỉ áp dụng cho người " + (chosen ? vietnamese_ages(chosen->ages) : ""));
}

// A marriage has two people whose matter it is, not one twice.
void check_others(const Procedure& procedure, const Particulars& particulars, bool complete, CivilDate today, Fields& fields) {
    const auto& others = particulars.other_subjects;
    const auto needed = complete ? static_cast<size_t>(procedure.subjects - 1) : 0;
    for (size_t i = 0; i < std::max(others.size(), needed); ++i) {
        const auto at = "other_subjects[" + std::to_string(i) + "]";
        const auto& other = i < others.size() ? others[i] : Person{};
        const auto before = fields.errors().size();
        check_person(other, at, i < needed, today, fields.errors());
        for (auto k = before; k < fields.errors().size(); ++k) fields.errors()[k].message.insert(0, "bên kia: ");
        fields.need(other.number.reveal().empty() || other.number != particulars.applicant.number, at + ".number", "unique",
                    "bên kia phải là người khác với người nộp hồ sơ");
    }
}

void check_representative(const Procedure& procedure, const Particulars& particulars, bool complete, CivilDate today, Fields& fields) {
    const auto& representative = particulars.representative;
    const auto* chosen = procedure.find_case(particulars.case_code);
    const auto known = [&](const std::string& relation) {
        return relation.empty() || std::find(representative_relations.begin(), representative_relations.end(), relation) != representative_relations.end();
    };
    if (representative) {
        check_person(representative->person, "representative.person", complete, today, fields.errors());
        fields.need(known(representative->relation), "representative.relation", "enum", "quan hệ với người nộp hồ sơ không có trong danh mục");
        fields.need(!chosen || chosen->representative_allowed, "representative", "forbidden",
                    "“" + (chosen ? chosen->title : "") + "” không được ủy quyền cho người khác làm thủ tục");
    }
    const bool sent = particulars.brought_by == BroughtBy::AuthorisedPerson;
    fields.need(!procedure.in_person || (!representative && !sent), "representative", "in_person",
                "thủ tục này phải tự mình thực hiện, không được ủy quyền cho người khác");
    if (complete && (sent || (representative && representative->relation == "authorised"))) {
        fields.need(representative.has_value(), "representative", "required", "phải ghi người được ủy quyền");
        fields.need(representative && (!representative->document.empty() || !representative->document_file.empty()),
                    "representative.document", "required", "phải có văn bản ủy quyền");
    }
}

}  // namespace

// `complete`: the mandatory data must be there (submission, reception); otherwise only what is given is checked.
void check_particulars(const Procedure& procedure, const Particulars& particulars, bool complete, const Context& context, Fields& fields) {
    auto& errors = fields.errors();
    const auto today = vietnam_date(context.now);
    check_person(particulars.applicant, "applicant", complete, today, errors);
    if (particulars.subject) check_person(*particulars.subject, "subject", false, today, errors);
    check_others(procedure, particulars, complete, today, fields);
    check_ages(procedure, particulars, complete, today, fields);
    fields.need(particulars.copies >= 0 && particulars.copies <= 1000, "copies", "range", "số bản sao từ 0 đến 1000");
    fields.need(!complete || !procedure.case_required || !particulars.case_code.empty(), "case_code", "required",
                "phải chọn trường hợp: giấy tờ và mức phí của thủ tục này theo trường hợp");
    fields.need(particulars.case_code.empty() || procedure.find_case(particulars.case_code), "case_code", "unknown", "thủ tục không có trường hợp này");
    check_representative(procedure, particulars, complete, today, fields);
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
