#include "server/catalogue/rule_sets.hpp"

#include <algorithm>
#include <stdexcept>

#include "server/catalogue/embedded.hpp"
#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {
namespace {

using dossier::CivilDate;
using dossier::FieldError;
using dossier::Result;

int small_number(const Reader& reader, std::string_view key, int otherwise) { return static_cast<int>(reader.number(key, otherwise, 0, 3650)); }

dossier::MinuteOfDay time_of_day(const Reader& reader, std::string_view key, dossier::MinuteOfDay otherwise) {
    if (!reader.has(key)) return otherwise;
    const auto text = reader.text(key);
    const bool shaped = text.size() == 5 && text[2] == ':' && std::all_of(text.begin(), text.end(), [](char c) { return c == ':' || (c >= '0' && c <= '9'); });
    const int minutes = shaped ? std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3)) : -1;
    if (minutes >= 0 && minutes < 24 * 60) return static_cast<dossier::MinuteOfDay>(minutes);
    reader.wrong(key, "format", "giờ theo dạng 15:00");
    return otherwise;
}

LegalBasis legal_basis(const Reader& reader) {
    LegalBasis basis;
    basis.name = reader.required_text("name");
    if (const auto from = reader.date("from")) basis.from = *from;
    else reader.wrong("from", "required", "phải có ngày có hiệu lực");
    if (reader.has("until")) basis.until = reader.date("until");
    reader.refuse_others();
    return basis;
}

RuleSet rule_set(const Reader& reader) {
    RuleSet set;
    set.name = reader.required_text("name");
    if (const auto from = reader.date("from")) set.from = *from;
    else reader.wrong("from", "required", "phải có ngày bắt đầu áp dụng");
    set.forms = reader.required_text("forms");
    if (set.forms != "2018" && set.forms != "2025") reader.wrong("forms", "enum", "bộ mẫu giấy tờ là 2018 hoặc 2025");
    auto& rules = set.rules;
    rules.hand_over_cut_off = time_of_day(reader, "hand_over_cut_off", rules.hand_over_cut_off);
    rules.supplements_per_stage = small_number(reader, "supplements_per_stage", rules.supplements_per_stage);
    rules.return_for_supplement_days = small_number(reader, "return_for_supplement_days", rules.return_for_supplement_days);
    rules.reappointments = small_number(reader, "reappointments", rules.reappointments);
    rules.supplement_expiry_days = small_number(reader, "supplement_expiry_days", rules.supplement_expiry_days);
    rules.spelling_before_reception = reader.flag("spelling_before_reception", rules.spelling_before_reception);
    set.verified = reader.flag("verified", false);
    reader.each("legal_bases", [&](const Reader& each) { set.legal_bases.push_back(legal_basis(each)); });
    reader.refuse_others();
    return set;
}

}  // namespace

const RuleSet& RuleSets::on(CivilDate date) const {
    const auto* found = &sets_.front();
    for (const auto& set : sets_)
        if (set.from <= date) found = &set;
    return *found;
}

std::vector<LegalBasis> RuleSets::legal_bases_on(CivilDate date) const {
    std::vector<LegalBasis> found;
    for (const auto& set : sets_)
        for (const auto& basis : set.legal_bases)
            if (basis.from <= date && (!basis.until || date <= *basis.until)) found.push_back(basis);
    return found;
}

Result<RuleSets> parse_rule_sets(std::string_view text) {
    const auto json = TRY(parse_json(text));
    std::vector<FieldError> errors;
    std::vector<RuleSet> sets;
    if (!json.is_array() || json.empty())
        return dossier::fail(dossier::ErrorCode::InvalidInput, "phải là một danh sách bộ quy tắc", {{"", "type", "phải là danh sách có ít nhất một bộ"}});
    for (std::size_t i = 0; i < json.size(); ++i) {
        const auto at = "[" + std::to_string(i) + "]";
        if (!json[i].is_object()) errors.push_back({at, "type", "phải là một đối tượng"});
        else sets.push_back(rule_set(Reader{json[i], at, errors}));
        if (sets.size() > 1 && sets[sets.size() - 2].from >= sets.back().from) errors.push_back({at + ".from", "order", "phải sau ngày của bộ trước"});
    }
    if (!errors.empty()) return dossier::fail(dossier::ErrorCode::InvalidInput, "bộ quy tắc chưa đúng", std::move(errors));
    return RuleSets{std::move(sets)};
}

const RuleSets& shipped_rule_sets() {
    static const RuleSets shipped = [] {
        auto sets = parse_rule_sets(shipped_rule_sets_text);
        if (!sets) throw std::logic_error("the rule sets in the binary do not parse");
        return *std::move(sets);
    }();
    return shipped;
}

}  // namespace server::catalogue
