#pragma once
// The rule set a dossier follows: that of the day of its official reception, before it that of today.

#include "dossier/intake/dossier.hpp"
#include "server/catalogue/rule_sets.hpp"
#include "server/services.hpp"

namespace server {

const catalogue::RuleSets& rule_sets(const Services& services);
const catalogue::RuleSet& rules_of(const Services& services, const dossier::Dossier& dossier, dossier::Instant now);

}  // namespace server
