#include "integrations/signing/references.hpp"

namespace integrations::signing {

bool is_drawn(const std::string& key) { return key == "/Resources" || key == "/Contents" || key == "/AP"; }

const std::vector<References::One>& References::of(QPDFObjectHandle object) {
    const auto key = static_cast<uint64_t>(object.getObjectID()) << 32 | static_cast<uint64_t>(object.getGeneration());
    const auto [place, is_new] = known_.try_emplace(key);
    if (!is_new) return place->second;
    auto& found = place->second;
    std::vector<One> open{{object.isStream() ? object.getDict() : object, false}};
    for (bool first = true; !open.empty(); first = false) {
        auto [value, drawn] = open.back();
        open.pop_back();
        if (value.isIndirect() && !first) {
            found.push_back({value, drawn});
        } else if (value.isArray()) {
            for (auto& item : value.getArrayAsVector()) open.push_back({item, drawn});
        } else if (value.isDictionary()) {
            for (auto& [name, entry] : value.getDictAsMap()) open.push_back({entry, drawn || is_drawn(name)});
        }
    }
    found.shrink_to_fit();
    return found;
}

}  // namespace integrations::signing
