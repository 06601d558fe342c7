#include <map>
#include <set>

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

}  // namespace

std::vector<ProcedureChange> changes_between(const dossier::Procedure& before, const dossier::Procedure& after) {
    std::vector<ProcedureChange> changes;
    compare("", procedure_to_json(before), procedure_to_json(after), changes);
    return changes;
}

}  // namespace server::catalogue
