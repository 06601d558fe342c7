#include "dossier/catalogue/procedure.hpp"

#include <algorithm>

namespace dossier {
namespace {

template <class List, class Value>
bool contains(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

template <class Rule>
const Rule* with_code(const std::vector<Rule>& rules, std::string_view code) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.code == code; });
    return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::string_view vietnamese_name(Mode mode) {
    switch (mode) {
        case Mode::Submit: return "nộp";
        case Mode::Present: return "xuất trình";
        case Mode::Lookup: return "tra cứu cơ sở dữ liệu";
        case Mode::Form: return "biểu mẫu điện tử";
    }
    return "?";
}

std::string_view vietnamese_name(Channel channel) {
    switch (channel) {
        case Channel::Counter: return "trực tiếp";
        case Channel::Online: return "trực tuyến";
        case Channel::Post: return "bưu chính công ích";
    }
    return "?";
}

int portal_channel_code(Channel channel) {
    switch (channel) {
        case Channel::Counter: return 1;
        case Channel::Online: return 2;
        case Channel::Post: return 3;
    }
    return 1;
}

std::string_view vietnamese_name(OnlineLevel level) {
    switch (level) {
        case OnlineLevel::Full: return "dịch vụ công trực tuyến toàn trình";
        case OnlineLevel::Partial: return "dịch vụ công trực tuyến một phần";
        case OnlineLevel::Information: return "cung cấp thông tin trực tuyến";
    }
    return "?";
}

bool AgeBounds::holds(std::optional<int> age) const {
    if (!any()) return true;
    return age && (!from || *age >= *from) && (!below || *age < *below);
}

std::string vietnamese_ages(const AgeBounds& ages) {
    std::string text;
    if (ages.from) text = "từ " + std::to_string(*ages.from) + " tuổi";
    if (ages.below) text += (text.empty() ? "dưới " : " đến dưới ") + std::to_string(*ages.below) + " tuổi";
    return text;
}

bool When::applies(const Circumstances& here) const {
    return (cases.empty() || contains(cases, here.case_code)) && (channels.empty() || contains(channels, here.channel)) &&
           (filed_by.empty() || contains(filed_by, here.filed_by)) && (fee_classes.empty() || contains(fee_classes, here.fee_class)) &&
           ages.holds(here.age);
}

bool ComponentRule::allows(Mode mode) const { return contains(modes, mode); }

const ComponentRule* Procedure::component(std::string_view component_code) const {
    return with_code(components, component_code);
}

const CaseRule* Procedure::find_case(std::string_view case_code) const { return with_code(cases, case_code); }

Limit Procedure::limit_for(std::string_view case_code) const {
    const auto* chosen = find_case(case_code);
    return chosen && chosen->limit ? *chosen->limit : limit;
}

const std::vector<FeeRule>& Procedure::fees_for(std::string_view case_code) const {
    const auto* chosen = find_case(case_code);
    return chosen && !chosen->fees.empty() ? chosen->fees : fees;
}

const FeeClass* Procedure::fee_class(std::string_view class_code) const {
    const auto in = [&](const std::vector<FeeRule>& rules) -> const FeeClass* {
        for (const auto& rule : rules)
            if (const auto* found = with_code(rule.classes, class_code)) return found;
        return nullptr;
    };
    if (const auto* found = in(fees)) return found;
    for (const auto& each : cases)
        if (const auto* found = in(each.fees)) return found;
    return nullptr;
}

bool Procedure::asks_age() const {
    return std::any_of(components.begin(), components.end(), [](const ComponentRule& rule) { return rule.when.ages.any(); }) ||
           std::any_of(fees.begin(), fees.end(), [](const FeeRule& rule) { return rule.when.ages.any(); });
}

std::vector<FeeDue> fees_due(const Procedure& procedure, const Circumstances& circumstances, int copies) {
    std::vector<FeeDue> due;
    for (const auto& rule : procedure.fees_for(circumstances.case_code)) {
        if (!rule.when.applies(circumstances)) continue;
        const auto* exempt = with_code(rule.classes, circumstances.fee_class);
        const auto unit_amount = exempt ? exempt->amount : rule.amount;
        due.push_back({rule.code, rule.title, rule.kind, unit_amount * (rule.per_copy ? copies : 1)});
    }
    return due;
}

}  // namespace dossier
