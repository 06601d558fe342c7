#pragma once
// Laws as dated data: the numbers of the one-stop rules, the printed forms, the register of legal bases (001 Đ21.1).
// Format: sample_data/rules/README.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/workflow/decide.hpp"

namespace server::catalogue {

struct LegalBasis {
    std::string name;
    dossier::CivilDate from{};
    std::optional<dossier::CivilDate> until;  // last day; none: in force
};

struct RuleSet {
    std::string name;
    dossier::CivilDate from{};
    std::string forms;  // 2018, 2025
    dossier::WorkflowRules rules;
    bool verified = false;
    std::vector<LegalBasis> legal_bases;
};

class RuleSets {
  public:
    // In the order of their days; at least one.
    explicit RuleSets(std::vector<RuleSet> sets) : sets_(std::move(sets)) {}
    // The set that applies on that day; before the first one, the first.
    const RuleSet& on(dossier::CivilDate date) const;
    // Of all sets, those in force on that day.
    std::vector<LegalBasis> legal_bases_on(dossier::CivilDate date) const;

  private:
    std::vector<RuleSet> sets_;
};

// Fails with InvalidInput naming every fault with its path.
dossier::Result<RuleSets> parse_rule_sets(std::string_view text);
// sample_data/rules/rule_sets.json, in the binary.
const RuleSets& shipped_rule_sets();

}  // namespace server::catalogue
