#include "server/images.hpp"

#include <algorithm>

#include "integrations/signing/stamp.hpp"
#include "server/storage/database.hpp"
#include "templates/qr.hpp"

namespace server {

using dossier::Actor;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Instant;
using dossier::Result;
using dossier::Role;

namespace rules = dossier::signing_rules;

namespace {

bool has(const Actor& actor, std::initializer_list<Role> roles) {
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end(); });
}

}  // namespace

// A hand is its owner's; the seal is the clerk's to register.
bool registers_images(const Actor& actor, rules::ImageKind kind) {
    return kind == rules::ImageKind::Seal ? has(actor, {Role::clerk, Role::administrator}) : has(actor, {Role::leader, Role::unit_head, Role::specialist, Role::clerk});
}

bool approves_images(const Actor& actor) { return has(actor, {Role::leader, Role::administrator}); }

Result<storage::SignatureImage> register_image(Services& services, const Actor& by, const rules::ImageWish& wish, std::string_view png, Instant now) {
    if (!registers_images(by, wish.kind)) return fail(ErrorCode::NotPermitted, "chỉ văn thư hoặc quản trị đăng ký hình con dấu");
    const auto seen = integrations::signing::look_at_png(png);
    if (!seen) return fail(ErrorCode::InvalidInput, "chưa nhận được hình", {{"image", "type", seen.error().detail}});
    auto faults = rules::faults_of(wish, {seen->width, seen->height, seen->transparent, seen->hue});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "hình hoặc thông tin chưa đúng", std::move(faults));
    storage::SignatureImage image;
    image.agency = by.agency;
    image.kind = wish.kind;
    image.name = wish.name;
    image.width_mm = wish.width_mm;
    image.valid_from = *wish.valid_from;
    image.valid_to = *wish.valid_to;
    image.registered_by = by.id.text();
    image.registered_at = now;
    storage::UnitOfWork work{services.database};
    const auto id = storage::insert_image(work, image, templates::base64(png));
    const auto stored = storage::find_image(work, id);
    work.commit();
    return *stored;
}

Result<storage::SignatureImage> approve_image(Services& services, const Actor& by, const std::string& id, const std::string& document, Instant now) {
    storage::UnitOfWork work{services.database};
    const auto image = storage::find_image(work, id);
    if (!image || image->agency != by.agency) return fail(ErrorCode::NotFound, "không có hình này");
    if (!approves_images(by)) return fail(ErrorCode::NotPermitted, "chỉ lãnh đạo hoặc quản trị phê duyệt hình");
    if (image->registered_by == by.id.text()) return fail(ErrorCode::NotPermitted, "người đăng ký không tự phê duyệt");
    if (document.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::InvalidInput, "chưa đủ thông tin", {{"document", "required", "phải ghi số văn bản phê duyệt"}});
    if (!storage::approve_image(work, *image, document, by.id.text(), now)) return fail(ErrorCode::WrongState, "hình này đã được phê duyệt");
    const auto approved = storage::find_image(work, id);
    work.commit();
    return *approved;
}

}  // namespace server
