#include "integrations/signing/revision_diff.hpp"

#include "integrations/signing/allowed_additions.hpp"
#include "integrations/signing/signature_fields.hpp"
#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

constexpr size_t most_steps = 3'000'000;

bool same_stream_data(QPDFObjectHandle before, QPDFObjectHandle after) {
    const auto one = stored_digest(before), other = stored_digest(after);
    return one && other && *one == *other;
}

}  // namespace

RevisionDiff::RevisionDiff(QPDF& signed_revision, Newest now, const Patience& patience)
    : old_(signed_revision), now_(now.pdf), references_(now.references), patience_(patience), old_table_(signed_revision.getXRefTable()),
      now_table_(now.table), permissions_(Permissions::of(signed_revision)) {}

Changes RevisionDiff::run() {
    find_touched();
    register_objects();
    free_objects();
    trailer();
    for (size_t steps = 0; !todo_.empty() && refused_.empty(); ++steps) {
        if (steps > most_steps || (steps % 1024 == 0 && patience_.over())) refuse("tài liệu quá lớn để so sánh các phiên bản");
        auto step = todo_.front();
        todo_.pop_front();
        visit(step);
    }
    if (refused_.empty()) covered_pages();
    if (refused_.empty()) pages_of_shown();
    if (refused_.empty()) overridden_objects();
    return {refused_, {allowed_.begin(), allowed_.end()}};
}

void RevisionDiff::refuse(const std::string& why) {
    if (refused_.empty()) refused_ = why;
}

// What lies at another place now, or in one of the two revisions only. What is packed moves with its stream.
void RevisionDiff::find_touched() {
    const auto same_place = [](const QPDFXRefEntry& one, const QPDFXRefEntry& other) {
        if (one.getType() != other.getType()) return false;
        return one.getType() == 1 ? one.getOffset() == other.getOffset()
                                  : one.getObjStreamNumber() == other.getObjStreamNumber() && one.getObjStreamIndex() == other.getObjStreamIndex();
    };
    for (const auto& [id, entry] : now_table_) {
        const auto before = old_table_.find(id);
        if (before == old_table_.end() || !same_place(before->second, entry)) touched_.insert(id);
    }
    for (const auto& [id, entry] : old_table_) {
        if (!now_table_.contains(id)) touched_.insert(id);
        if (entry.getType() == 2 && touched_.contains(QPDFObjGen(entry.getObjStreamNumber(), 0))) touched_.insert(id);
    }
}

void RevisionDiff::register_objects() {
    auto root = old_.getRoot(), root_now = now_.getRoot();
    registered_[root.getObjGen()] = Rule::Catalog;
    register_pages(root.getKey("/Pages"));
    auto form = root.getKey("/AcroForm"), form_now = root_now.getKey("/AcroForm");
    if (form.isDictionary() && form.isIndirect()) registered_[form.getObjGen()] = Rule::Form;
    if (form.isDictionary() && form_now.isDictionary()) register_fields(form.getKey("/Fields"), form_now.getKey("/Fields"));
}

// Leaves of the page tree. Iterative: a hostile tree may be deep.
void RevisionDiff::register_pages(Object tree) {
    std::vector<Object> open{tree};
    while (!open.empty() && registered_.size() < most_steps) {
        auto node = open.back();
        open.pop_back();
        if (!node.isDictionary() || !node.isIndirect() || registered_.contains(node.getObjGen())) continue;
        auto kids = node.getKey("/Kids");
        registered_[node.getObjGen()] = kids.isArray() ? Rule::Tree : Rule::Page;
        if (kids.isArray())
            for (auto& kid : kids.getArrayAsVector()) open.push_back(kid);
    }
}

void RevisionDiff::register_fields(Object list, Object list_now) {
    if (!list.isArray()) return;
    std::map<QPDFObjGen, Object> now;
    if (list_now.isArray())
        for (auto& item : list_now.getArrayAsVector()) now[item.getObjGen()] = item;
    for (auto& item : list.getArrayAsVector())
        if (item.isIndirect()) {
            const auto twin = now.find(item.getObjGen());
            register_field(item, twin == now.end() ? Object::newNull() : twin->second, {});
        }
}

// Fields and their widgets; an empty signature field that has a value now may also change its look, and so may what the
// signers let others fill in.
void RevisionDiff::register_field(Object node, Object now, Above above) {
    if (!node.isDictionary() || above.depth > 32 || registered_.contains(node.getObjGen())) return;
    auto& [signature, new_value, had_value, name, depth] = above;
    if (node.hasKey("/FT")) signature = node.getKey("/FT").isNameAndEquals("/Sig");
    if (node.getKey("/T").isString()) name += (name.empty() ? "" : ".") + node.getKey("/T").getUTF8Value();
    const bool filled = signature && now.isDictionary() && node.getKey("/V").isNull() && is_signature_value(now.getKey("/V"));
    if (now.isDictionary() && node.getKey("/V").unparse() != now.getKey("/V").unparse()) new_value = true;
    had_value = had_value || !is_empty_value(node.getKey("/V"));
    // A look without a new value is not filling in.
    const auto filling = signature || !new_value ? Permissions::Filling::Nothing : permissions_.filling(name);
    const Rule rule = filled                                                            ? Rule::FilledField
                      : filling == Permissions::Filling::Everything                     ? Rule::FillableField
                      : filling == Permissions::Filling::WhatIsEmpty && !had_value      ? Rule::FirstFill
                                                                                        : Rule::Field;
    registered_[node.getObjGen()] = rule;
    auto kids = node.getKey("/Kids");
    if (!kids.isArray()) return;
    for (auto& kid : kids.getArrayAsVector()) {
        if (!kid.isIndirect()) continue;
        if (filled && !kid.hasKey("/T")) registered_.emplace(kid.getObjGen(), Rule::FilledField);
        else register_field(kid, now_.getObjectByObjGen(kid.getObjGen()), {signature, new_value && !kid.hasKey("/T"), had_value, name, depth + 1});
    }
}

void RevisionDiff::free_objects() {
    for (const auto& [id, entry] : old_table_)
        if (!now_table_.contains(id)) return refuse("một đối tượng của tài liệu đã ký bị xóa");
    // qpdf keeps both generations of a number; other readers follow the number alone and would see the newer one.
    for (auto next = now_table_.begin(); next != now_table_.end();) {
        const auto one = next++;
        if (next != now_table_.end() && next->first.getObj() == one->first.getObj() &&
            !(old_table_.contains(one->first) && old_table_.contains(next->first)))
            return refuse("một đối tượng của tài liệu đã ký có thêm thế hệ mới");
    }
}

// An object of the signed document that was written anew must have been compared on some path, or belong to what may
// change: what nothing reaches has no reason to change.
void RevisionDiff::overridden_objects() {
    for (const auto& [id, entry] : old_table_) {
        if (untouched(id) || accounted_.contains(id)) continue;
        auto before = old_.getObjectByObjGen(id), after = now_.getObjectByObjGen(id);
        if (after.isStream() && after.getDict().getKey("/Type").isNameAndEquals("/XRef")) continue;
        if (!before.isStream() && !after.isStream() && before.unparseResolved() == after.unparseResolved()) continue;
        return refuse("một đối tượng không dùng đến của tài liệu đã ký bị ghi đè");
    }
}

void RevisionDiff::excuse(Object before) {
    std::vector<Object> open{before};
    while (!open.empty() && accounted_.size() < most_steps) {
        auto value = open.back();
        open.pop_back();
        if (value.isIndirect() && !accounted_.insert(value.getObjGen()).second) continue;
        if (value.isStream()) value = value.getDict();
        if (value.isArray())
            for (auto& item : value.getArrayAsVector()) open.push_back(item);
        if (value.isDictionary() && !value.getKey("/Type").isNameAndEquals("/Page"))
            for (const auto& key : value.getKeys()) open.push_back(value.getKey(key));
    }
}

void RevisionDiff::trailer() {
    auto before = old_.getTrailer(), after = now_.getTrailer();
    if (before.getKey("/Root").getObjGen() != after.getKey("/Root").getObjGen())
        return refuse("danh mục gốc của tài liệu bị thay bằng danh mục khác");
    if (before.hasKey("/Encrypt") != after.hasKey("/Encrypt")) return refuse("chế độ mã hóa của tài liệu bị thay đổi");
    follow(Rule::Same, before.getKey("/Encrypt"), after.getKey("/Encrypt"));
    if (before.hasKey("/Encrypt") && before.getKey("/ID").unparseResolved() != after.getKey("/ID").unparseResolved())
        return refuse("định danh của tài liệu mã hóa bị thay đổi");
    information(before.getKey("/Info"), after.getKey("/Info"));
    excuse(before.getKey("/Info"));
    follow(Rule::Catalog, before.getKey("/Root"), after.getKey("/Root"));
}

// PDFBox gives what stood inside a list an object of its own when it writes the list anew. What it says is compared.
bool RevisionDiff::got_a_number(Object before, Object after) const {
    return !before.isIndirect() && before.isDictionary() && after.isIndirect() && !old_table_.contains(after.getObjGen());
}

RevisionDiff::Rule RevisionDiff::rule_for(QPDFObjGen id, Rule asked) const {
    const auto known = registered_.find(id);
    return known == registered_.end() ? asked : known->second;
}

void RevisionDiff::visit(Step step) {
    auto& [rule, before, after] = step;
    if (before.isIndirect() && after.isIndirect() && before.getObjGen() == after.getObjGen()) {
        const auto id = before.getObjGen();
        if (rule != Rule::Exact) rule = rule_for(id, rule);
        accounted_.insert(id);
        if (!visited_.insert(static_cast<uint64_t>(id.getObj()) << 32 | static_cast<uint64_t>(id.getGen()) << 8 | static_cast<uint64_t>(rule)).second) return;
        if (!old_table_.contains(id) && now_table_.contains(id))
            return refuse("một tham chiếu trống của tài liệu đã ký được gán nội dung mới");
        // The same bytes name the same objects: only what was touched is looked up in the signed revision. The other rules
        // look through references themselves and need both sides.
        if ((rule == Rule::Same || rule == Rule::Exact) && untouched(id)) {
            for (const auto& [object, drawn] : references_.of(after)) follow(drawn ? Rule::Exact : rule, object, object);
            return;
        }
        before = old_.getObjectByObjGen(id);
    } else if ((rule == Rule::Same || rule == Rule::Exact) && (before.isIndirect() || after.isIndirect()) && !(before.isNull() && after.isNull()) &&
               !got_a_number(before, after)) {
        return refuse("một tham chiếu của tài liệu đã ký trỏ sang đối tượng khác");
    }
    apply(rule, before, after);
}

void RevisionDiff::apply(Rule rule, Object before, Object after) {
    switch (rule) {
        case Rule::Same: case Rule::Exact: return same(before, after, rule);
        case Rule::Catalog: return catalog(before, after);
        case Rule::Tree: return tree(before, after);
        case Rule::Page: return page(before, after);
        case Rule::Annotations: return annotations(before, after);
        case Rule::Form: return form(before, after);
        case Rule::FieldList: return field_list(before, after);
        case Rule::Field: return field(before, after);
        case Rule::FilledField: return filled_field(before, after);
        case Rule::FillableField: return fillable_field(before, after);
        case Rule::FirstFill: return first_fill(before, after);
        case Rule::Resources: return resources(before, after);
        case Rule::Structure: return structure(before, after);
        case Rule::StructureElement: return structure_element(before, after);
    }
}

void RevisionDiff::same(Object before, Object after, Rule rule) {
    if (before.getTypeCode() != after.getTypeCode()) return refuse("một giá trị của tài liệu đã ký bị thay đổi");
    if (before.isDictionary()) return same_members(before, after, {}, rule);
    if (before.isArray()) {
        const auto old_items = before.getArrayAsVector(), new_items = after.getArrayAsVector();
        if (old_items.size() != new_items.size()) return refuse("một danh sách của tài liệu đã ký bị thay đổi");
        for (size_t i = 0; i < old_items.size(); ++i) follow(rule, old_items[i], new_items[i]);
        return;
    }
    if (before.isStream()) {
        const bool rewritten = !untouched(before.getObjGen());
        if (rewritten && !same_stream_data(before, after))
            return refuse("nội dung một luồng dữ liệu của tài liệu đã ký bị thay đổi");
        // An untouched stream whose indirect /Length changed would be read differently: its keys are all compared.
        return same_members(before.getDict(), after.getDict(), rewritten ? std::set<std::string>{"/Length"} : std::set<std::string>{}, rule);
    }
    if (!same_scalar(before, after)) refuse("một giá trị của tài liệu đã ký bị thay đổi");
}

void RevisionDiff::same_members(Object before, Object after, const std::set<std::string>& except, Rule rule) {
    const auto old_keys = before.getKeys(), new_keys = after.getKeys();
    for (const auto& key : old_keys) {
        if (except.contains(key)) continue;
        if (!new_keys.contains(key)) return refuse("mục " + key + " của tài liệu đã ký bị bỏ");
        auto one = before.getKey(key), other = after.getKey(key);
        // Numbers and names make up most of a document: settled here without a queue.
        if (one.isScalar() && other.isScalar() && !one.isIndirect() && !other.isIndirect()) {
            if (!same_scalar(one, other)) return refuse("mục " + key + " của tài liệu đã ký bị thay đổi");
            continue;
        }
        follow(is_drawn(key) ? Rule::Exact : rule, one, other);
    }
    for (const auto& key : new_keys)
        if (!except.contains(key) && !old_keys.contains(key)) return refuse("mục " + key + " được thêm vào tài liệu đã ký");
    if (after.isIndirect() && untouched(after.getObjGen())) return;
    // An empty entry means nothing to a sound reader, and not the same to all.
    const auto raw_before = before.getDictAsMap();
    for (auto& [key, value] : after.getDictAsMap())
        if (value.isNull() && !except.contains(key) && !raw_before.contains(key))
            return refuse("mục rỗng " + key + " được thêm vào tài liệu đã ký");
}

void RevisionDiff::information(Object before, Object after) {
    if (after.isNull()) {
        if (!before.isNull()) refuse("thông tin tài liệu bị bỏ");
        return;
    }
    if (!after.isDictionary()) return refuse("thông tin tài liệu sai kiểu");
    bool changed = !before.isDictionary();
    for (const auto& key : after.getKeys()) {
        auto value = after.getKey(key);
        if (!value.isScalar()) return refuse("thông tin tài liệu có giá trị lạ");
        changed = changed || before.getKey(key).unparseResolved() != value.unparseResolved();  // `before` is a dictionary here
    }
    if (changed) note("cập nhật thông tin tài liệu (ngày sửa, phần mềm)");
}

}  // namespace integrations::signing
