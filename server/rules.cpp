#include "server/rules.hpp"

namespace server {

const catalogue::RuleSets& rule_sets(const Services& services) { return services.rules ? *services.rules : catalogue::shipped_rule_sets(); }

const catalogue::RuleSet& rules_of(const Services& services, const dossier::Dossier& dossier, dossier::Instant now) {
    return rule_sets(services).on(dossier::vietnam_date(dossier.official_start().value_or(now)));
}

}  // namespace server
