#include <string_view>
#include <utility>

#include "server/catalogue/procedure_json.hpp"

namespace server::catalogue {
namespace {

// What an element of a list is recognised by, so that an insertion does not look like a change of all that follows.
std::string key_of(const Json& item, size_t index) {
    if (item.is_object())
        for (const char* name : {"code", "name", "reason"})
            if (item.contains(name) && item.at(name).is_string()) return item.at(name).get<std::string>();
    return item.is_string() ? item.get<std::string>() : std::to_string(index);
}

using Parts = std::vector<std::pair<std::string, const Json*>>;

Parts parts_of(const Json& json) {
    Parts parts;
    if (json.is_object())
        for (const auto& [name, value] : json.items()) parts.emplace_back(name, &value);
    if (json.is_array())
        for (size_t i = 0; i < json.size(); ++i) parts.emplace_back("[" + key_of(json[i], i) + "]", &json[i]);
    return parts;
}

const Json* find(const Parts& parts, const std::string& name) {
    for (const auto& [key, value] : parts)
        if (key == name) return value;
    return nullptr;
}

void compare(const std::string& path, const Json& before, const Json& after, std::vector<ProcedureChange>& changes) {
    if (before == after) return;
    const bool both = (before.is_object() && after.is_object()) || (before.is_array() && after.is_array());
    if (!both) {
        changes.push_back({path, "changed", before.dump(), after.dump()});
        return;
    }
    const auto old_parts = parts_of(before), new_parts = parts_of(after);
    const auto at = [&](const std::string& name) { return name.starts_with("[") ? path + name : joined(path, name); };
    for (const auto& [name, value] : old_parts) {
        const auto* now = find(new_parts, name);
        if (now) compare(at(name), *value, *now, changes);
        else changes.push_back({at(name), "removed", value->dump(), ""});
    }
    for (const auto& [name, value] : new_parts)
        if (!find(old_parts, name)) changes.push_back({at(name), "added", "", value->dump()});
}

// What the file's names mean; a name not listed here (the name of a field, a code) speaks for itself.
constexpr std::pair<std::string_view, std::string_view> meanings[]{
    {"code", "mã"}, {"name", "tên"}, {"field", "lĩnh vực"}, {"level", "mức trực tuyến"}, {"effective_from", "ngày có hiệu lực"},
    {"legal_bases", "căn cứ pháp lý"}, {"limit", "thời hạn giải quyết"}, {"fees", "phí, lệ phí"}, {"cases", "trường hợp"},
    {"components", "thành phần hồ sơ"}, {"runs_on", "hệ thống giải quyết"}, {"connected", "đã nối với cơ quan"},
    {"decided_by", "cơ quan quyết định"}, {"results", "kết quả"}, {"steps", "bước xử lý"}, {"clock", "cách tính thời hạn"},
    {"case_required", "phải chọn trường hợp"}, {"subjects", "số người có việc"}, {"in_person", "phải có mặt"},
    {"verified", "đã đối chiếu"}, {"title", "tên"}, {"aliases", "tên in trên giấy"}, {"mode", "cách nộp"}, {"group", "nhóm thay thế nhau"},
    {"originals", "số bản chính"}, {"copies", "số bản sao"}, {"returned", "trả lại bản chính"}, {"digitisable", "số hóa được"},
    {"required", "bắt buộc"}, {"when", "điều kiện áp dụng"}, {"channels", "cách nộp áp dụng"}, {"filed_by", "người nộp"},
    {"fee_classes", "đối tượng miễn, giảm"}, {"age", "tuổi"}, {"lookup", "tra cứu"}, {"fields", "trường đọc từ giấy"},
    {"form", "biểu mẫu điện tử"}, {"kind", "loại"}, {"amount", "số tiền (đồng)"}, {"per_copy", "tính theo bản"},
    {"classes", "đối tượng miễn, giảm"}, {"representative_allowed", "được ủy quyền"}, {"role", "vai trò"}, {"unit", "đơn vị"},
    {"paper", "bản chính là giấy"}, {"labels", "nhãn in trên giấy"},
};

std::string_view meaning_of(std::string_view name) {
    for (const auto& [known, words] : meanings)
        if (known == name) return words;
    return {};
}

// The last name of a path, without the key of an element: "components[…]" → components.
std::string_view last_name(std::string_view path) {
    int depth = 0;
    size_t end = path.size();
    for (size_t i = path.size(); i-- > 0;) {
        if (path[i] == ']') ++depth;
        if (path[i] == '[' && --depth == 0) end = i;
        if (path[i] == '.' && depth == 0) return path.substr(i + 1, end - i - 1);
    }
    return path.substr(0, end);
}

}  // namespace

std::string vietnamese_text(const ProcedureChange& change) {
    auto where = change.path;
    if (const auto words = meaning_of(last_name(change.path)); !words.empty()) where += " (" + std::string{words} + ")";
    if (change.kind == "added") return "thêm " + where + ": " + change.after;
    if (change.kind == "removed") return "bỏ " + where + ": " + change.before;
    return "đổi " + where + ": " + change.before + " → " + change.after;
}

std::vector<ProcedureChange> changes_between(const dossier::Procedure& before, const dossier::Procedure& after) {
    std::vector<ProcedureChange> changes;
    compare("", procedure_to_json(before), procedure_to_json(after), changes);
    return changes;
}

}  // namespace server::catalogue
