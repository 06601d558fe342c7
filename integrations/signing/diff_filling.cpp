// RevisionDiff's rules for filling in text, choice and button fields.
#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/picture.hpp"
#include "integrations/signing/revision_diff.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

// What filling in touches.
constexpr WordList value_keys{"/V", "/AP", "/AS", "/M", "/I", "/RV", "/DA", "/Q", "/Ff"};
constexpr WordList first_keys{"/V", "/AP", "/AS", "/M", "/I", "/RV", "/Q", "/Ff"};  // how letters look was signed
constexpr double largest_box = 72;  // points a check box may be wide and high: a larger one could uncover a page
constexpr int push_button = 1 << 16;  // field flag (ISO 32000-1, table 226)
constexpr int deepest = 32;

// An entry a field may inherit (ISO 32000-1, 12.7.3.2).
Object inherited(Object field, const char* key) {
    for (int depth = 0; depth < deepest && field.isDictionary(); ++depth, field = field.getKey("/Parent"))
        if (field.hasKey(key)) return field.getKey(key);
    return Object::newNull();
}

Object normal_look(Object widget) {
    auto looks = widget.getKey("/AP");
    return looks.isDictionary() ? looks.getKey("/N") : Object::newNull();
}

bool is_small(Object widget) {
    auto box = widget.getKey("/Rect");
    if (box.isNull()) return true;  // no widget
    if (!box.isRectangle()) return false;
    const auto corner = box.getArrayAsRectangle();
    return std::abs(corner.urx - corner.llx) <= largest_box && std::abs(corner.ury - corner.lly) <= largest_box;
}

bool only_a_normal_look(Object widget) {
    auto looks = widget.getKey("/AP");
    if (looks.isNull()) return true;
    return looks.isDictionary() && looks.getKeys() == std::set<std::string>{"/N"};
}

// Letters come into the box; its background stays, nothing bright is laid over what shines through.
bool only_letters_were_added(Object before, Object after) {
    const auto first = normal_look(before), second = normal_look(after);
    const auto empty = picture_of(first), now = picture_of(second);
    return empty.understood && !empty.text && now.understood && !now.light_text && same_background(first, empty, second, now);
}

bool shows_only_letters(Object widget) {
    if (!only_a_normal_look(widget)) return false;
    const auto now = picture_of(normal_look(widget));
    return now.understood && !now.light_text && now.painted.empty();
}

}  // namespace

// A field the signers let others fill in: its value and its picture, at its place.
void RevisionDiff::fillable_field(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường của biểu mẫu bị hỏng");
    if (untouched(before.getObjGen())) return same_members(before, after, {});
    same_members(before, after, value_keys);
    locked_flags(before, after);
    if (!is_field_value(after.getKey("/V"))) return refuse("giá trị một ô của biểu mẫu có kiểu lạ");
    if (!is_appearance(after.getKey("/AP"))) return refuse("hình thể hiện một ô của biểu mẫu có cấu trúc lạ");
    for (const auto key : value_keys) excuse(before.getKey(std::string(key)));
    // Letters may fill a large field. A picture may not: it would be a page of its own.
    if (!shows_only_letters(after)) draws(after.getObjGen(), after);
    note("điền ô biểu mẫu mà người ký cho phép");
}

// After signers who said nothing about forms: what they saw stays to be seen.
void RevisionDiff::first_fill(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường của biểu mẫu bị hỏng");
    if (untouched(before.getObjGen())) return same_members(before, after, {});
    same_members(before, after, first_keys);
    if (auto flags = after.getKey("/Ff"); !flags.isNull() && !flags.isInteger()) return refuse("thuộc tính một ô của biểu mẫu bị thay đổi");
    locked_flags(before, after);
    if (!is_field_value(after.getKey("/V"))) return refuse("giá trị một ô của biểu mẫu có kiểu lạ");
    auto kind = inherited(before, "/FT"), flags = inherited(before, "/Ff");
    if (kind.isNameAndEquals("/Btn")) {
        if (flags.isInteger() && (flags.getIntValueAsInt() & push_button) != 0) return refuse("một nút bấm của biểu mẫu bị thay đổi");
        if (!is_small(before)) return refuse("một ô đánh dấu quá lớn bị thay đổi");
        follow(Rule::Exact, before.getKey("/AP"), after.getKey("/AP"));
    } else {
        if (!kind.isNameAndEquals("/Tx") && !kind.isNameAndEquals("/Ch")) return refuse("một trường không rõ loại bị thay đổi");
        if (!only_a_normal_look(before) || !only_a_normal_look(after) || !only_letters_were_added(before, after))
            return refuse("hình của một ô được điền thêm che nội dung đã ký");
        excuse(before.getKey("/AP"));
        draws(after.getObjGen(), after);
    }
    for (const auto key : first_keys)
        if (key != "/AP") excuse(before.getKey(std::string(key)));
    note("điền ô biểu mẫu còn trống khi ký");
}

}  // namespace integrations::signing
