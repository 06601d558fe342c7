#include "server/reactions.hpp"

#include <array>

#include "integrations/national_portal/report.hpp"

namespace server {
namespace {

struct Reaction {
    std::string_view event;
    std::string_view form = {};    // legal form to render and keep (templates/forms)
    std::string_view notice = {};  // text for the citizen (templates/messages)
};

// Same order as dossier::event_names; held by the assertion below. Reports to the national portal follow from what
// changed (concerns_portal), not from a list.
constexpr std::array<Reaction, dossier::event_names.size()> table{{
    {"DraftOpened"},
    {"ParticularsEdited"},
    {"DraftCancelled"},
    {"Submitted", {}, "submitted"},
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
    {"Received", "receipt", "received"},
    {"ReceptionRefused", "refusal", "refused"},
    {"ReceptionCorrected", "receipt", "corrected"},
    {"OriginalReturned"},
    {"SupplementAsked", "supplement", "supplement"},
    {"Supplemented", {}, "supplemented"},
    {"SupplementReminded", {}, "supplement_reminder"},
    {"HandedOver"},
    {"TakenOver", {}, "in_process"},
    {"Assigned"},
    {"CaseChosen", {}, "due_changed"},
    {"OpinionAsked"},
    {"OpinionRecorded"},
    {"OpinionEscalated"},
    {"VerifiedOnSite"},
    {"PaymentAsked", {}, "payment"},
    {"PaymentRecorded", {}, "payment_received"},
    {"WithdrawalAsked", {}, "withdrawal_asked"},
    {"WithdrawalDecided", {}, "withdrawal_decided"},
    {"Stopped", "stop", "stopped"},
    {"Apologised", "apology", "apology"},
    {"IncidentReported"},
    {"LinkedStarted"},
    {"LinkedFinished"},
    {"UrgencySet"},
    {"AgencyMoved", {}, "agency_moved"},
    {"SentToMinistry"},
    {"ExternalStatusRecorded"},
    {"FormRecorded"},
    {"Warned"},
    {"ApprovalAsked"},
    {"SentBack"},
    {"Decided"},
    {"ResultAttached"},
    {"Finished", {}, "result_ready"},
    {"ResultCancelled", {}, "result_cancelled"},
    {"ResultReplaced", {}, "result_replaced"},
    {"ResultReturned", {}, "returned"},
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
    if (!row.form.empty() && !(after.immediate && row.form == "receipt"))  // R-NUM-13
        follow.push_back({"render_form", subject, {{"dossier", subject}, {"form", row.form}, {"version", after.version}}});
    if (!row.notice.empty())
        follow.push_back({"notify", subject, {{"dossier", subject}, {"notice", row.notice}, {"version", after.version}}});
    if (integrations::national_portal::concerns_portal(before, after))
        follow.push_back({"report_to_portal", subject, {{"dossier", subject}, {"version", after.version}}});
    return follow;
}

}  // namespace server
