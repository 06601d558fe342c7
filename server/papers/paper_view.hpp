#pragma once
// A dossier as the view data of its legal papers (templates/forms). Pure: the job that prints, the page that shows and
// the tests share it.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/event.hpp"
#include "dossier/intake/dossier.hpp"
#include "server/config.hpp"
#include "templates/forms.hpp"

namespace server::papers {

// When, by whom and as what the paper is issued.
struct Issue {
    dossier::Instant at{};
    std::string officer;         // name under the signature
    std::string signer_title;    // apology, stop: title of who signs
    std::string number;          // "12/TNHS"; empty: made from the dossier code's serial
    bool copy = false;           // printed again
    bool replaced = false;
};

// The set in force when the dossier was received (today when it is not received yet): "2018" or "2025".
std::string_view rule_set_of(const dossier::Dossier& dossier, dossier::Instant now);

// `form` as in templates::form_kinds(), except "register". Fails with NotFound for a form the dossier has no ground for
// (an apology that was never made), and for a form the rule set does not know.
dossier::Result<templates::View> paper_view(const dossier::Dossier& dossier, const std::vector<dossier::Event>& history,
                                            std::string_view form, const Issue& issue, const Config& config);

// Rule set, view and template in one: the HTML of the paper.
dossier::Result<std::string> paper_html(const dossier::Dossier& dossier, const std::vector<dossier::Event>& history,
                                        std::string_view form, const Issue& issue, const Config& config,
                                        templates::Medium medium);

}  // namespace server::papers
