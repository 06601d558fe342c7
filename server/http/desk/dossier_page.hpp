#pragma once
// The dossier's page as view data (templates/pages/dossier.html): pure, so that it can be tested without a server.

#include <optional>
#include <string>
#include <vector>

#include "dossier/event.hpp"
#include "dossier/intake/reuse.hpp"
#include "dossier/workflow/decide.hpp"
#include "server/http/desk/action_forms.hpp"
#include "server/http/desk/fields.hpp"

namespace server::http::desk {

// A form that came back with errors: it is shown open, with what was typed.
struct Refused {
    std::string action, component;
    const Pairs* typed = nullptr;
    dossier::Error error{};
};

struct StackLine {
    std::string id, name, state;  // state in Vietnamese
    int pages = 0, done = 0;
    std::string problem{};  // why nothing can be made of it
};

struct UploadLine {
    std::string file, verdict;  // the verifier's sentence
    dossier::Instant at{};
    bool pending = true, passed = false;
    std::string id{};
    bool newest = true;                   // nothing was made of it by a further signature
    bool waits = false;                   // nothing wrong with it but signatures that are missing
    bool appendix = false;                // signed together with its document
    bool scan = false, confirmed = false; // of an ink original; an officer found it true
    bool bare = false;                    // nobody signed it yet
    std::string urgency{}, signs_as{};    // written on it before signing: "HỎA TỐC"; "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
};

struct NoticeLine {
    std::string subject, body, standing;  // standing in Vietnamese: how it went
    dossier::Instant at{};
    bool failed = false;
};

// Another dossier of the same person: a double, or of the same visit.
struct OtherDossier {
    std::string id, code, state;  // state in Vietnamese
};

struct DossierPage {
    const dossier::Dossier& dossier;
    const std::vector<dossier::Event>& history;  // oldest first
    const dossier::Actor& reader;
    dossier::Instant now{};
    std::string csrf;
    std::vector<StackLine> stacks{};
    std::vector<UploadLine> uploads{};
    std::vector<NoticeLine> notices{};
    std::vector<dossier::ReusablePaper> earlier{};
    std::vector<OtherDossier> doubles{}, of_visit{};
    Directory directory{};
    const Refused* refused = nullptr;
    std::string unsent{};  // why the newest report to a partner did not leave; Vietnamese
    std::vector<StackLine> waiting{};  // of the desk's scanner, without a dossier yet
};

// Members for layout.html are added by frame().
View dossier_view(const DossierPage& page);

// Whether the reader may do this action (a name of dossier::action_names) now.
bool permitted_now(const DossierPage& page, std::string_view action);

// One line per component of the procedure, with its forms.
View components_view(const DossierPage& page);
// Newest first.
View timeline_view(const std::vector<dossier::Event>& history);
// A form ready for partials/action.html.
View action_view(const ActionForm& form, const DossierPage& page, const std::string& component, int ordinal);

}  // namespace server::http::desk
