#pragma once
// Agencies, units and people an action names must be ones we know: a dossier sent to nowhere is lost (R-NUM-18).

#include <vector>

#include "dossier/workflow/actions.hpp"
#include "dossier/result.hpp"

namespace server {

namespace storage {
class UnitOfWork;
}

// What the action names and the directory does not hold; empty when all is known.
std::vector<dossier::FieldError> unknown_places(storage::UnitOfWork& work, const dossier::Dossier& before, const dossier::Action& action);

}  // namespace server
