// RevisionDiff's rules for the structure of tagged documents (ISO 32000-1, 14.7): whoever signs one must say where the new
// signature field stands in it. Elements may gain such fields as children, and nothing else may become of them.
#include "integrations/signing/revision_diff.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr int deepest_tree = 32;
constexpr size_t most_numbers = 200'000;
constexpr size_t most_new_elements = 200;  // of one element

std::vector<Object> items_of(Object value) {
    if (value.isNull()) return {};
    return value.isArray() ? value.getArrayAsVector() : std::vector<Object>{value};
}

bool same_reference(Object one, Object other) {
    return one.isIndirect() == other.isIndirect() && (one.isIndirect() ? one.getObjGen() == other.getObjGen() : one.unparse() == other.unparse());
}

// A number tree as one table (ISO 32000-1, 7.9.7). False when it is malformed, or names a node or a number twice.
bool flatten(Object node, std::map<long long, Object>& table, std::set<QPDFObjGen>& seen, int depth = 0) {
    if (!node.isDictionary() || depth > deepest_tree || (node.isIndirect() && !seen.insert(node.getObjGen()).second)) return false;
    for (auto& kid : items_of(node.getKey("/Kids")))
        if (!flatten(kid, table, seen, depth + 1)) return false;
    const auto numbers = items_of(node.getKey("/Nums"));
    if (numbers.size() % 2 != 0 || table.size() + numbers.size() / 2 > most_numbers) return false;
    for (size_t i = 0; i < numbers.size(); i += 2) {
        Object key = numbers[i];
        if (!key.isInteger() || !table.emplace(key.getIntValue(), numbers[i + 1]).second) return false;
    }
    return true;
}

}  // namespace

// The element of a new signature field: it leads to the new widget and nowhere else.
bool RevisionDiff::is_new_form_element(Object element) {
    static const std::set<std::string> known{"/Type", "/S", "/P", "/K", "/Pg", "/T", "/Alt", "/Lang", "/ID", "/A", "/NS"};
    if (!element.isDictionary() || !element.isIndirect() || old_table_.contains(element.getObjGen()) || !element.getKey("/S").isNameAndEquals("/Form")) return false;
    for (const auto& key : element.getKeys())
        if (!known.contains(key)) return false;
    const auto leads_to = items_of(element.getKey("/K"));
    if (leads_to.size() != 1) return false;
    Object reference = leads_to.front();
    if (!reference.isDictionary() || !reference.getKey("/Type").isNameAndEquals("/OBJR")) return false;
    auto widget = reference.getKey("/Obj");
    // Whether it belongs to a signature field is the form's rule: no other widget may be new.
    return widget.isIndirect() && !old_table_.contains(widget.getObjGen()) && widget.isDictionary() && widget.getKey("/Subtype").isNameAndEquals("/Widget");
}

void RevisionDiff::structure(Object before, Object after) {
    if (!before.isDictionary() || !after.isDictionary()) return refuse("cấu trúc gắn thẻ của tài liệu bị bỏ hoặc bị hỏng");
    if (!same_reference(before, after)) return refuse("cấu trúc gắn thẻ của tài liệu bị thay thế");
    same_members(before, after, {"/K", "/ParentTree", "/ParentTreeNextKey"});
    auto next = after.getKey("/ParentTreeNextKey");
    if (!next.isNull() && !next.isInteger()) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
    children(before, after);
    parent_numbers(before.getKey("/ParentTree"), after.getKey("/ParentTree"));
}

void RevisionDiff::structure_element(Object before, Object after) {
    // Marked content and references to objects stand beside elements.
    if (!before.isDictionary() || !before.isIndirect() || before.getKey("/S").isNull()) return same(before, after, Rule::Same);
    if (!after.isDictionary()) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
    same_members(before, after, {"/K", "/P"});
    if (!same_reference(before.getKey("/P"), after.getKey("/P"))) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
    children(before, after);
}

void RevisionDiff::children(Object before, Object after) {
    if (before.getKey("/K").isIndirect() && before.getKey("/K").isArray()) accounted_.insert(before.getKey("/K").getObjGen());
    const auto old_items = items_of(before.getKey("/K")), new_items = items_of(after.getKey("/K"));
    size_t next = 0, added = 0;
    for (auto item : new_items) {
        if (next < old_items.size() && same_reference(old_items[next], item)) {
            follow(Rule::StructureElement, old_items[next++], item);
        } else if (++added <= most_new_elements && is_new_form_element(item) && item.getKey("/P").getObjGen() == after.getObjGen()) {
            note("thêm chữ ký vào cấu trúc gắn thẻ");
        } else {
            return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
        }
    }
    if (next != old_items.size()) refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
}

// From marked content to its element: what was there stays, new widgets gain their element.
void RevisionDiff::parent_numbers(Object before, Object after) {
    if (same_reference(before, after) && !before.isIndirect()) return;
    std::map<long long, Object> old_table, new_table;
    std::set<QPDFObjGen> old_nodes, new_nodes;
    if ((!before.isNull() && !flatten(before, old_table, old_nodes)) || (!after.isNull() && !flatten(after, new_table, new_nodes)))
        return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
    excuse_numbers(before);
    for (auto& [number, value] : new_table) {
        const auto known = old_table.find(number);
        if (known == old_table.end()) {
            if (!is_new_form_element(value)) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
            continue;
        }
        if (!same_reference(known->second, value)) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
        if (!value.isArray()) {
            follow(Rule::StructureElement, known->second, value);
            continue;
        }
        if (value.isIndirect()) accounted_.insert(value.getObjGen());
        const auto old_items = items_of(known->second), new_items = items_of(value);
        if (old_items.size() != new_items.size()) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
        for (size_t i = 0; i < old_items.size(); ++i) {
            if (!same_reference(old_items[i], new_items[i])) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
            follow(Rule::StructureElement, old_items[i], new_items[i]);
        }
    }
    for (const auto& [number, value] : old_table)
        if (!new_table.contains(number)) return refuse("cấu trúc gắn thẻ của tài liệu bị thay đổi");
}

// The nodes of a number tree may be written anew: what they say is compared.
void RevisionDiff::excuse_numbers(Object node) {
    if (!node.isDictionary()) return;
    accounted_.insert(node.getObjGen());
    for (const char* key : {"/Kids", "/Nums"}) accounted_.insert(node.getKey(key).getObjGen());
    for (auto& kid : items_of(node.getKey("/Kids"))) excuse_numbers(kid);
}

}  // namespace integrations::signing
