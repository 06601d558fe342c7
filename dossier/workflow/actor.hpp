#pragma once
// Who acts. An officer may hold several roles; the event keeps the one the action needed.

#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/state.hpp"

namespace dossier {

struct Actor {
    OfficerId id;               // account of an officer, a citizen or a system
    std::vector<Role> roles;
    std::string agency;         // agency code; empty for citizens
    std::string unit;           // unit inside the agency
    std::string name;           // as forms and the control sheet print it
    std::vector<OfficerId> stands_in_for;  // absent officers who delegated to this one
};

// As stored with the event.
struct ActedBy {
    OfficerId id;
    Role role = Role::administrator;
    std::string agency, unit, name;
    OfficerId instead_of{};     // the absent officer a substitute acted for; empty otherwise
    DOSSIER_FIELDS(ActedBy, id, role, agency, unit, name, instead_of)
};

}  // namespace dossier
