#pragma once
// The agency's seal on the command line: its picture, where it stands when it should not be over the person's signature, and that
// a person signed before.

#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "integrations/signing/sign.hpp"

namespace server {

struct SealWords {
    std::string picture;  // PNG; empty: nothing is drawn
    double width_mm = dossier::signing_rules::seal_diameter_mm;
    int page = 0;             // from 1; 0: where the person signed, or the last
    std::string trust;        // folder of anchors to judge the signatures by; empty: that they are intact will do
    bool fetch = false;       // ask about revocation
    bool alone = false;       // the agency's own scan or copy: nobody signs before it
    std::vector<double> at;   // left, top of its upper left corner, mm; empty: over a third of the person's signature

    void add_to(CLI::App& app);
    bool wanted() const { return !picture.empty(); }
    // Whether the agency, whose certificate `own` is, may sign the file now. Fails with WrongState and a reason that says what to do.
    dossier::Result<void> in_turn(const std::filesystem::path& pdf, X509* own, dossier::Instant now) const;
    // The seal with name and time below it, as `request` tells them; names the field when nobody did.
    // Fails with InvalidInput when the picture or the file cannot be used or the place is outside the page.
    dossier::Result<integrations::signing::Appearance> on(const std::filesystem::path& pdf, integrations::signing::SigningRequest& request) const;
};

}  // namespace server
