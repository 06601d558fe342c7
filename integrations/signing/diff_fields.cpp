// RevisionDiff's rules for form fields and their widgets.
#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/revision_diff.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr WordList filled_keys{"/V", "/AP", "/AS", "/F", "/MK", "/M", "/DA", "/Ff", "/NM"};
constexpr WordList new_field_keys{"/Type", "/Subtype", "/FT", "/T",  "/TU", "/TM",   "/Ff",           "/F",
                                           "/Rect", "/P",       "/V",  "/AP", "/AS", "/MK",   "/DA",           "/DR",  "/Q",
                                           "/Lock", "/SV",      "/BS", "/H",  "/M",  "/NM",   "/Border",       "/Kids",
                                           "/Parent", "/StructParent"};
constexpr double largest_share = 0.25;      // of the page that one signature's pictures may take
constexpr double largest_together = 0.5;    // that all later signatures' pictures may take
// Annotation flags that let a picture grow beyond its rectangle or appear only sometimes (ISO 32000-1, table 165).
constexpr int unsteady = 1 << 3 | 1 << 4 | 1 << 8;  // NoZoom, NoRotate, ToggleNoView
constexpr int read_only = 1;                // field flag (table 221)

int flags_in(Object dictionary, const char* key) {
    auto flags = dictionary.getKey(key);
    return flags.isInteger() ? flags.getIntValueAsInt() : 0;
}

bool only_known_keys(Object dictionary) {
    for (const auto& key : dictionary.getKeys())
        if (!new_field_keys.contains(key)) return false;
    return true;
}

bool has_size(Object widget, UserRectangle& rectangle) {
    auto box = widget.getKey("/Rect");
    if (!box.isRectangle()) return false;
    const auto raw = box.getArrayAsRectangle();
    rectangle = {std::min(raw.llx, raw.urx), std::min(raw.lly, raw.ury), std::max(raw.llx, raw.urx), std::max(raw.lly, raw.ury)};
    return rectangle.right - rectangle.left > 0 && rectangle.top - rectangle.bottom > 0;
}

// A kid of a new signature field is only its widget: a field of its own kind or value below it would never be judged.
bool pure_widget(Object kid) {
    for (const char* key : {"/T", "/FT", "/V", "/Kids"})
        if (kid.hasKey(key)) return false;
    return true;
}

// /AP may hold nothing but one normal appearance stream.
bool simple_appearance(Object widget) {
    auto appearance = widget.getKey("/AP");
    if (appearance.isNull()) return true;
    if (!appearance.isDictionary()) return false;
    for (const auto& key : appearance.getKeys())
        if (key != "/N" || !appearance.getKey(key).isStream()) return false;
    return true;
}

// Whether no reader has anything to draw in the empty field, so that nothing can come to light when it is gone.
bool shows_nothing(Object widget) {
    auto looks = widget.getKey("/MK");
    return widget.getKey("/AP").isNull() && (looks.isNull() || (looks.isDictionary() && looks.getKey("/BG").isNull()));
}

// PDFBox signs the field of a visible signature invisibly in this way.
bool is_without_size(Object widget) {
    auto box = widget.getKey("/Rect");
    if (!box.isRectangle()) return false;
    const auto corner = box.getArrayAsRectangle();
    return corner.llx == corner.urx && corner.lly == corner.ury;
}

// Whether the viewer would draw something of its own: background, border or caption.
bool is_decorated(Object widget) {
    auto looks = widget.getKey("/MK");
    return looks.isDictionary() && !looks.getKeys().empty();
}

}  // namespace

bool RevisionDiff::is_signature_value(Object value) {
    return value.isDictionary() && value.hasKey("/ByteRange") && value.hasKey("/Contents");
}

// iText names the page of a field that it fills: the one that lists it.
bool RevisionDiff::names_its_page(Object widget) {
    auto page = widget.getKey("/P");
    if (!page.isIndirect() || !page.isDictionary() || rule_for(page.getObjGen(), Rule::Same) != Rule::Page) return false;
    auto list = page.getKey("/Annots");
    if (!list.isArray()) return false;
    for (auto& item : list.getArrayAsVector())
        if (item.getObjGen() == widget.getObjGen()) return widget.isIndirect();
    return false;
}

// A signer's lock makes fields read-only; nothing else may become of the flags.
void RevisionDiff::locked_flags(Object before, Object after) {
    const int one = flags_in(before, "/Ff"), other = flags_in(after, "/Ff");
    if (other != one && other != (one | read_only)) refuse("thuộc tính một ô của biểu mẫu bị thay đổi");
}

// A field that already had its value, or that nobody may fill: nothing may change but back references.
void RevisionDiff::field(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường của biểu mẫu bị hỏng");
    if (untouched(before.getObjGen())) return same_members(before, after, {});
    auto old_value = before.getKey("/V"), new_value = after.getKey("/V");
    if (old_value.unparse() != new_value.unparse()) return refuse("giá trị một ô của biểu mẫu bị thay đổi");
    locked_flags(before, after);
    same_members(before, after, {"/Ff"});
}

void RevisionDiff::filled_field(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trường chữ ký bị hỏng");
    auto judged = std::set<std::string>(filled_keys);
    if (before.getKey("/P").isNull() && names_its_page(after)) judged.insert("/P");
    if (shows_nothing(before) && is_without_size(after)) judged.insert("/Rect");
    same_members(before, after, judged);
    if (!simple_appearance(after)) return refuse("hình thể hiện của trường chữ ký có cấu trúc lạ");
    for (const auto key : filled_keys) excuse(before.getKey(std::string(key)));
    draws(after.getObjGen(), after);
    if (permissions_.no_changes()) refuse("tài liệu được chứng nhận không cho thay đổi nhưng đã bị ký thêm");
    note(filled_signature);
}

void RevisionDiff::new_field(Object field) {
    if (!field.isIndirect() || old_table_.contains(field.getObjGen()) || !field.isDictionary())
        return refuse("biểu mẫu nhận thêm một trường không phải trường chữ ký mới");
    if (!field.getKey("/FT").isNameAndEquals("/Sig")) return refuse("biểu mẫu nhận thêm một trường không phải trường chữ ký");
    if (!only_known_keys(field)) return refuse("trường chữ ký mới mang hành động hoặc mục lạ");
    auto value = field.getKey("/V");
    if (!value.isNull() && !is_signature_value(value)) return refuse("trường chữ ký mới có giá trị không phải chữ ký");
    if (permissions_.no_changes() && !value.isNull() && !value.getKey("/SubFilter").isNameAndEquals("/ETSI.RFC3161"))
        return refuse("tài liệu được chứng nhận không cho thay đổi nhưng đã bị ký thêm");
    std::vector<Object> widgets{field};
    if (auto kids = field.getKey("/Kids"); !kids.isNull()) {
        if (!kids.isArray()) return refuse("trường chữ ký mới có cấu trúc lạ");
        widgets = kids.getArrayAsVector();
        for (auto& kid : widgets)
            if (!kid.isDictionary() || !pure_widget(kid)) return refuse("trường chữ ký mới mang theo trường khác");
    }
    for (auto& widget : widgets) {
        if (!widget.isIndirect() || old_table_.contains(widget.getObjGen()) || !widget.isDictionary() || !only_known_keys(widget) ||
            !simple_appearance(widget) || !(widget.getKey("/Rect").isNull() || widget.getKey("/Rect").isRectangle()))
            return refuse("hình thể hiện của trường chữ ký mới có cấu trúc lạ");
        UserRectangle rectangle{};
        if (has_size(widget, rectangle)) {
            if (value.isNull() && (!widget.getKey("/AP").isNull() || is_decorated(widget)))
                return refuse("trường chữ ký mới chưa ký nhưng đã có hình phủ lên trang");
            // A certification lets others fill in what is there; it does not let them draw new boxes.
            if (permissions_.certified()) return refuse("tài liệu được chứng nhận nhận thêm hình chữ ký ở nơi không có sẵn");
        }
        draws(field.getObjGen(), widget);
    }
    note(value.isNull() ? "thêm trường chữ ký trống" : added_signature);
}

std::set<QPDFObjGen> RevisionDiff::widgets_of_new_fields() {
    std::set<QPDFObjGen> widgets;
    auto form = now_.getRoot().getKey("/AcroForm");
    auto fields = form.isDictionary() ? form.getKey("/Fields") : Object::newNull();
    if (!fields.isArray()) return widgets;
    for (auto& item : fields.getArrayAsVector()) {
        widgets.insert(item.getObjGen());
        auto kids = item.isDictionary() && !old_table_.contains(item.getObjGen()) ? item.getKey("/Kids") : Object::newNull();
        if (!kids.isArray()) continue;
        for (auto& kid : kids.getArrayAsVector()) widgets.insert(kid.getObjGen());
    }
    return widgets;
}

// Whether this annotation belongs to a new signature field is known only from the form, which may be read later:
// the form of the newest revision decides.
void RevisionDiff::new_widget(Object widget) {
    if (!widget.isDictionary() || !widget.getKey("/Subtype").isNameAndEquals("/Widget")) {
        if (widget.isDictionary() && permissions_.may_annotate()) return new_note(widget);
        return refuse("trang nhận thêm một chú thích không phải chữ ký");
    }
    if (!new_widgets_) new_widgets_ = widgets_of_new_fields();
    if (new_widgets_->contains(widget.getObjGen())) return;
    refuse("trang nhận thêm một ô không thuộc trường chữ ký nào");
}

void RevisionDiff::place_on_page(Object widget) { page_of_widget_[widget.getObjGen()] = current_page_; }

void RevisionDiff::draws(QPDFObjGen field, Object widget) {
    UserRectangle rectangle{};
    if (!has_size(widget, rectangle)) return;
    if ((flags_in(widget, "/F") & unsteady) != 0) return refuse("hình thêm sau không giữ nguyên cỡ trên trang");
    drawn_.emplace_back(field, widget);
}

// One signature may come in several pictures: what counts is how much of a page they take together.
void RevisionDiff::covered_pages() {
    std::map<QPDFObjGen, double> together;
    std::map<std::pair<QPDFObjGen, QPDFObjGen>, double> of_one;
    for (auto& [field, widget] : drawn_) {
        const auto page = page_of_widget_.find(widget.getObjGen());
        auto where = page != page_of_widget_.end() ? page->second : widget.getKey("/P");
        UserRectangle rectangle{};
        if (!where.isDictionary() || !has_size(widget, rectangle)) continue;
        const PageGeometry geometry(where);
        const auto place = geometry.to_displayed(rectangle);
        const auto size = geometry.displayed();
        const double share = place.width * place.height / (size.width * size.height);
        if ((of_one[{field, where.getObjGen()}] += share) > largest_share)
            return refuse("hình thêm sau phủ hơn một phần tư trang");
        if ((together[where.getObjGen()] += share) > largest_together)
            return refuse("các hình thêm sau cùng phủ hơn nửa trang");
    }
}

}  // namespace integrations::signing
