#pragma once
// What is done to a dossier up to its reception, and with its papers at any time.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

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
    std::vector<FormValue> values;  // checked against the component's form rules
    DOSSIER_FIELDS(FillForm, component, ordinal, values)
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
struct CorrectReception {
    std::string procedure;  // code; empty: it stays. Another one comes in the context
    Particulars particulars;
    std::string reason;
    DOSSIER_FIELDS(CorrectReception, procedure, particulars, reason)
};
struct ReturnOriginal {
    std::string component;
    int ordinal = 1;
    DOSSIER_FIELDS(ReturnOriginal, component, ordinal)
};

}  // namespace dossier
