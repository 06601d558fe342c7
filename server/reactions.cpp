#include "server/reactions.hpp"

#include <array>

#include "integrations/national_portal/report.hpp"

namespace server {
namespace {

struct Reaction {
    std::string_view event;
    std::string_view form = {};    // legal form to render and keep (templates/forms)
};

// Same order as dossier::event_names; held by the assertion below. Reports to the national portal follow from what
// changed (concerns_portal), not from a list.
constexpr std::array<Reaction, dossier::event_names.size()> table{{
    {"DraftOpened"},
    {"ParticularsEdited"},
    {"DraftCancelled"},
    {"Submitted"},
    {"FileAdded"},
    {"FileRemoved"},
    {"PaperCounted"},
    {"MarkedNotDigitised"},
    {"NotDigitisedUnmarked"},
    {"ShownRecorded"},
    {"LookupRecorded"},
    {"FormFilled"},
    {"ComponentConfirmed"},
    {"ConfirmationUndone"},
    {"Examined"},
    {"PaperCompared"},
    {"Received", "receipt"},
    {"ReceptionRefused", "refusal"},
    {"ReceptionCorrected", "receipt"},
    {"OriginalReturned"},
    {"SupplementAsked", "supplement"},
    {"Supplemented"},
    {"SupplementReminded"},
    {"HandedOver"},
    {"TakenOver"},
    {"Assigned"},
    {"CaseChosen"},
    {"OpinionAsked"},
    {"OpinionRecorded"},
    {"OpinionEscalated"},
    {"VerifiedOnSite"},
    {"PaymentAsked"},
    {"PaymentRecorded"},
    {"WithdrawalAsked"},
    {"WithdrawalDecided", "stop"},  // when granted
    {"Stopped", "stop"},
    {"Apologised", "apology"},
    {"IncidentReported"},
    {"LinkedStarted"},
    {"LinkedFinished"},
    {"UrgencySet"},
    {"AgencyMoved"},
    {"SentToMinistry"},
    {"ExternalStatusRecorded"},
    {"FormRecorded"},
    {"Warned"},
    {"ApprovalAsked"},
    {"SentBack"},
    {"Decided"},
    {"ResultAttached"},
    {"Finished"},
    {"ResultCancelled"},
    {"ResultReplaced"},
    {"ResultReturned"},
    {"WorkFileOpened"},
    {"LinkedToWorkFile"},
    {"Archived"},
    {"Printed"},
}};

constexpr bool every_event_is_considered() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].event != dossier::event_names[i]) return false;
    return true;
}
static_assert(every_event_is_considered(), "a new event needs its line here, in the order of event_names");

}  // namespace

std::vector<Follow> reactions_to(const dossier::Dossier& before, const dossier::Dossier& after,
                                 const dossier::Event& event) {
    const auto& row = table[event.change.index()];
    const auto subject = after.id.text();
    std::vector<Follow> follow;
    const bool none_due = (after.immediate && row.form == "receipt") || (row.form == "stop" && !after.stop);  // R-NUM-13
    if (!row.form.empty() && !none_due)
        follow.push_back({"render_form", subject, {{"dossier", subject}, {"form", row.form}, {"version", after.version}}});
    if (integrations::national_portal::concerns_portal(before, after))
        follow.push_back({"deliver_message", subject, {{"partner", "national_portal"}}});
    return follow;
}

}  // namespace server
