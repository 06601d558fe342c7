// RevisionDiff's rules for filling in text, choice and button fields.
#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/drawing_resources.hpp"
#include "integrations/signing/picture.hpp"
#include "integrations/signing/revision_diff.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

// What filling in touches.
constexpr WordList value_keys{"/V", "/AP", "/AS", "/M", "/I", "/RV", "/DA", "/Q", "/Ff", "/TI"};
constexpr WordList first_keys{"/V", "/AP", "/AS", "/M", "/I", "/RV", "/Q", "/Ff", "/TI"};  // how letters look was signed
constexpr double largest_box = 72;  // points a check box may be wide and high: a larger one could uncover a page
constexpr int push_button = 1 << 16;  // field flag (ISO 32000-1, table 226)
constexpr int rich_text = 1 << 25;
constexpr int deepest = 32;
const char* const written_over = "chữ điền vào một ô có thể che nội dung đã ký";

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

// The first entry of a list that shows (ISO 32000-1, table 231).
bool may_scroll(Object field) { return field.getKey("/TI").isNull() || field.getKey("/TI").isInteger(); }

bool only_a_normal_look(Object widget) {
    auto looks = widget.getKey("/AP");
    if (looks.isNull()) return true;
    return looks.isDictionary() && looks.getKeys() == std::set<std::string>{"/N"};
}

// Letters come into the box; its background stays, nothing bright is laid over what shines through.
bool only_letters_were_added(Object before, Object after, const Picture& now) {
    const auto first = normal_look(before), second = normal_look(after);
    const auto empty = picture_of(first);
    return empty.understood && !empty.text && now.understood && !now.light_text && same_background(first, empty, second, now);
}

Object look_of_state(Object widget) {
    auto looks = normal_look(widget), state = widget.getKey("/AS");
    return !looks.isDictionary() || looks.isStream() ? looks : state.isName() ? looks.getKey(state.getName()) : Object::newNull();
}

bool is_only_letters(const Picture& picture) { return picture.understood && !picture.light_text && picture.painted.empty(); }

bool has_background(Object widget) {
    auto marks = widget.getKey("/MK");
    return marks.isDictionary() && (marks.hasKey("/BG") || marks.hasKey("/BC"));
}

}  // namespace

// Where there is no look, or the form asks for it, a reader draws the value by itself after the defaults of the form.
bool RevisionDiff::readers_may_draw(Object before, Object after) {
    auto form = now_.getRoot().getKey("/AcroForm");
    const bool all = asks_readers_to_draw(form);
    if (is_empty_value(inherited(after, "/V")) || (!all && !normal_look(after).isNull())) return true;
    auto flags = inherited(after, "/Ff"), look = inherited(after, "/DA");
    if (flags.isInteger() && (flags.getIntValue() & rich_text) != 0) return false;
    if (!all && !normal_look(before).isNull() && has_background(after)) return false;  // nobody drew it before
    if (look.isNull()) look = form.getKey("/DA");
    if (look.isNull()) return true;  // black
    const auto letters = look.isString() ? picture_of_letters(look.getStringValue(), form.getKey("/DR")) : Picture{};
    shows(after, letters);
    return is_only_letters(letters);
}

// What is judged by its colours and letters is so only where the page does not make them something else.
void RevisionDiff::shows(Object widget, const Picture& picture) {
    if (picture.text || !picture.painted.empty()) shown_.push_back({widget, picture.borrowed_font});
}

void RevisionDiff::pages_of_shown() {
    auto form = now_.getRoot().getKey("/AcroForm");
    for (auto& [widget, borrows] : shown_) {
        const auto page = page_of_widget_.find(widget.getObjGen());
        const auto resources = resources_of_page(page != page_of_widget_.end() ? page->second : widget.getKey("/P"));
        if (redefines_colours(resources) || (borrows && (draws_letters_by_procedures(resources) || draws_letters_by_procedures(form.getKey("/DR")))))
            return refuse(written_over);
    }
}

// A field the signers let others fill in: its value and its picture, at its place.
void RevisionDiff::fillable_field(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường của biểu mẫu bị hỏng");
    if (untouched(before.getObjGen())) return same_members(before, after, {});
    same_members(before, after, value_keys);
    locked_flags(before, after);
    if (!may_scroll(after)) return refuse("thuộc tính một ô của biểu mẫu bị thay đổi");
    if (!is_field_value(after.getKey("/V"))) return refuse("giá trị một ô của biểu mẫu có kiểu lạ");
    if (!is_appearance(after.getKey("/AP"))) return refuse("hình thể hiện một ô của biểu mẫu có cấu trúc lạ");
    for (const auto key : value_keys) excuse(before.getKey(std::string(key)));
    if (!readers_may_draw(before, after)) return refuse(written_over);
    // Letters may fill a large field. A picture may not: it would be a page of its own.
    const auto now = picture_of(normal_look(after));
    if (only_a_normal_look(after) && is_only_letters(now)) shows(after, now);
    else draws(after.getObjGen(), after);
    note("điền ô biểu mẫu mà người ký cho phép");
}

// After signers who said nothing about forms: what they saw stays to be seen.
void RevisionDiff::first_fill(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường của biểu mẫu bị hỏng");
    if (untouched(before.getObjGen())) return same_members(before, after, {});
    same_members(before, after, first_keys);
    if (auto flags = after.getKey("/Ff"); !flags.isNull() && !flags.isInteger()) return refuse("thuộc tính một ô của biểu mẫu bị thay đổi");
    locked_flags(before, after);
    if (!may_scroll(after)) return refuse("thuộc tính một ô của biểu mẫu bị thay đổi");
    if (!is_field_value(after.getKey("/V"))) return refuse("giá trị một ô của biểu mẫu có kiểu lạ");
    if (!readers_may_draw(before, after)) return refuse(written_over);
    auto kind = inherited(before, "/FT"), flags = inherited(before, "/Ff");
    if (kind.isNameAndEquals("/Btn")) {
        if (flags.isInteger() && (flags.getIntValueAsInt() & push_button) != 0) return refuse("một nút bấm của biểu mẫu bị thay đổi");
        if (!is_small(before)) return refuse("một ô đánh dấu quá lớn bị thay đổi");
        follow(Rule::Exact, before.getKey("/AP"), after.getKey("/AP"));
        const auto first = look_of_state(before), second = look_of_state(after);
        const auto now = picture_of(second);
        if (!covers_no_more(first, picture_of(first), second, now)) return refuse("hình của một ô được đánh dấu có thể che nội dung đã ký");
        shows(after, now);
    } else {
        if (!kind.isNameAndEquals("/Tx") && !kind.isNameAndEquals("/Ch")) return refuse("một trường không rõ loại bị thay đổi");
        const auto now = picture_of(normal_look(after));
        if (!only_a_normal_look(before) || !only_a_normal_look(after) || !only_letters_were_added(before, after, now))
            return refuse("hình của một ô được điền thêm che nội dung đã ký");
        excuse(before.getKey("/AP"));
        shows(after, now);
        draws(after.getObjGen(), after);
    }
    for (const auto key : first_keys)
        if (key != "/AP") excuse(before.getKey(std::string(key)));
    note("điền ô biểu mẫu còn trống khi ký");
}

}  // namespace integrations::signing
