#pragma once
// Registered pictures of signatures and seals.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/signing_rules/images.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct SignatureImage {
    std::string id, agency;
    dossier::signing_rules::ImageKind kind = dossier::signing_rules::ImageKind::Seal;
    std::string name;
    double width_mm = 0;
    dossier::CivilDate valid_from{}, valid_to{};
    std::string registered_by, registered_by_name;
    dossier::Instant registered_at{};
    std::string document, approved_by_name;  // of the approval; empty: not approved
    bool approved() const { return !document.empty(); }
};

std::string insert_image(UnitOfWork& work, const SignatureImage& image, std::string_view png_base64);
std::vector<SignatureImage> images_of(UnitOfWork& work, std::string_view agency);  // the newest first
std::optional<SignatureImage> find_image(UnitOfWork& work, std::string_view id);
std::string picture_of_image(UnitOfWork& work, std::string_view id);  // PNG
// Once: false when it was approved before.
bool approve_image(UnitOfWork& work, const SignatureImage& image, std::string_view document, std::string_view by, dossier::Instant now);

// The approved picture in force on that day, the newest: the seal of the agency.
struct UsableImage {
    std::string png;
    double width_mm = 0;
};
std::optional<UsableImage> usable_seal(UnitOfWork& work, std::string_view agency, dossier::CivilDate on);
// The same of a person's hand: the one who registered it.
std::optional<UsableImage> usable_hand(UnitOfWork& work, std::string_view agency, std::string_view account, dossier::CivilDate on);

}  // namespace server::storage
