#include "server/storage/bundle_store.hpp"

#include "server/storage/bundle_store.sql.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::storage {
namespace {

std::optional<BundleLabel> label_in(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return BundleLabel{row->text("id"), row->id<dossier::DossierId>("dossier"), row->text("place"), row->instant("made_at")};
}

}  // namespace

BundleLabel label_bundle(UnitOfWork& work, const dossier::Dossier& dossier, const std::string& place, const std::string& by,
                         dossier::Instant now) {
    work.one(sql::label_bundle, {{"id", new_uuid()}, {"agency", dossier.agency}, {"dossier", dossier.id}, {"place", place},
                                 {"now", now}, {"by", by}});
    return *label_of(work, dossier.id);
}

std::optional<BundleLabel> find_label(UnitOfWork& work, std::string_view id) { return label_in(work.one(sql::find_label, {{"id", id}})); }

std::optional<BundleLabel> label_of(UnitOfWork& work, const dossier::DossierId& dossier) {
    return label_in(work.one(sql::label_of, {{"dossier", dossier}}));
}

std::vector<dossier::Bundle> open_bundles(UnitOfWork& work, std::string_view agency, std::string_view place, int most) {
    std::vector<dossier::Bundle> bundles;
    for (const auto& row : work.query(sql::dossiers_with_bundles, {{"agency", agency}, {"place", place}, {"most", most}}))
        if (auto bundle = dossier::bundle_of(*find_dossier(work, row.id<dossier::DossierId>("dossier"))))
            bundles.push_back(*std::move(bundle));
    return bundles;
}

}  // namespace server::storage
