// RevisionDiff's rules for the form as a whole.
#include <sstream>

#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/revision_diff.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr size_t most_fields = 20'000;

// Filled fields that readers draw anew from the form's defaults: those without a picture, or all when the form asks for it.
struct DrawnByReader {
    bool any = false;
    bool without_look = false;    // of these, one that names no font
    std::set<std::string> fonts;  // that the others name
};

// "/Helv 12 Tf 0 g" → "/Helv".
std::string font_of(const std::string& look) {
    std::istringstream words(look);
    std::string word, font, size;
    while (words >> word) {
        if (word == "Tf") return font;
        font = std::move(size);
        size = word;
    }
    return {};
}

bool brings_resources(Object look) {
    if (look.isNull()) return true;
    if (look.isStream()) return look.getDict().getKey("/Resources").isDictionary();
    if (!look.isDictionary()) return false;
    for (auto& [state, picture] : look.getDictAsMap()) {
        auto each = picture;
        if (!each.isNull() && !(each.isStream() && each.getDict().getKey("/Resources").isDictionary())) return false;
    }
    return true;
}

bool draws_objects(Object look) { return look.isString() && look.getStringValue().find("Do") != std::string::npos; }

// Whether no field draws with the form's default resources more than letters.
bool fields_bring_resources(Object form) {
    if (draws_objects(form.getKey("/DA"))) return false;
    std::set<QPDFObjGen> seen;
    std::vector<Object> open{form.getKey("/Fields")};
    while (!open.empty()) {
        auto list = open.back();
        open.pop_back();
        if (!list.isArray()) continue;
        for (auto& field : list.getArrayAsVector()) {
            if (!field.isDictionary() || (field.isIndirect() && !seen.insert(field.getObjGen()).second)) continue;
            if (seen.size() > most_fields || draws_objects(field.getKey("/DA"))) return false;
            auto looks = field.getKey("/AP");
            for (const char* kind : {"/N", "/R", "/D"})
                if (looks.isDictionary() && !brings_resources(looks.getKey(kind))) return false;
            open.push_back(field.getKey("/Kids"));
        }
    }
    return true;
}

DrawnByReader drawn_by_reader(Object form, bool all) {
    struct Inherited {
        Object node, kind, value, look;
    };
    DrawnByReader drawn;
    std::set<QPDFObjGen> seen;
    std::vector<Inherited> open;
    const auto take = [&](Object list, const Inherited& above) {
        if (!list.isArray()) return;
        for (auto& item : list.getArrayAsVector())
            if (item.isDictionary() && open.size() + seen.size() < most_fields && (!item.isIndirect() || seen.insert(item.getObjGen()).second))
                open.push_back({item, above.kind, above.value, above.look});
    };
    take(form.getKey("/Fields"), {Object::newNull(), Object::newNull(), Object::newNull(), form.getKey("/DA")});
    while (!open.empty()) {
        auto here = open.back();
        open.pop_back();
        for (auto& [key, entry] : std::initializer_list<std::pair<const char*, Object*>>{{"/FT", &here.kind}, {"/V", &here.value}, {"/DA", &here.look}})
            if (here.node.hasKey(key)) *entry = here.node.getKey(key);
        take(here.node.getKey("/Kids"), here);
        auto looks = here.node.getKey("/AP");
        const bool has_picture = looks.isDictionary() && !looks.getKey("/N").isNull();
        if (here.kind.isNameAndEquals("/Sig") || is_empty_value(here.value) || (has_picture && !all)) continue;
        drawn.any = true;
        if (here.look.isString()) drawn.fonts.insert(font_of(here.look.getStringValue()));
        else drawn.without_look = true;
    }
    return drawn;
}

Object font_in(Object form, const std::string& name) {
    auto resources = form.getKey("/DR");
    auto fonts = resources.isDictionary() ? resources.getKey("/Font") : Object::newNull();
    return fonts.isDictionary() && !name.empty() ? fonts.getKey(name) : Object::newNull();
}

}  // namespace

void RevisionDiff::form(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("biểu mẫu của tài liệu bị hỏng");
    static const std::set<std::string> judged{"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances"};
    same_members(before, after, judged);
    auto flags = after.getKey("/SigFlags");
    if (!flags.isNull() && !flags.isInteger()) return refuse("cờ chữ ký của biểu mẫu sai kiểu");
    const bool asked = asks_readers_to_draw(before), asks = asks_readers_to_draw(after);
    const auto drawn = drawn_by_reader(before, asked);
    if ((asks && !asked) || (asked && !asks && drawn.any)) return refuse("biểu mẫu bị đổi cách hiển thị các ô (NeedAppearances)");
    if (drawn.without_look && before.getKey("/DA").isNull() && !after.getKey("/DA").isNull())
        return refuse("biểu mẫu nhận thêm kiểu chữ cho các ô đã điền");
    for (const auto& font : drawn.fonts)
        if (font_in(before, font).isNull() && !font_in(after, font).isNull())
            return refuse("biểu mẫu nhận thêm phông chữ mà các ô đã điền gọi tên");
    auto default_look = before.getKey("/DA");
    if (!default_look.isNull()) follow(Rule::Same, default_look, after.getKey("/DA"));
    auto fonts = before.getKey("/DR");
    if (!fonts.isNull()) follow(Rule::Resources, fonts, after.getKey("/DR"));
    follow(Rule::FieldList, before.getKey("/Fields"), after.getKey("/Fields"));
}

// Default resources may gain entries; what was there stays what it was. PDFBox leaves the picture of its newest signature
// there, poppler drops such pictures: nobody draws them unless a field does so without naming its own.
void RevisionDiff::resources(Object before, Object after) {
    if (!before.isDictionary()) return same(before, after, Rule::Same);
    if (!after.isDictionary()) return refuse("tài nguyên của biểu mẫu bị thay đổi");
    for (const auto& key : before.getKeys()) {
        if (key == "/ProcSet") continue;  // no reader follows it (ISO 32000-1, 14.2)
        if (key == "/XObject" && before.getKey(key).isDictionary() && fields_bring_resources(old_.getRoot().getKey("/AcroForm"))) {
            accounted_.insert(before.getKey(key).getObjGen());
            continue;
        }
        auto one = before.getKey(key), other = after.getKey(key);
        if (!one.isDictionary() || !other.isDictionary()) {
            follow(Rule::Same, one, other);
            continue;
        }
        accounted_.insert(one.getObjGen());
        for (const auto& entry : one.getKeys()) follow(Rule::Same, one.getKey(entry), other.getKey(entry));
    }
}

void RevisionDiff::field_list(Object before, Object after) {
    auto old_items = before.isArray() ? before.getArrayAsVector() : std::vector<Object>{};
    auto new_items = after.isArray() ? after.getArrayAsVector() : std::vector<Object>{};
    size_t next = 0;
    for (auto& item : new_items) {
        if (next < old_items.size() && item.getObjGen() == old_items[next].getObjGen()) follow(Rule::Same, old_items[next++], item);
        else new_field(item);
    }
    if (next != old_items.size()) refuse("một trường của biểu mẫu bị bỏ hoặc đổi chỗ");
}

}  // namespace integrations::signing
