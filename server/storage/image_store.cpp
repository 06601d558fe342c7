#include "server/storage/image_store.hpp"

#include <cmath>

#include <openssl/evp.h>

#include "server/storage/image_store.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {

using dossier::signing_rules::ImageKind;

namespace {

double millimetres(const Row& row) { return static_cast<double>(row.number("width_um")) / 1000; }

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size) - padding);
    return bytes;
}

SignatureImage image_of(const Row& row) {
    SignatureImage image;
    image.id = row.text("id");
    image.agency = row.text("agency");
    image.kind = dossier::value_named<ImageKind>(row.text("kind")).value_or(ImageKind::Seal);
    image.name = row.text("name");
    image.width_mm = millimetres(row);
    image.valid_from = row.maybe_date("valid_from").value_or(dossier::CivilDate{});
    image.valid_to = row.maybe_date("valid_to").value_or(dossier::CivilDate{});
    image.registered_by = row.text("registered_by");
    image.registered_by_name = row.text("registered_by_name");
    image.registered_at = row.instant("registered_at");
    image.document = row.text("document");
    image.approved_by_name = row.text("approved_by_name");
    return image;
}

std::optional<UsableImage> usable(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return UsableImage{from_base64(row->text("png")), millimetres(*row)};
}

}  // namespace

std::string insert_image(UnitOfWork& work, const SignatureImage& image, std::string_view png_base64) {
    const auto id = new_uuid();
    work.run(sql::insert_image, {{"id", id},
                                 {"agency", image.agency},
                                 {"kind", image.kind},
                                 {"name", image.name},
                                 {"png", png_base64},
                                 {"width_um", std::lround(image.width_mm * 1000)},
                                 {"valid_from", image.valid_from},
                                 {"valid_to", image.valid_to},
                                 {"by", image.registered_by},
                                 {"now", image.registered_at}});
    return id;
}

std::vector<SignatureImage> images_of(UnitOfWork& work, std::string_view agency) {
    std::vector<SignatureImage> images;
    for (const auto& row : work.query(sql::images_of, {{"agency", agency}})) images.push_back(image_of(row));
    return images;
}

std::optional<SignatureImage> find_image(UnitOfWork& work, std::string_view id) {
    const auto row = work.one(sql::find_image, {{"id", id}});
    if (!row) return std::nullopt;
    return image_of(*row);
}

std::string picture_of_image(UnitOfWork& work, std::string_view id) {
    const auto row = work.one(sql::picture_of_image, {{"id", id}});
    return row ? from_base64(row->text("png")) : std::string{};
}

bool approve_image(UnitOfWork& work, const SignatureImage& image, std::string_view document, std::string_view by, dossier::Instant now) {
    return work.run(sql::approve_image, {{"image", image.id}, {"agency", image.agency}, {"document", document}, {"by", by}, {"now", now}}) == 1;
}

std::optional<UsableImage> usable_seal(UnitOfWork& work, std::string_view agency, dossier::CivilDate on) {
    return usable(work.one(sql::usable_seal, {{"agency", agency}, {"day", on}}));
}

std::optional<UsableImage> usable_hand(UnitOfWork& work, std::string_view agency, std::string_view account, dossier::CivilDate on) {
    return usable(work.one(sql::usable_hand, {{"agency", agency}, {"account", account}, {"day", on}}));
}

}  // namespace server::storage
