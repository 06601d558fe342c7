#pragma once
// What the counter prints of a dossier: papers given to the applicant, sheets for the scanner, labels.

#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/time.hpp"

namespace dossier {

struct PrintedPaper {
    std::string form;      // a legal form, as in IssuedForm, or a sheet: checklist, cover, component_sheet, separator, bundle_label, folder_label
    std::string rule_set;  // of a legal form: 2018, 2025; else empty
    std::string number;    // of a legal form that has one: "12/TNHS"
    FileId file;           // the kept paper whose very bytes were printed; empty: made for this print
    int quantity = 1;      // sheets of paper of this kind, or labels
    bool copy = false;     // this form under this number was printed before; told by decide
    DOSSIER_FIELDS(PrintedPaper, form, rule_set, number, file, quantity, copy)
};

// One press of the button; `id` names it, so that what is noted twice is seen.
struct RecordPrint {
    std::string id;
    std::vector<PrintedPaper> papers;
    DOSSIER_FIELDS(RecordPrint, id, papers)
};

struct Print {
    Instant at{};
    OfficerId by;
    std::string id;
    std::vector<PrintedPaper> papers;
    DOSSIER_FIELDS(Print, at, by, id, papers)
};

}  // namespace dossier
