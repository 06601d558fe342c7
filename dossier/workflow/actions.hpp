#pragma once
// What people do to a dossier: one struct per action. `decide` turns an action into an event or a refusal.
// An action whose event adds nothing to it is recorded as it is: Done<Action> in event.hpp.

#include <string>
#include <variant>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

// ---- intake ----
struct OpenDraft {  // the procedure comes in the context
    DossierId id;
    Source source = Source::Desk;
    std::string source_id;
    Channel channel = Channel::Counter;
    std::string agency, supporting_point, deciding_agency;
    std::string visit;
    Particulars particulars;
    DOSSIER_FIELDS(OpenDraft, id, source, source_id, channel, agency, supporting_point, deciding_agency, visit, particulars)
};
struct EditParticulars {
    Particulars particulars;
    DOSSIER_FIELDS(EditParticulars, particulars)
};
struct CancelDraft {
    std::string reason;
    DOSSIER_FIELDS(CancelDraft, reason)
};
// by the citizen, or on behalf of the portal
struct SubmitDraft { DOSSIER_FIELDS(SubmitDraft) };
struct AddFile {
    std::string component;
    int ordinal = 1;
    FileId file;
    FileOrigin origin = FileOrigin::Scan;
    FileSignature signature = FileSignature::Unchecked;
    Originality originality = Originality::Original;
    FileId replaces;      // a new version of this one; then `reason` is needed
    std::string reason;
    DOSSIER_FIELDS(AddFile, component, ordinal, file, origin, signature, originality, replaces, reason)
};
struct RemoveFile {
    std::string component;
    int ordinal = 1;
    FileId file;
    std::string reason;
    DOSSIER_FIELDS(RemoveFile, component, ordinal, file, reason)
};
struct CountPaper {  // how many pieces of paper were taken in
    std::string component;
    int ordinal = 1;
    Originality originality = Originality::Original;
    int originals = 0, copies = 0;
    DOSSIER_FIELDS(CountPaper, component, ordinal, originality, originals, copies)
};
struct MarkNotDigitised {
    std::string component;
    int ordinal = 1;
    MarkReason reason = MarkReason::Other;
    std::string text;
    DOSSIER_FIELDS(MarkNotDigitised, component, ordinal, reason, text)
};
struct UnmarkNotDigitised {
    std::string component;
    int ordinal = 1;
    std::string reason;
    DOSSIER_FIELDS(UnmarkNotDigitised, component, ordinal, reason)
};
struct RecordShown {  // xuất trình, đã đối chiếu
    std::string component;
    int ordinal = 1;
    std::string paper;
    DOSSIER_FIELDS(RecordShown, component, ordinal, paper)
};
struct RecordLookup {
    std::string component;
    int ordinal = 1;
    std::string source;
    bool found = false;
    std::string reference;
    DOSSIER_FIELDS(RecordLookup, component, ordinal, source, found, reference)
};
struct FillForm {  // the interactive form of this component is complete
    std::string component;
    int ordinal = 1;
    DOSSIER_FIELDS(FillForm, component, ordinal)
};
struct ConfirmComponent {  // scan and paper agree; these are the values
    std::string component;
    int ordinal = 1;
    std::vector<ConfirmedField> values;
    DOSSIER_FIELDS(ConfirmComponent, component, ordinal, values)
};
struct UndoConfirmation {
    std::string component;
    int ordinal = 1;
    DOSSIER_FIELDS(UndoConfirmation, component, ordinal)
};
struct Examine {
    bool identity_matches = false;
    std::string note;
    DOSSIER_FIELDS(Examine, identity_matches, note)
};
struct ComparePaper {
    bool matches = false;
    std::string note;
    DOSSIER_FIELDS(ComparePaper, matches, note)
};
struct Receive {
    bool immediate = false;       // the result is handed out on the spot
    std::string portal_code;      // scheme C: a code the portal already gave; stored as it comes
    DOSSIER_FIELDS(Receive, immediate, portal_code)
};
struct RefuseReception {
    std::string reason, legal_basis;
    DOSSIER_FIELDS(RefuseReception, reason, legal_basis)
};
struct CorrectReception {  // a new procedure, when given, comes in the context
    bool new_procedure = false;
    Particulars particulars;
    std::string reason;
    DOSSIER_FIELDS(CorrectReception, new_procedure, particulars, reason)
};
struct ReturnOriginal {
    std::string component;
    int ordinal = 1;
    DOSSIER_FIELDS(ReturnOriginal, component, ordinal)
};

// ---- handling ----
struct AskSupplement {
    std::vector<MissingPoint> points;
    std::optional<Instant> expires;
    std::string override_reason;  // a second round in one stage needs it, and the desk head
    DOSSIER_FIELDS(AskSupplement, points, expires, override_reason)
};
// everything asked for is here
struct RecordSupplement { DOSSIER_FIELDS(RecordSupplement) };
struct RemindSupplement { DOSSIER_FIELDS(RemindSupplement) };
struct HandOverTo {
    std::string unit, officer, step, note;
    bool paper = false;
    DOSSIER_FIELDS(HandOverTo, unit, officer, step, note, paper)
};
// the other side confirms
struct TakeOver { DOSSIER_FIELDS(TakeOver) };
struct Assign {
    std::vector<Assignee> to;
    std::string text;
    DOSSIER_FIELDS(Assign, to, text)
};
struct ChooseCase {
    std::string case_code, reason;
    DOSSIER_FIELDS(ChooseCase, case_code, reason)
};
struct AskOpinion {
    std::string id, to_agency, content;
    Instant due{};
    DOSSIER_FIELDS(AskOpinion, id, to_agency, content, due)
};
struct RecordOpinion {
    std::string id, answer;
    FileId file;
    DOSSIER_FIELDS(RecordOpinion, id, answer, file)
};
struct EscalateOpinion {
    std::string id;
    DOSSIER_FIELDS(EscalateOpinion, id)
};
struct VerifyOnSite {
    Instant happened_at{};
    std::string place, participants, content;
    FileId minutes;
    DOSSIER_FIELDS(VerifyOnSite, happened_at, place, participants, content, minutes)
};
struct AskPayment {
    std::string id, title;
    std::int64_t amount = 0;
    DOSSIER_FIELDS(AskPayment, id, title, amount)
};
struct RecordPayment {
    std::string id, proof;
    bool online = false;
    DOSSIER_FIELDS(RecordPayment, id, proof, online)
};
struct AskWithdrawal {
    std::string reason;
    DOSSIER_FIELDS(AskWithdrawal, reason)
};
struct DecideWithdrawal {
    bool granted = true;
    std::string reason;
    DOSSIER_FIELDS(DecideWithdrawal, granted, reason)
};
struct Stop {
    std::string reason, legal_basis;
    DOSSIER_FIELDS(Stop, reason, legal_basis)
};
struct Apologise {
    std::string reason, responsible;
    Instant new_due{};
    DOSSIER_FIELDS(Apologise, reason, responsible, new_due)
};
struct ReportIncident {
    std::string kind, description, responsible_unit, remedy;
    DOSSIER_FIELDS(ReportIncident, kind, description, responsible_unit, remedy)
};
struct StartLinked {
    std::vector<LinkedProcedure> procedures;
    DOSSIER_FIELDS(StartLinked, procedures)
};
struct FinishLinked {
    std::string procedure, agency, result;
    DOSSIER_FIELDS(FinishLinked, procedure, agency, result)
};
struct SetUrgent {
    bool urgent = true;
    std::string reason;
    DOSSIER_FIELDS(SetUrgent, urgent, reason)
};
struct MoveAgency {  // administrative units merged: the dossier goes on under the new one
    std::string from, to, basis;
    DOSSIER_FIELDS(MoveAgency, from, to, basis)
};
struct SendToMinistry {
    std::string system, external_code;
    DOSSIER_FIELDS(SendToMinistry, system, external_code)
};
struct RecordExternalStatus {
    std::string status;           // as the ministry words it
    State state = State::InProcess;
    DOSSIER_FIELDS(RecordExternalStatus, status, state)
};
struct RecordForm {
    std::string form, rule_set, number;
    FileId file;
    DOSSIER_FIELDS(RecordForm, form, rule_set, number, file)
};
struct Warn {
    std::string kind, text, to;
    DOSSIER_FIELDS(Warn, kind, text, to)
};

// ---- result ----
struct AskApproval {
    Outcome proposed = Outcome::Granted;
    std::string draft_text;
    FileId draft;
    DOSSIER_FIELDS(AskApproval, proposed, draft_text, draft)
};
struct SendBack {
    std::string instructions;
    DOSSIER_FIELDS(SendBack, instructions)
};
struct Decide {
    Outcome outcome = Outcome::Granted;
    std::string reason;
    DOSSIER_FIELDS(Decide, outcome, reason)
};
struct AttachResult {
    std::string code, title, number;
    ResultForm form = ResultForm::Electronic;
    FileId file;
    SignatureVerdict signature;
    DOSSIER_FIELDS(AttachResult, code, title, number, form, file, signature)
};
// đã xử lý xong
struct Finish { DOSSIER_FIELDS(Finish) };
struct CancelResult {
    FileId file;
    std::string reason, legal_basis;
    DOSSIER_FIELDS(CancelResult, file, reason, legal_basis)
};
struct ReplaceResult {
    FileId file;           // the faulty one
    AttachResult by;
    std::string reason;
    DOSSIER_FIELDS(ReplaceResult, file, by, reason)
};
struct ReturnResult {
    ReturnMode mode = ReturnMode::Counter;
    bool receipt_shown = false;
    Personal<std::string> taken_by;
    std::string authorisation, proof;
    DOSSIER_FIELDS(ReturnResult, mode, receipt_shown, taken_by, authorisation, proof)
};

using Action = std::variant<
    OpenDraft, EditParticulars, CancelDraft, SubmitDraft, AddFile, RemoveFile, CountPaper, MarkNotDigitised,
    UnmarkNotDigitised, RecordShown, RecordLookup, FillForm, ConfirmComponent, UndoConfirmation, Examine, ComparePaper,
    Receive, RefuseReception, CorrectReception, ReturnOriginal, AskSupplement, RecordSupplement, RemindSupplement,
    HandOverTo, TakeOver, Assign, ChooseCase, AskOpinion, RecordOpinion, EscalateOpinion, VerifyOnSite, AskPayment,
    RecordPayment, AskWithdrawal, DecideWithdrawal, Stop, Apologise, ReportIncident, StartLinked, FinishLinked, SetUrgent,
    MoveAgency, SendToMinistry, RecordExternalStatus, RecordForm, Warn, AskApproval, SendBack, Decide, AttachResult, Finish,
    CancelResult, ReplaceResult, ReturnResult>;

}  // namespace dossier
