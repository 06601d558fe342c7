// RevisionDiff's rules for catalog and pages.
#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/revision_diff.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

std::string as_text(Object value) { return value.isNull() ? std::string{} : value.unparse(); }

constexpr int deepest_tree = 32;

// ISO 32000-1, 7.7.3.4.
Object inherited_by(Object page, const char* key) {
    auto node = page.getKey("/Parent");
    for (int depth = 0; depth < deepest_tree && node.isDictionary(); ++depth, node = node.getKey("/Parent"))
        if (auto value = node.getKey(key); !value.isNull()) return value;
    return Object::newNull();
}

}  // namespace

void RevisionDiff::catalog(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("danh mục gốc của tài liệu bị hỏng");
    same_members(before, after, {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version", "/Pages", "/StructTreeRoot"});
    if (auto tags = before.getKey("/StructTreeRoot"), tags_now = after.getKey("/StructTreeRoot"); !tags.isNull() || !tags_now.isNull())
        follow(Rule::Structure, tags, tags_now);
    follow(Rule::Tree, before.getKey("/Pages"), after.getKey("/Pages"));
    if (before.getKey("/Pages").getObjGen() != after.getKey("/Pages").getObjGen()) return refuse("cây trang bị thay thế");
    auto store = after.getKey("/DSS");
    if (store.isNull() && !before.getKey("/DSS").isNull()) return refuse("dữ liệu kiểm tra dài hạn bị bỏ");
    if (!store.isNull()) {
        if (!is_security_store(store)) return refuse("mục /DSS có nội dung lạ");
        excuse(before.getKey("/DSS"));
        note("thêm dữ liệu kiểm tra dài hạn (DSS)");
    }
    auto extensions = after.getKey("/Extensions");
    if (!extensions.isNull() && (!extensions.isDictionary() || !is_plain(extensions))) return refuse("mục /Extensions có nội dung lạ");
    excuse(before.getKey("/Extensions"));
    auto version = after.getKey("/Version");
    if (!version.isNull() && !version.isName()) return refuse("mục /Version có nội dung lạ");
    auto metadata = after.getKey("/Metadata");
    if (as_text(metadata) != as_text(before.getKey("/Metadata")) || (metadata.isStream() && !untouched(metadata.getObjGen()))) {
        if (!is_metadata(metadata)) return refuse("siêu dữ liệu bị bỏ hoặc không phải XMP");
        excuse(before.getKey("/Metadata"));
        note("cập nhật siêu dữ liệu XMP");
    }
    auto old_form = before.getKey("/AcroForm"), new_form = after.getKey("/AcroForm");
    if (old_form.isNull() && new_form.isNull()) return;
    if (!new_form.isDictionary()) return refuse("biểu mẫu của tài liệu bị bỏ");
    if (old_form.isNull()) old_form = Object::newDictionary();
    follow(Rule::Form, old_form, new_form);
}

void RevisionDiff::tree(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("cây trang bị hỏng");
    same_members(before, after, {"/Kids"});
    auto kids = before.getKey("/Kids"), kids_now = after.getKey("/Kids");
    accounted_.insert(kids_now.getObjGen());
    if (!kids.isArray() || !kids_now.isArray()) return refuse("cây trang bị hỏng");
    const auto old_kids = kids.getArrayAsVector(), new_kids = kids_now.getArrayAsVector();
    if (old_kids.size() != new_kids.size()) return refuse("số trang của tài liệu bị thay đổi");
    for (size_t i = 0; i < old_kids.size(); ++i) {
        if (Object(old_kids[i]).getObjGen() != Object(new_kids[i]).getObjGen()) return refuse("trang của tài liệu bị thay hoặc đổi chỗ");
        follow(Rule::Same, old_kids[i], new_kids[i]);
    }
}

void RevisionDiff::page(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("một trang bị hỏng");
    // The order in which the keyboard goes through annotations: signers of tagged documents name it.
    const bool ordered = before.getKey("/Tabs").isNull() && after.getKey("/Tabs").isName();
    std::set<std::string> judged{"/Annots"};
    if (ordered) judged.insert("/Tabs");
    // iText writes down what a page inherits when it touches the page.
    for (const char* key : {"/Resources", "/MediaBox", "/CropBox", "/Rotate"})
        if (before.getKey(key).isNull() && !after.getKey(key).isNull()) {
            auto inherited = inherited_by(before, key);
            if (inherited.isNull()) continue;
            judged.insert(key);
            follow(Rule::Exact, inherited, after.getKey(key));
        }
    same_members(before, after, judged);
    current_page_ = after;
    accounted_.insert(after.getKey("/Annots").getObjGen());
    auto old_list = before.getKey("/Annots"), new_list = after.getKey("/Annots");
    if (old_list.isIndirect() && new_list.isIndirect() && old_list.getObjGen() == new_list.getObjGen() &&
        !old_table_.contains(old_list.getObjGen()) && now_table_.contains(old_list.getObjGen()))
        return refuse("một tham chiếu trống của tài liệu đã ký được gán nội dung mới");
    // Judged at once, not queued: the rule needs to know the page.
    annotations(old_list, new_list);
}

// An annotation that stood in the list and is an object now: saying less or more it would be another one.
bool RevisionDiff::is_the_same_apart(Object before, Object after) const {
    return got_a_number(before, after) && after.isDictionary() && before.getKeys() == after.getKeys();
}

void RevisionDiff::annotations(Object before, Object after) {
    if (before.isNull() && after.isNull()) return;
    if (!after.isArray() || !(before.isNull() || before.isArray())) return refuse("danh sách chú thích của trang bị thay đổi");
    auto old_items = before.isArray() ? before.getArrayAsVector() : std::vector<Object>{};
    size_t next = 0;
    for (auto& item : after.getArrayAsVector()) {
        const bool kept = next < old_items.size() &&
                          (item.isIndirect() ? item.getObjGen() == old_items[next].getObjGen() || is_the_same_apart(old_items[next], item)
                                             : !old_items[next].isIndirect());
        if (kept) {
            const Rule rule = item.isIndirect() ? rule_for(item.getObjGen(), Rule::Same) : Rule::Same;
            if (rule == Rule::FilledField || rule == Rule::FillableField || rule == Rule::FirstFill) place_on_page(item);
            follow(Rule::Same, old_items[next++], item);
        } else if (item.isIndirect() && !old_table_.contains(item.getObjGen())) {
            place_on_page(item);
            new_widget(item);
        } else {
            return refuse("một chú thích cũ được đặt thêm hoặc đổi chỗ trên trang");
        }
    }
    if (next != old_items.size()) refuse("một chú thích trên trang bị bỏ");
}

}  // namespace integrations::signing
