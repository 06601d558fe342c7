#pragma once
// Labels of bundles (papers of a dossier that were not digitised), and where the bundles are.

#include <optional>
#include <string>
#include <vector>

#include "dossier/intake/bundle.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct BundleLabel {
    std::string id;      // what the printed code holds
    dossier::DossierId dossier;
    std::string place;   // counter, room, shelf
    dossier::Instant made_at{};
};
// One label a dossier: asked again, the same one, perhaps at another place.
BundleLabel label_bundle(UnitOfWork& work, const dossier::Dossier& dossier, const std::string& place, const std::string& by,
                         dossier::Instant now);
std::optional<BundleLabel> find_label(UnitOfWork& work, std::string_view id);
std::optional<BundleLabel> label_of(UnitOfWork& work, const dossier::DossierId& dossier);

// Bundles of open dossiers, by procedure code; `place` may be empty.
std::vector<dossier::Bundle> open_bundles(UnitOfWork& work, std::string_view agency, std::string_view place, int most);

}  // namespace server::storage
