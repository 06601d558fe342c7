#pragma once
// What a dossier ends with: the decision, its results with their appendices, and how they were handed out.

#include "dossier/workflow/records.hpp"

namespace dossier {

enum class Outcome { Granted, Refused };  // a reasoned refusal after appraisal is a result too
inline constexpr std::array<Name<Outcome>, 2> outcome_names{{{"granted", Outcome::Granted}, {"refused", Outcome::Refused}}};
constexpr const auto& names_of(Outcome) { return outcome_names; }

// A draft put before the leader.
struct Approval {
    Instant asked_at{};
    OfficerId asked_by;
    Outcome proposed = Outcome::Granted;
    std::string draft_text;
    FileId draft;
    std::optional<Instant> sent_back_at;
    std::string instructions;
    DOSSIER_FIELDS(Approval, asked_at, asked_by, proposed, draft_text, draft, sent_back_at, instructions)
};

struct Decision {
    Instant at{};
    OfficerId by;
    Outcome outcome = Outcome::Granted;
    std::string reason;             // needed for a refusal
    bool late = false;
    DOSSIER_FIELDS(Decision, at, by, outcome, reason, late)
};

// What the verifier said about a result file, as far as the rules ask.
struct SignatureVerdict {
    std::string verdict;            // TOTAL-PASSED, TOTAL-FAILED, INDETERMINATE, NO-SIGNATURE
    std::string sub_indication;
    bool person_signed = false;     // a valid signature of the authorised person
    bool agency_signed = false;     // a valid signature of the agency
    std::string summary;            // Vietnamese
    DOSSIER_FIELDS(SignatureVerdict, verdict, sub_indication, person_signed, agency_signed, summary)
};

enum class ResultForm { Electronic, PaperScan };  // signed PDF, or the agency-signed scan of an ink original
inline constexpr std::array<Name<ResultForm>, 2> result_form_names{
    {{"electronic", ResultForm::Electronic}, {"paper_scan", ResultForm::PaperScan}}};
constexpr const auto& names_of(ResultForm) { return result_form_names; }

// A file of its own that goes with a result, signed by the agency in its own right.
struct ResultAppendix {
    std::string title;
    FileId file;
    SignatureVerdict signature;
    DOSSIER_FIELDS(ResultAppendix, title, file, signature)
};

// Its appendices are in force, cancelled or replaced with it.
struct IssuedResult {
    std::string code, title;        // result of the procedure
    std::string number;             // the same on paper and file
    ResultForm form = ResultForm::Electronic;
    FileId file;
    SignatureVerdict signature;
    Instant attached_at{};
    OfficerId attached_by;
    std::optional<Instant> cancelled_at;
    std::string cancel_reason, cancel_basis;
    FileId replaced_by, replaces;
    std::vector<ResultAppendix> appendices;  // in the order in which they were handed in
    DOSSIER_FIELDS(IssuedResult, code, title, number, form, file, signature, attached_at, attached_by, cancelled_at,
                   cancel_reason, cancel_basis, replaced_by, replaces, appendices)
    bool in_force() const { return !cancelled_at && replaced_by.empty(); }
    std::vector<FileId> files() const;       // the document, then its appendices
};

struct Delivery {
    Instant at{};
    OfficerId by;
    ReturnMode mode = ReturnMode::Counter;
    bool receipt_shown = false;              // counter: the appointment slip was asked for and seen
    Personal<std::string> taken_by;          // name of who took it
    std::string authorisation;               // for a representative
    std::string proof;                       // signature slip, tracking number, portal message id
    DOSSIER_FIELDS(Delivery, at, by, mode, receipt_shown, taken_by, authorisation, proof)
};

}  // namespace dossier
