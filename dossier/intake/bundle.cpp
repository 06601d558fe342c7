#include "dossier/intake/bundle.hpp"

namespace dossier {
namespace {

// A one-sided hand-over leaves the papers with the giver.
void find_holder(const Dossier& dossier, Bundle& bundle) {
    bundle.held_since = dossier.received_at;
    bundle.holder_unit = dossier.hand_overs.empty() ? dossier.holder_unit : dossier.hand_overs.front().from_unit;
    for (const auto& given : dossier.hand_overs) {
        if (!given.paper || !given.taken_at) continue;
        bundle.holder_unit = given.to_unit;
        bundle.held_since = given.taken_at;
    }
}

}  // namespace

std::optional<Bundle> bundle_of(const Dossier& dossier) {
    Bundle bundle{dossier.id, dossier.procedure.code, dossier.procedure.name, dossier.code, {}, "", std::nullopt};
    for (const auto& component : dossier.components) {
        if (!component.not_digitised) continue;
        const auto* rule = dossier.procedure.component(component.code);
        const auto& mark = *component.not_digitised;
        bundle.lines.push_back({component.code, rule ? rule->title : component.code, component.ordinal, component.originals,
                                component.copies, mark.text.empty() ? std::string{vietnamese_name(mark.reason)} : mark.text});
    }
    if (bundle.lines.empty()) return std::nullopt;
    find_holder(dossier, bundle);
    return bundle;
}

}  // namespace dossier
