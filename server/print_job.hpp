#pragma once
// One print job of the counter: legal papers, checklist, sheets for the scanner, labels, each page in its own size. What is
// printed of a dossier stands in its history (print_trace.hpp).

#include <array>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/intake/dossier.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"

namespace server {

// In the order in which they are printed.
inline constexpr std::array legal_forms{"receipt", "supplement", "refusal", "apology", "stop", "control_sheet"};

struct PrintWish {
    std::vector<std::string> forms;  // of legal_forms
    bool checklist = false, cover = false, components = false, bundle = false;
    int separators = 0, labels = 0;  // how many; labels: for the dossier's folder
    std::string stock = "a7";        // templates/forms/label-stock.json
    int first_cell = 1;              // of a sheet of labels that was begun before
    std::string press{};             // names this print in the history, for who may ask for it twice; empty: a print of its own
};
// Fails with InvalidInput naming every wrong key.
dossier::Result<PrintWish> print_wish(const nlohmann::json& asked);

// The PDF. A bundle that has no label yet gets one. Fails with InvalidInput naming what this dossier cannot have, WrongState
// when there is no form engine, and for who may not print of this dossier (NotPermitted, WrongState for a cancelled draft).
// Throws templates::FormFault.
dossier::Result<std::string> print_for_dossier(Services& services, const dossier::Dossier& dossier, const PrintWish& wish,
                                               const dossier::Actor& by, dossier::Instant now);
// Sheets and checklist before there is a dossier.
dossier::Result<std::string> print_for_procedure(Services& services, const dossier::Procedure& procedure, const PrintWish& wish);

}  // namespace server
