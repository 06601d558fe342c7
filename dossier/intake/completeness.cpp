#include "dossier/intake/completeness.hpp"

#include <algorithm>
#include <set>

#include "dossier/intake/form_check.hpp"

namespace dossier {
namespace {

struct Finding {
    Standing standing;
    std::string why;
};

bool is_known(const Person& person) {
    return person.kind == PersonKind::Citizen && person.number_known && person.number.reveal().size() == 12;
}

// "identity" asks about the applicant, "identity_second" about the other party (marriage: both have a slot).
bool knows_personal_number(const Dossier& dossier, const std::string& lookup) {
    if (lookup == "identity") return is_known(dossier.particulars.applicant);
    const auto& others = dossier.particulars.other_subjects;
    return lookup == "identity_second" && !others.empty() && is_known(others.front());
}

// What this one paper amounts to under its rule.
Finding judge(const Component& brought, const ComponentRule& rule) {
    if (brought.not_digitised)
        return {Standing::Marked, "có bản giấy, chưa số hóa: " + std::string{vietnamese_name(brought.not_digitised->reason)}};
    if (brought.reused) return {Standing::Reused, "dùng lại bản đã có"};
    if (brought.looked_up && brought.looked_up->found && rule.allows(Mode::Lookup))
        return {Standing::Reused, "lấy từ cơ sở dữ liệu"};
    if (brought.has_current_file()) return {Standing::Satisfied, "đã nộp"};
    if (brought.form_filled && rule.allows(Mode::Form) && form_faults(rule, brought.form_values).empty())
        return {Standing::Satisfied, "đã khai biểu mẫu điện tử"};
    if (brought.shown && rule.allows(Mode::Present)) return {Standing::Satisfied, "đã xuất trình, đã đối chiếu"};
    return {Standing::Missing, ""};
}

std::string modes_text(const ComponentRule& rule) {
    std::string text;
    for (const auto mode : rule.modes) text += (text.empty() ? "" : " hoặc ") + std::string{vietnamese_name(mode)};
    return text.empty() ? "nộp" : text;
}

Finding judge_rule(const Dossier& dossier, const Circumstances& circumstances, const ComponentRule& rule) {
    if (!rule.when.applies(circumstances)) return {Standing::NotNeeded, "không áp dụng cho trường hợp này"};
    Finding best{Standing::Missing, "thiếu: cần " + modes_text(rule)};
    for (const auto& brought : dossier.components) {
        if (brought.code != rule.code) continue;
        const auto finding = judge(brought, rule);
        if (finding.standing != Standing::Missing) return finding;
        if (brought.looked_up && !brought.looked_up->found) best.why = "thiếu: tra cứu không có, cần bản giấy hoặc bản điện tử";
    }
    if (rule.allows(Mode::Lookup) && knows_personal_number(dossier, rule.lookup))
        return {Standing::Reused, "đã biết số định danh cá nhân, không yêu cầu giấy tờ"};
    return best;
}

}  // namespace

std::vector<ComponentStanding> check_components(const Dossier& dossier) { return check_components(dossier, dossier.procedure); }

std::vector<ComponentStanding> check_components(const Dossier& dossier, const Procedure& procedure) {
    std::vector<ComponentStanding> standings;
    std::set<std::string> complete_groups;
    const auto circumstances = dossier.circumstances();
    for (const auto& rule : procedure.components) {
        auto [standing, why] = judge_rule(dossier, circumstances, rule);
        const bool there = standing != Standing::Missing && standing != Standing::NotNeeded;
        if (there && !rule.group.empty()) complete_groups.insert(rule.group);
        if (standing == Standing::Missing && !rule.required) {
            standing = Standing::NotNeeded;
            why = "không bắt buộc";
        }
        standings.push_back({rule.code, rule.title, rule.group, standing, std::move(why)});
    }
    for (auto& row : standings)
        if (row.standing == Standing::Missing && complete_groups.contains(row.group)) {
            row.standing = Standing::NotNeeded;
            row.why = "đã có giấy tờ khác cùng nhóm";
        }
    return standings;
}

bool is_complete(const std::vector<ComponentStanding>& standings) {
    return std::none_of(standings.begin(), standings.end(),
                        [](const ComponentStanding& row) { return row.standing == Standing::Missing; });
}

std::vector<FieldError> missing_components(const std::vector<ComponentStanding>& standings) {
    std::vector<FieldError> errors;
    std::set<std::string> told;
    for (const auto& row : standings) {
        if (row.standing != Standing::Missing || !(row.group.empty() || told.insert(row.group).second)) continue;
        if (row.group.empty()) {
            errors.push_back({row.code, "required", "thiếu “" + row.title + "”: " + row.why.substr(row.why.find(':') + 2)});
            continue;
        }
        std::string titles;
        for (const auto& member : standings)
            if (member.group == row.group && member.standing == Standing::Missing)
                titles += (titles.empty() ? "“" : ", “") + member.title + "”";
        errors.push_back({row.code, "one_of", "cần một trong các giấy tờ: " + titles});
    }
    return errors;
}

}  // namespace dossier
