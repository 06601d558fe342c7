#pragma once
// What people do to a dossier: one struct per action. `decide` turns an action into an event or a refusal.
// An action whose event adds nothing to it is recorded as it is: Done<Action> in event.hpp.

#include <variant>

#include "dossier/workflow/handling_actions.hpp"
#include "dossier/workflow/intake_actions.hpp"
#include "dossier/workflow/printing.hpp"
#include "dossier/workflow/result_actions.hpp"

namespace dossier {

using Action = std::variant<
    OpenDraft, EditParticulars, CancelDraft, SubmitDraft, AddFile, RemoveFile, CountPaper, MarkNotDigitised,
    UnmarkNotDigitised, RecordShown, RecordLookup, FillForm, ConfirmComponent, UndoConfirmation, Examine, ComparePaper,
    Receive, RefuseReception, CorrectReception, ReturnOriginal, AskSupplement, RecordSupplement, RemindSupplement,
    HandOverTo, TakeOver, Assign, ChooseCase, AskOpinion, RecordOpinion, EscalateOpinion, VerifyOnSite, AskPayment,
    RecordPayment, AskWithdrawal, DecideWithdrawal, Stop, Apologise, ReportIncident, StartLinked, FinishLinked, SetUrgent,
    MoveAgency, SendToMinistry, RecordExternalStatus, RecordForm, Warn, AskApproval, SendBack, Decide, AttachResult, Finish,
    CancelResult, ReplaceResult, ReturnResult, OpenWorkFile, LinkToWorkFile, Archive, RecordPrint>;

}  // namespace dossier
