#pragma once
// From a dossier to the view data of its legal papers (templates/forms). Pure; the templates say what they expect.

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "dossier/event.hpp"

namespace server {

// What a paper says besides the dossier.
struct PaperSurroundings {
    std::string agency, parent_agency, unit, place;  // names as printed
    std::string deciding_agency;                     // name, when another
    std::string number;                              // "12/TNHS"; may be empty
    std::string book, serial;                        // follow-up book and number in it; may be empty
    std::string officer, signer, signer_title;       // names
    std::map<std::string, std::string> names;        // of officers by account id, of units by code
    std::string look_up;                             // public address
    std::string check;                               // address of the public check with the receipt's token; may be empty
    dossier::Instant now{};
    bool copy = false, replaced = false;
};

// Whether anything happened that this paper tells of, and the rules of its day have it.
bool has_ground(const dossier::Dossier& dossier, std::string_view form, std::string_view rule_set);

// `form`: receipt, supplement, refusal, apology, stop, control_sheet. `rule_set`: 2018 or 2025.
nlohmann::json paper_view(const dossier::Dossier& dossier, const std::string& form, const std::string& rule_set,
                          const PaperSurroundings& surroundings);

}  // namespace server
