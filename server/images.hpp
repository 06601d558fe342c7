#pragma once
// The registry of signature and seal pictures: registered by a clerk, approved by somebody else with a document.

#include <string>
#include <string_view>

#include "dossier/result.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"
#include "server/storage/image_store.hpp"

namespace server {

// Fails with InvalidInput naming every wrong field (also of the picture itself), NotPermitted.
dossier::Result<storage::SignatureImage> register_image(Services& services, const dossier::Actor& by,
                                                        const dossier::signing_rules::ImageWish& wish, std::string_view png, dossier::Instant now);
// Fails with NotFound, NotPermitted (the one who registered it, or no leader), InvalidInput without a document, WrongState
// when it was approved before.
dossier::Result<storage::SignatureImage> approve_image(Services& services, const dossier::Actor& by, const std::string& image,
                                                       const std::string& document, dossier::Instant now);

// Who may register a picture of that kind, and who approves them.
bool registers_images(const dossier::Actor& actor, dossier::signing_rules::ImageKind kind);
bool approves_images(const dossier::Actor& actor);

}  // namespace server
