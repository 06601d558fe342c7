#include "dossier/signing_rules/authority.hpp"

#include <algorithm>

namespace dossier::signing_rules {
namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

bool overlap(const Delegation& one, const Delegation& other) { return one.from <= other.to && other.from <= one.to; }

}  // namespace

std::vector<std::string> title_lines(const SigningNote& note) {
    if (note.authority == Authority::Own) return {note.title};
    const std::string before{name_of(note.authority)};
    if (note.authority == Authority::Acting) return {before + " " + note.title};
    return {before + " " + note.place_of, note.title};
}

Result<void> may_delegate(const Delegation& wish, const std::vector<Delegation>& known) {
    std::vector<FieldError> faults;
    if (blank(wish.document)) faults.push_back({"document", "required", "phải ghi số văn bản ủy quyền ký"});
    if (blank(wish.content)) faults.push_back({"content", "required", "phải ghi nội dung được ủy quyền ký"});
    if (!wish.from.ok() || !wish.to.ok() || wish.from > wish.to) faults.push_back({"valid_from", "order", "phải ghi thời hạn ủy quyền, từ ngày và đến ngày"});
    if (blank(wish.taker)) faults.push_back({"officer", "required", "chọn người được ủy quyền ký"});
    else if (wish.taker == wish.giver) faults.push_back({"officer", "same", "không tự ủy quyền cho mình"});
    const bool received = std::any_of(known.begin(), known.end(), [&](const Delegation& each) { return each.taker == wish.giver && overlap(each, wish); });
    const bool passed_on = std::any_of(known.begin(), known.end(), [&](const Delegation& each) { return each.giver == wish.taker && overlap(each, wish); });
    if (received) faults.push_back({"officer", "chain", "người được ủy quyền ký không được ủy quyền lại cho người khác"});
    if (passed_on) faults.push_back({"officer", "chain", "người này đang ủy quyền ký cho người khác nên không nhận ủy quyền được"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "chưa ghi được ủy quyền ký", std::move(faults));
    return {};
}

Result<void> may_note(const SigningNote& note, const std::string& signer, CivilDate day, const std::vector<Delegation>& known) {
    std::vector<FieldError> faults;
    if (blank(note.title)) faults.push_back({"title", "required", "phải ghi chức vụ của người ký"});
    const bool for_another = note.authority != Authority::Own && note.authority != Authority::Acting;
    if (for_another && blank(note.place_of)) faults.push_back({"place_of", "required", "phải ghi ký thay mặt, ký thay ai"});
    const bool authorised = std::any_of(known.begin(), known.end(), [&](const Delegation& each) { return each.taker == signer && each.from <= day && day <= each.to; });
    if (note.authority == Authority::Delegated && !authorised)
        faults.push_back({"authority", "delegation", "chưa có văn bản ủy quyền ký còn hạn cho bạn; người ủy quyền ghi ở trang Ủy quyền ký"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "chưa ghi được thẩm quyền ký", std::move(faults));
    return {};
}

}  // namespace dossier::signing_rules
