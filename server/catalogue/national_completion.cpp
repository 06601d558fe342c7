// The national catalogue says what papers, terms and fees there are, not how a paper may be shown, who handles what, or
// which of our words stand for it. That stays as the stored revision has it, so that only the catalogue's own changes show.

#include <algorithm>
#include <map>

#include "server/catalogue/procedure_json.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

template <class Rule>
const Rule* with_code(const std::vector<Rule>& rules, const std::string& code) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.code == code; });
    return found == rules.end() ? nullptr : &*found;
}

// National cases have titles alone; ours has the code by which dossiers know it. Answers: invented code → ours.
std::map<std::string, std::string> keep_cases(std::vector<CaseRule>& national, const std::vector<CaseRule>& stored) {
    std::map<std::string, std::string> ours;
    if (national.empty()) national = stored;  // a single group tells nothing about cases
    for (auto& each : national) {
        const auto same = std::find_if(stored.begin(), stored.end(), [&](const CaseRule& rule) { return rule.title == each.title; });
        if (same == stored.end()) continue;
        ours[each.code] = same->code;
        each = *same;
    }
    return ours;
}

ComponentRule completed(const ComponentRule& national, const ComponentRule& stored) {
    auto rule = stored;
    rule.title = national.title;
    rule.originals = national.originals;
    rule.copies = national.copies;
    if (!national.when.cases.empty()) rule.when.cases = national.when.cases;
    return rule;
}

// The same fee over the same channel; the catalogue repeats a fee for each.
FeeRule completed(const FeeRule& national, const std::vector<FeeRule>& stored) {
    const auto& channels = national.when.channels;
    for (const auto& rule : stored) {
        const bool same_channel = rule.when.channels.empty() || std::find(rule.when.channels.begin(), rule.when.channels.end(), channels.at(0)) != rule.when.channels.end();
        if (rule.code != national.code || !same_channel) continue;
        auto kept = rule;
        kept.amount = national.amount;
        return kept;
    }
    return national;
}

// "Trong ngày" cannot be said there: it arrives as one day.
bool says_same_day(const Limit& national) {
    return national.amount == 1 && (national.unit == LimitUnit::WorkingDays || national.unit == LimitUnit::CalendarDays);
}

}  // namespace

Procedure completed_from(Procedure national, const Procedure& stored) {
    auto whole = stored;
    whole.name = national.name;
    if (!national.field_code.empty()) whole.field_code = national.field_code;
    if (!national.field_name.empty()) whole.field_name = national.field_name;
    if (!national.legal_bases.empty()) whole.legal_bases = national.legal_bases;
    if (!(stored.limit.unit == LimitUnit::SameDay && says_same_day(national.limit))) whole.limit = national.limit;
    const auto ours = keep_cases(national.cases, stored.cases);
    whole.cases = national.cases;
    whole.components.clear();
    for (auto& rule : national.components) {
        for (auto& code : rule.when.cases)
            if (const auto known = ours.find(code); known != ours.end()) code = known->second;
        const auto* known = with_code(stored.components, rule.code);
        whole.components.push_back(known ? completed(rule, *known) : rule);
    }
    if (!national.fees.empty()) {
        whole.fees.clear();
        for (const auto& fee : national.fees) {
            auto kept = completed(fee, stored.fees);
            if (std::find(whole.fees.begin(), whole.fees.end(), kept) == whole.fees.end()) whole.fees.push_back(std::move(kept));
        }
    }
    if (!national.results.empty()) {
        whole.results = national.results;
        for (auto& result : whole.results)
            if (const auto* known = with_code(stored.results, result.code)) result.paper = known->paper;
    }
    if (!(whole == stored)) whole.effective_from = national.effective_from;
    return whole;
}

}  // namespace server::catalogue
