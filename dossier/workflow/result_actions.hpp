#pragma once
// How a dossier ends: approval, decision, result, return, and what is kept.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

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
    std::vector<ResultAppendix> appendices;
    DOSSIER_FIELDS(AttachResult, code, title, number, form, file, signature, appendices)
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
    bool everyone_present = false;  // all subjects came and signed, where the procedure asks for it
    DOSSIER_FIELDS(ReturnResult, mode, receipt_shown, taken_by, authorisation, proof, everyone_present)
};

// ---- keeping ----
struct OpenWorkFile {  // hồ sơ công việc of the specialist (002 Đ8.3.a)
    std::string title;
    std::string incoming;          // the dossier code, or the number of the incoming document in incoming_file
    FileId incoming_file;
    std::vector<FileId> related;   // none named: every document the dossier holds now
    DOSSIER_FIELDS(OpenWorkFile, title, incoming, incoming_file, related)
};
struct LinkToWorkFile {
    std::vector<FileId> related;
    DOSSIER_FIELDS(LinkToWorkFile, related)
};
struct Archive {  // nộp lưu
    std::string place;             // shelf, box, or the electronic record it went to
    int retention_years = 0;       // 0: kept for good
    std::string note;
    DOSSIER_FIELDS(Archive, place, retention_years, note)
};

}  // namespace dossier
