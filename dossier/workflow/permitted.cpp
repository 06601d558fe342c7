// The table of who may do what in which state. One row per group of roles; an action may have several rows.

#include <algorithm>
#include <span>

#include "dossier/workflow/decide.hpp"

namespace dossier {

const std::array<std::string_view, std::variant_size_v<Action>> action_names{
    "OpenDraft", "EditParticulars", "CancelDraft", "SubmitDraft", "AddFile", "RemoveFile", "CountPaper", "MarkNotDigitised",
    "UnmarkNotDigitised", "RecordShown", "RecordLookup", "FillForm", "ConfirmComponent", "UndoConfirmation", "Examine",
    "ComparePaper", "Receive", "RefuseReception", "CorrectReception", "ReturnOriginal", "AskSupplement", "RecordSupplement",
    "RemindSupplement", "HandOverTo", "TakeOver", "Assign", "ChooseCase", "AskOpinion", "RecordOpinion", "EscalateOpinion",
    "VerifyOnSite", "AskPayment", "RecordPayment", "AskWithdrawal", "DecideWithdrawal", "Stop", "Apologise", "ReportIncident",
    "StartLinked", "FinishLinked", "SetUrgent", "MoveAgency", "SendToMinistry", "RecordExternalStatus", "RecordForm", "Warn",
    "AskApproval", "SendBack", "Decide", "AttachResult", "Finish", "CancelResult", "ReplaceResult", "ReturnResult",
    "OpenWorkFile", "LinkToWorkFile", "Archive", "RecordPrint"};

namespace {

using Set = unsigned;  // one bit per State or Role

template <class... E>
constexpr Set set(E... members) {
    return ((1U << static_cast<unsigned>(members)) | ... | 0U);
}
template <class E>
constexpr bool holds(Set members, E member) {
    return (members >> static_cast<unsigned>(member) & 1U) != 0;
}

constexpr Set desk = set(Role::reception_officer, Role::desk_head);
constexpr Set handling = set(Role::specialist, Role::unit_head);
constexpr Set heads = set(Role::desk_head, Role::unit_head, Role::leader);
constexpr Set people = set(Role::citizen, Role::organisation);
constexpr Set systems = set(Role::partner_system, Role::portal_system);
constexpr Set clerk = set(Role::clerk), leader = set(Role::leader), ours = set(Role::administrator);
constexpr Set officers = desk | handling | leader | clerk | set(Role::archivist);

constexpr Set draft = set(State::Draft), submitted = set(State::Submitted);
constexpr Set before = draft | submitted;
constexpr Set supplement = set(State::AwaitingSupplement), payment = set(State::AwaitingPayment);
constexpr Set running = set(State::Received, State::InProcess);
constexpr Set in_process = set(State::InProcess);
constexpr Set open_received = running | supplement | payment | set(State::WithdrawalAsked);
constexpr Set after = set(State::ResultReady, State::Returned);
constexpr Set received = open_received | after | set(State::Stopped);
constexpr Set any = before | received | set(State::NotReceived);

struct Row {
    size_t action;
    Set roles, states;
};

template <class A, size_t I = 0>
constexpr size_t position() {
    if constexpr (std::is_same_v<A, std::variant_alternative_t<I, Action>>) return I;
    else return position<A, I + 1>();
}
template <class A>
constexpr Row may(Set roles, Set states) {
    return {position<A>(), roles, states};
}

constexpr Row table[]{
    may<OpenDraft>(desk | people | systems, draft),
    may<EditParticulars>(desk | people | systems, before | supplement),
    may<CancelDraft>(desk | people | systems, draft),
    may<SubmitDraft>(people | systems, draft),
    may<AddFile>(desk, before | supplement | running),
    may<AddFile>(people | systems, before | supplement),
    may<AddFile>(handling, running),
    may<RemoveFile>(desk, before | supplement | running),
    may<RemoveFile>(people, draft | supplement),
    may<CountPaper>(desk, before | supplement | running | after),  // paper of an online dossier may come late (001 Đ7.1.g)
    may<MarkNotDigitised>(desk, before | supplement | running),
    may<UnmarkNotDigitised>(desk, before | supplement | running),
    may<RecordShown>(desk, before | supplement | running),
    may<RecordLookup>(desk | handling, before | supplement | running),
    may<FillForm>(desk | people | systems, before | supplement),
    may<ConfirmComponent>(desk, before | supplement | running),
    may<UndoConfirmation>(desk, before | supplement | running),
    may<Examine>(desk, submitted),
    may<ComparePaper>(desk, submitted | received),
    may<Receive>(desk, before),
    may<RefuseReception>(desk, before | supplement),
    may<CorrectReception>(desk, running),
    may<ReturnOriginal>(desk, received | set(State::NotReceived)),
    may<AskSupplement>(desk, before | running),  // never the specialist: through the one-stop unit (NĐ 61/2018 Đ5.1.e)
    may<RecordSupplement>(desk | people | systems, supplement),
    may<RemindSupplement>(desk | handling | ours, supplement),
    may<HandOverTo>(desk | handling | leader, running),
    may<TakeOver>(desk | handling | leader | clerk, in_process),
    may<Assign>(heads, running),
    may<ChooseCase>(desk | handling, running),
    may<AskOpinion>(handling | leader, running),
    may<RecordOpinion>(handling | desk | clerk | systems, open_received),
    may<EscalateOpinion>(handling | set(Role::desk_head) | ours, open_received),
    may<VerifyOnSite>(handling, in_process),
    may<AskPayment>(desk | handling, running),
    may<RecordPayment>(desk | handling | systems, payment),
    may<AskWithdrawal>(desk | people | systems, submitted | running | supplement | payment),
    may<DecideWithdrawal>(heads, set(State::WithdrawalAsked)),
    may<Stop>(heads, running | supplement | payment),
    may<Apologise>(heads, running),
    may<ReportIncident>(officers, received),
    may<StartLinked>(desk | handling, running),
    may<FinishLinked>(desk | handling | clerk | systems, open_received),
    may<SetUrgent>(heads, submitted | open_received),
    may<MoveAgency>(ours, any),
    may<SendToMinistry>(desk | handling, running),
    may<RecordExternalStatus>(systems, open_received | set(State::ResultReady)),
    may<RecordForm>(officers | ours, any),
    may<Warn>(officers | ours, any),
    may<AskApproval>(handling, in_process),
    may<SendBack>(leader | set(Role::unit_head), in_process),
    may<Decide>(leader, in_process),
    may<AttachResult>(handling | leader | clerk, in_process),
    may<Finish>(handling | leader | clerk, in_process),
    may<CancelResult>(leader, after),
    may<ReplaceResult>(leader | set(Role::specialist), after),
    may<ReturnResult>(desk | set(Role::portal_system), set(State::ResultReady)),
    may<OpenWorkFile>(handling, in_process | supplement | payment),
    may<LinkToWorkFile>(handling, in_process | supplement | payment | after),
    may<Archive>(clerk | set(Role::archivist, Role::desk_head), set(State::Returned, State::Stopped, State::NotReceived)),
    may<RecordPrint>(desk, any),
};

bool among_assigned(const Dossier& dossier, const Actor& actor) {
    if (dossier.assignments.empty()) return false;
    const auto& to = dossier.assignments.back().to;
    return std::any_of(to.begin(), to.end(), [&](const Assignee& each) {
        return each.unit == actor.unit && (each.officer.empty() || each.officer == actor.id.text());
    });
}

bool holds_it(const Dossier& dossier, const Actor& actor) {
    if (dossier.holder.empty() || dossier.holder == actor.id.text()) return true;
    const auto& absent = actor.stands_in_for;
    return std::find(absent.begin(), absent.end(), OfficerId{dossier.holder}) != absent.end();
}

// Empty when the actor may touch this dossier in that role; otherwise why not.
std::string_view foreign(const Dossier& dossier, const Actor& actor, Role role) {
    const bool receiving = actor.agency == dossier.agency ||
                           (!dossier.supporting_point.empty() && actor.agency == dossier.supporting_point);
    const bool deciding = actor.agency == dossier.deciding_agency;
    switch (role) {
        case Role::reception_officer:
        case Role::desk_head: return receiving ? "" : "hồ sơ do cơ quan khác tiếp nhận";
        case Role::specialist:
            if (!deciding) return "hồ sơ do cơ quan khác giải quyết";
            if (among_assigned(dossier, actor)) return "";
            if (actor.unit != dossier.holder_unit) return "hồ sơ đang ở đơn vị khác";
            return holds_it(dossier, actor) ? "" : "hồ sơ đang do công chức khác thụ lý";
        case Role::unit_head:
            if (!deciding) return "hồ sơ do cơ quan khác giải quyết";
            return actor.unit == dossier.holder_unit || among_assigned(dossier, actor) ? "" : "hồ sơ đang ở đơn vị khác";
        case Role::leader:
        case Role::clerk: return deciding ? "" : "hồ sơ do cơ quan khác giải quyết";
        case Role::citizen:
        case Role::organisation:
            return !dossier.owner.empty() && dossier.owner == actor.id ? "" : "hồ sơ không phải của tài khoản này";
        case Role::archivist:
        case Role::controller: return receiving || deciding ? "" : "hồ sơ của cơ quan khác";
        case Role::administrator:
            return actor.agency.empty() || receiving || deciding ? "" : "hồ sơ của cơ quan khác";
        case Role::partner_system:
        case Role::portal_system: return "";
    }
    return "không rõ vai trò";
}

}  // namespace

Result<Role> permitted(const Dossier& dossier, size_t action, const Actor& actor) {
    const bool opening = action == position<OpenDraft>();
    if (!opening && dossier.id.empty()) return fail(ErrorCode::NotFound, "không có hồ sơ này");
    std::string_view elsewhere;
    bool role_fits = false;
    std::optional<Role> fitting;
    for (const auto& row : table) {
        if (row.action != action) continue;
        for (const auto role : actor.roles) {
            if (!holds(row.roles, role)) continue;
            if (const auto why = opening ? std::string_view{} : foreign(dossier, actor, role); !why.empty()) {
                elsewhere = why;
                continue;
            }
            role_fits = true;
            if (holds(row.states, dossier.state) && !dossier.cancelled && !fitting) fitting = role;
        }
    }
    if (fitting) return *fitting;
    if (role_fits && dossier.cancelled) return fail(ErrorCode::WrongState, "bản nháp đã bị hủy");
    if (role_fits)
        return fail(ErrorCode::WrongState,
                    "hồ sơ đang ở trạng thái “" + std::string{vietnamese_name(dossier.state)} + "”, không thực hiện được thao tác này");
    if (!elsewhere.empty()) return fail(ErrorCode::NotPermitted, std::string{elsewhere});
    return fail(ErrorCode::NotPermitted, "vai trò của bạn không được thực hiện thao tác này");
}

}  // namespace dossier
