#pragma once
// The forms on a dossier's page: which fields each action asks for. The allowed ones come from the domain's table.

#include <string_view>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "server/http/desk/fields.hpp"

namespace server::http::desk {

enum class Group { Reception, Handling, Outcome, Other };

// What forms offer to choose from besides the dossier itself.
struct Directory {
    std::vector<Option> units, officers;  // of the receiving and the deciding agency
    std::vector<Option> procedures;       // in force
    std::vector<Option> files;            // of the dossier: id → what it is
};

struct ActionForm {
    std::string_view action;  // as in dossier::action_names
    std::string_view label;   // the button
    Group group;
    std::string_view key;     // keyboard, or ""
    bool hurts = false;       // a step that is hard to take back
    bool upload = false;      // a file goes with it
    std::vector<Field> (*fields)(const dossier::Dossier&, const Directory&);
    std::string_view done;    // what the page says afterwards
    bool primary = false;     // the natural next step: shown unfolded
};

// In the order of the page.
const std::vector<ActionForm>& action_forms();
// nullptr when pages offer no such action.
const ActionForm* find_action_form(std::string_view action);

// Forms beside one component: "not digitised", shown and compared, look-up, paper count.
const std::vector<ActionForm>& component_forms();

}  // namespace server::http::desk
