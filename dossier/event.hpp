#pragma once
// Everything that can happen to a dossier. Events are the history and are never changed; the dossier is what
// `apply` makes of them. Stored under the names in `event_names`: append, never rename.

#include <array>
#include <string_view>
#include <variant>

#include "dossier/intake/dossier.hpp"
#include "dossier/workflow/actions.hpp"
#include "dossier/workflow/actor.hpp"

namespace dossier {

// Recorded as it was asked for.
template <class Asked>
struct Done {
    Asked asked;
    bool operator==(const Done&) const = default;
};

struct DraftOpened {
    OpenDraft asked;
    Procedure procedure;  // the revision seen at opening
    DOSSIER_FIELDS(DraftOpened, asked, procedure)
};
struct Submitted {
    Instant arrived_official{};  // start of the office period the arrival counts from
    DOSSIER_FIELDS(Submitted, arrived_official)
};
struct Received {
    std::string code;            // empty until number() filled it, unless the portal gave it
    Instant official_start{};
    Instant due{};
    Limit limit;
    std::vector<ProofLine> proof;
    std::optional<Procedure> procedure;  // the revision in force, when not the one of the draft
    bool immediate = false;
    std::vector<std::string> reused;     // components satisfied by what the administration already knows
    std::string calendar;  // title and announcement of the calendar behind the proof
    DOSSIER_FIELDS(Received, code, official_start, due, limit, proof, procedure, immediate, reused, calendar)
};
struct ReceptionCorrected {
    CorrectReception asked;
    std::optional<Procedure> procedure;
    DueChange due;
    Limit limit;
    std::vector<ProofLine> proof;
    std::string calendar;  // title and announcement of the calendar behind the proof
    DOSSIER_FIELDS(ReceptionCorrected, asked, procedure, due, limit, proof, calendar)
};
struct SupplementAsked {
    AskSupplement asked;
    Stage stage = Stage::Intake;
    bool overridden = false;
    bool late_return = false;
    ClockEffect clock = ClockEffect::NotStarted;
    DOSSIER_FIELDS(SupplementAsked, asked, stage, overridden, late_return, clock)
};
// The clock goes on: after a pause, or from zero.
struct ClockSet {
    std::optional<Instant> counted_from;  // set when it restarts
    std::optional<Pause> pause;           // set when a pause ends
    std::optional<Instant> due;
    std::vector<ProofLine> proof;
    std::string calendar;  // title and announcement of the calendar behind the proof
    DOSSIER_FIELDS(ClockSet, counted_from, pause, due, proof, calendar)
};
struct Supplemented {
    ClockSet clock;
    DOSSIER_FIELDS(Supplemented, clock)
};
struct HandedOver {
    HandOverTo asked;
    std::string from_unit;
    Instant due{};
    DOSSIER_FIELDS(HandedOver, asked, from_unit, due)
};
struct TakenOver {
    Punctuality punctuality = Punctuality::OnTime;
    std::optional<Instant> step_due;  // the specialist's term starts here
    DOSSIER_FIELDS(TakenOver, punctuality, step_due)
};
struct CaseChosen {
    ChooseCase asked;
    Limit limit;
    std::optional<Instant> due;
    std::vector<ProofLine> proof;
    std::string calendar;  // title and announcement of the calendar behind the proof
    DOSSIER_FIELDS(CaseChosen, asked, limit, due, proof, calendar)
};
struct OpinionAsked {
    AskOpinion asked;
    bool pauses = false;
    DOSSIER_FIELDS(OpinionAsked, asked, pauses)
};
struct OpinionRecorded {
    RecordOpinion asked;
    std::optional<ClockSet> clock;
    DOSSIER_FIELDS(OpinionRecorded, asked, clock)
};
struct PaymentRecorded {
    RecordPayment asked;
    bool resumes = false;  // the last open payment: back to where the dossier came from
    ClockSet clock;
    DOSSIER_FIELDS(PaymentRecorded, asked, resumes, clock)
};
struct WithdrawalDecided {
    DecideWithdrawal asked;
    ClockSet clock;        // only when not granted
    DOSSIER_FIELDS(WithdrawalDecided, asked, clock)
};
struct Apologised {
    Apologise asked;
    bool too_late = false;
    DOSSIER_FIELDS(Apologised, asked, too_late)
};
struct LinkedFinished {
    FinishLinked asked;
    std::vector<int> now_sent;  // positions in `linked` whose turn has come
    DOSSIER_FIELDS(LinkedFinished, asked, now_sent)
};
struct Decided {
    Decide asked;
    bool late = false;
    DOSSIER_FIELDS(Decided, asked, late)
};
struct Finished {
    Punctuality punctuality = Punctuality::OnTime;
    DOSSIER_FIELDS(Finished, punctuality)
};
struct ResultReturned {
    ReturnResult asked;
    std::vector<std::string> unreturned_originals;  // components still to hand back: a pending item
    DOSSIER_FIELDS(ResultReturned, asked, unreturned_originals)
};

struct WorkFileOpened {
    OpenWorkFile asked;
    std::vector<FileId> documents;  // all it links besides the incoming one
    DOSSIER_FIELDS(WorkFileOpened, asked, documents)
};

using Change = std::variant<
    DraftOpened, Done<EditParticulars>, Done<CancelDraft>, Submitted, Done<AddFile>, Done<RemoveFile>, Done<CountPaper>,
    Done<MarkNotDigitised>, Done<UnmarkNotDigitised>, Done<RecordShown>, Done<RecordLookup>, Done<FillForm>,
    Done<ConfirmComponent>, Done<UndoConfirmation>, Done<Examine>, Done<ComparePaper>, Received, Done<RefuseReception>,
    ReceptionCorrected, Done<ReturnOriginal>, SupplementAsked, Supplemented, Done<RemindSupplement>, HandedOver, TakenOver,
    Done<Assign>, CaseChosen, OpinionAsked, OpinionRecorded, Done<EscalateOpinion>, Done<VerifyOnSite>, Done<AskPayment>,
    PaymentRecorded, Done<AskWithdrawal>, WithdrawalDecided, Done<Stop>, Apologised, Done<ReportIncident>,
    Done<StartLinked>, LinkedFinished, Done<SetUrgent>, Done<MoveAgency>, Done<SendToMinistry>, Done<RecordExternalStatus>,
    Done<RecordForm>, Done<Warn>, Done<AskApproval>, Done<SendBack>, Decided, Done<AttachResult>, Finished,
    Done<CancelResult>, Done<ReplaceResult>, ResultReturned, WorkFileOpened, Done<LinkToWorkFile>, Done<Archive>,
    Done<RecordPrint>>;

// Same order as Change, and as Action: the action at a position becomes the event at that position.
inline constexpr std::array<std::string_view, std::variant_size_v<Change>> event_names{
    "DraftOpened", "ParticularsEdited", "DraftCancelled", "Submitted", "FileAdded", "FileRemoved", "PaperCounted",
    "MarkedNotDigitised", "NotDigitisedUnmarked", "ShownRecorded", "LookupRecorded", "FormFilled",
    "ComponentConfirmed", "ConfirmationUndone", "Examined", "PaperCompared", "Received", "ReceptionRefused",
    "ReceptionCorrected", "OriginalReturned", "SupplementAsked", "Supplemented", "SupplementReminded", "HandedOver", "TakenOver",
    "Assigned", "CaseChosen", "OpinionAsked", "OpinionRecorded", "OpinionEscalated", "VerifiedOnSite", "PaymentAsked",
    "PaymentRecorded", "WithdrawalAsked", "WithdrawalDecided", "Stopped", "Apologised", "IncidentReported",
    "LinkedStarted", "LinkedFinished", "UrgencySet", "AgencyMoved", "SentToMinistry", "ExternalStatusRecorded",
    "FormRecorded", "Warned", "ApprovalAsked", "SentBack", "Decided", "ResultAttached", "Finished",
    "ResultCancelled", "ResultReplaced", "ResultReturned", "WorkFileOpened", "LinkedToWorkFile", "Archived", "Printed"};
static_assert(std::variant_size_v<Action> == std::variant_size_v<Change>);

struct Event {
    ActedBy by;
    Instant at{};
    Change change;
    bool operator==(const Event&) const = default;
};

std::string_view event_name(const Event& event);
// For pages and the control sheet: "Tiếp nhận hồ sơ".
std::string_view vietnamese_name(const Change& change);

// The dossier after the event. Total: an event once recorded always applies.
Dossier apply(Dossier dossier, const Event& event);

}  // namespace dossier
