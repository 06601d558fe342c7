#pragma once
// One decision per action, grouped by file. Called by decide() after the table said role and state fit.

#include "dossier/workflow/decide.hpp"

namespace dossier::outcome {

using Ruling = Result<Change>;

// Collects what is wrong with the fields of one action, to answer all of it at once.
class Fields {
  public:
    Fields& need(bool fine, std::string field, std::string rule, std::string message) {
        if (!fine) errors_.push_back({std::move(field), std::move(rule), std::move(message)});
        return *this;
    }
    // A text people must write, not only blanks.
    Fields& text(const std::string& value, std::string field, std::string message) {
        return need(value.find_first_not_of(" \t\r\n") != std::string::npos, std::move(field), "required", std::move(message));
    }
    std::vector<FieldError>& errors() { return errors_; }
    Result<void> done() {
        if (errors_.empty()) return {};
        return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(errors_));
    }

  private:
    std::vector<FieldError> errors_;
};

// intake.cpp
Ruling of(const Dossier&, const OpenDraft&, const Context&);
Ruling of(const Dossier&, const EditParticulars&, const Context&);
Ruling of(const Dossier&, const CancelDraft&, const Context&);
Ruling of(const Dossier&, const SubmitDraft&, const Context&);
Ruling of(const Dossier&, const Examine&, const Context&);
Ruling of(const Dossier&, const ComparePaper&, const Context&);
void check_particulars(const Procedure& procedure, const Particulars& particulars, bool complete, const Context& context,
                       Fields& fields);

// papers.cpp
Ruling of(const Dossier&, const AddFile&, const Context&);
Ruling of(const Dossier&, const RemoveFile&, const Context&);
Ruling of(const Dossier&, const CountPaper&, const Context&);
Ruling of(const Dossier&, const MarkNotDigitised&, const Context&);
Ruling of(const Dossier&, const UnmarkNotDigitised&, const Context&);
Ruling of(const Dossier&, const RecordShown&, const Context&);
Ruling of(const Dossier&, const RecordLookup&, const Context&);
Ruling of(const Dossier&, const FillForm&, const Context&);
Ruling of(const Dossier&, const ConfirmComponent&, const Context&);
Ruling of(const Dossier&, const UndoConfirmation&, const Context&);
Ruling of(const Dossier&, const ReturnOriginal&, const Context&);

// reception.cpp
Ruling of(const Dossier&, const Receive&, const Context&);
Ruling of(const Dossier&, const RefuseReception&, const Context&);
Ruling of(const Dossier&, const CorrectReception&, const Context&);
Ruling of(const Dossier&, const AskSupplement&, const Context&);
Ruling of(const Dossier&, const RecordSupplement&, const Context&);
Ruling of(const Dossier&, const RemindSupplement&, const Context&);

// handling.cpp
Ruling of(const Dossier&, const HandOverTo&, const Context&);
Ruling of(const Dossier&, const TakeOver&, const Context&);
Ruling of(const Dossier&, const Assign&, const Context&);
Ruling of(const Dossier&, const ChooseCase&, const Context&);
Ruling of(const Dossier&, const AskOpinion&, const Context&);
Ruling of(const Dossier&, const RecordOpinion&, const Context&);
Ruling of(const Dossier&, const EscalateOpinion&, const Context&);
Ruling of(const Dossier&, const VerifyOnSite&, const Context&);
Ruling of(const Dossier&, const ReportIncident&, const Context&);
Ruling of(const Dossier&, const StartLinked&, const Context&);
Ruling of(const Dossier&, const FinishLinked&, const Context&);
Ruling of(const Dossier&, const SetUrgent&, const Context&);
Ruling of(const Dossier&, const MoveAgency&, const Context&);
Ruling of(const Dossier&, const SendToMinistry&, const Context&);
Ruling of(const Dossier&, const RecordExternalStatus&, const Context&);
Ruling of(const Dossier&, const RecordForm&, const Context&);
Ruling of(const Dossier&, const Warn&, const Context&);

// interruptions.cpp
Ruling of(const Dossier&, const AskPayment&, const Context&);
Ruling of(const Dossier&, const RecordPayment&, const Context&);
Ruling of(const Dossier&, const AskWithdrawal&, const Context&);
Ruling of(const Dossier&, const DecideWithdrawal&, const Context&);
Ruling of(const Dossier&, const Stop&, const Context&);
Ruling of(const Dossier&, const Apologise&, const Context&);
// The clock after a pause that ends now, or started again from zero.
Result<ClockSet> resumed(const Dossier& dossier, const Context& context);
Result<ClockSet> restarted(const Dossier& dossier, const Context& context);

// result.cpp
Ruling of(const Dossier&, const AskApproval&, const Context&);
Ruling of(const Dossier&, const SendBack&, const Context&);
Ruling of(const Dossier&, const Decide&, const Context&);
Ruling of(const Dossier&, const AttachResult&, const Context&);
Ruling of(const Dossier&, const Finish&, const Context&);
Ruling of(const Dossier&, const CancelResult&, const Context&);
Ruling of(const Dossier&, const ReplaceResult&, const Context&);
Ruling of(const Dossier&, const ReturnResult&, const Context&);

// printing.cpp
Ruling of(const Dossier&, const RecordPrint&, const Context&);

// keeping.cpp
Ruling of(const Dossier&, const OpenWorkFile&, const Context&);
Ruling of(const Dossier&, const LinkToWorkFile&, const Context&);
Ruling of(const Dossier&, const Archive&, const Context&);

}  // namespace dossier::outcome
