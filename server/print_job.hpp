#pragma once
// One print job of the counter: receipt, checklist, sheets for the scanner, labels, each page in its own size.

#include <string>

#include <nlohmann/json.hpp>

#include "dossier/intake/dossier.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"

namespace server {

struct PrintWish {
    bool receipt = false, checklist = false, cover = false, components = false, bundle = false;
    int separators = 0, labels = 0;  // how many; labels: for the dossier's folder
    std::string stock = "a7";        // templates/forms/label-stock.json
    int first_cell = 1;              // of a sheet of labels that was begun before
};
// Fails with InvalidInput naming every wrong key.
dossier::Result<PrintWish> print_wish(const nlohmann::json& asked);

// The PDF. A bundle that has no label yet gets one. Fails with InvalidInput naming what this dossier cannot have, WrongState
// when there is no form engine. Throws templates::FormFault.
dossier::Result<std::string> print_for_dossier(Services& services, const dossier::Dossier& dossier, const PrintWish& wish,
                                               const dossier::Actor& by, dossier::Instant now);
// Sheets and checklist before there is a dossier.
dossier::Result<std::string> print_for_procedure(Services& services, const dossier::Procedure& procedure, const PrintWish& wish);

}  // namespace server
