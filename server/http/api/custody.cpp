#include "server/http/api/custody.hpp"

#include "server/custody.hpp"
#include "server/http/api/asking.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace {

json device_view(const storage::SigningDevice& device) {
    return {{"id", device.id}, {"name", device.name}, {"serial", device.serial}, {"certificate_sha256", device.certificate_sha256},
            {"holder", device.holder}, {"holder_name", device.holder_name}, {"registered_at", dossier::iso8601(device.registered_at)}};
}

json custody_view(const storage::Custody& row) {
    return {{"holder", row.holder}, {"holder_name", row.holder_name}, {"document", row.document}, {"minutes", row.minutes}, {"lent", row.lent},
            {"permission", row.permission}, {"begins_at", dossier::iso8601(row.begins_at)}, {"recorded_by", row.recorded_by_name}};
}

std::string word(const json& body, const char* name) {
    return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string{};
}

}  // namespace

Result<Response> list_devices(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& device : storage::devices_of(work, request.principal.agency)) list.push_back(device_view(device));
    return ok({{"devices", std::move(list)}});
}

Result<Response> add_device(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const DeviceWish wish{word(body, "name"), word(body, "serial"), word(body, "certificate_sha256")};
    const auto device = TRY(register_device(services, actor_of(request.principal), wish, request.arrived_at));
    return created(device_view(device), "/api/signing-devices/" + device.id);
}

Result<Response> show_custody(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("device_id"));  // a UUID too
    storage::UnitOfWork work{services.database};
    const auto device = storage::find_device(work, id.text());
    if (!device || device->agency != request.principal.agency) return fail(ErrorCode::NotFound, "không có thiết bị ký này");
    auto rows = json::array();
    for (const auto& row : storage::custody_of(work, device->id)) rows.push_back(custody_view(row));
    auto view = device_view(*device);
    view["hand_overs"] = std::move(rows);
    return ok(view);
}

Result<Response> add_custody(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("device_id"));
    const auto body = TRY(request.json());
    const dossier::signing_rules::HandOver wish{word(body, "holder"), word(body, "document"), word(body, "minutes"),
                                                body.contains("lent") && body["lent"] == true, word(body, "permission")};
    const auto device = TRY(hand_over(services, actor_of(request.principal), id.text(), wish, request.arrived_at));
    return created(device_view(device), "/api/signing-devices/" + device.id);
}

}  // namespace server::http
