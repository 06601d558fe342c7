#include "dossier/signing_rules/custody.hpp"

#include <algorithm>

namespace dossier::signing_rules {
namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

std::vector<FieldError> faults_of(const HandOver& hand_over) {
    std::vector<FieldError> faults;
    if (blank(hand_over.holder)) faults.push_back({"holder", "required", "chọn văn thư nhận thiết bị"});
    if (blank(hand_over.document)) faults.push_back({"document", "required", "phải ghi số văn bản giao quản lý thiết bị"});
    if (blank(hand_over.minutes)) faults.push_back({"minutes", "required", "phải ghi số biên bản bàn giao"});
    if (hand_over.lent && blank(hand_over.permission))
        faults.push_back({"permission", "required", "cho mượn thiết bị phải có văn bản cho phép"});
    return faults;
}

Result<void> may_seal(const Actor& who, const std::string& holder) {
    if (std::find(who.roles.begin(), who.roles.end(), Role::clerk) == who.roles.end())
        return fail(ErrorCode::NotPermitted, "chỉ văn thư ký số của cơ quan");
    if (holder.empty()) return fail(ErrorCode::NotPermitted, "chưa ghi ai giữ thiết bị ký của cơ quan");
    if (holder != who.id.text()) return fail(ErrorCode::NotPermitted, "chỉ văn thư đang giữ thiết bị ký số của cơ quan");
    return {};
}

}  // namespace dossier::signing_rules
