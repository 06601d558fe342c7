#include "server/http/api/images.hpp"

#include <charconv>

#include "integrations/signing/key.hpp"
#include "server/http/api/asking.hpp"
#include "server/images.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace rules = dossier::signing_rules;

namespace {

json image_view(const storage::SignatureImage& image) {
    return {{"id", image.id}, {"kind", dossier::name_of(image.kind)}, {"name", image.name}, {"width_mm", image.width_mm},
            {"valid_from", dossier::iso_date(image.valid_from)}, {"valid_to", dossier::iso_date(image.valid_to)},
            {"registered_by", image.registered_by_name}, {"registered_at", dossier::iso8601(image.registered_at)},
            {"approved", image.approved()}, {"document", image.document}, {"approved_by", image.approved_by_name}};
}

std::optional<dossier::CivilDate> day(const Request& request, const char* name) {
    const auto parsed = dossier::parse_iso_date(request.query_value(name).value_or(""));
    return parsed ? std::optional{*parsed} : std::nullopt;
}

double millimetres(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

Result<Response> list_images(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& image : storage::images_of(work, request.principal.agency)) list.push_back(image_view(image));
    return ok({{"images", std::move(list)}});
}

Result<Response> add_image(const Request& request, Services& services) {
    const auto upload = TRY(request.required_upload());
    const auto kind = dossier::value_named<rules::ImageKind>(request.query_value("kind").value_or(""));
    if (!kind) return fail(ErrorCode::InvalidInput, "chưa rõ loại hình", {{"kind", "enum", "hand hoặc seal"}});
    const rules::ImageWish wish{*kind, request.query_value("name").value_or(""), millimetres(request.query_value("width_mm").value_or("")),
                                day(request, "valid_from"), day(request, "valid_to")};
    const auto image = TRY(register_image(services, actor_of(request.principal), wish, integrations::signing::read_file(upload->path), request.arrived_at));
    return created(image_view(image), "/api/signature-images");
}

Result<Response> approve_signature_image(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("image_id"));  // a UUID too
    const auto body = TRY(request.json());
    const auto document = body.contains("document") && body["document"].is_string() ? body["document"].get<std::string>() : std::string{};
    return ok(image_view(TRY(approve_image(services, actor_of(request.principal), id.text(), document, request.arrived_at))));
}

}  // namespace server::http
