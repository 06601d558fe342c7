#include "server/storage/custody_store.hpp"

#include "server/storage/custody_store.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {
namespace {

SigningDevice device_of(const Row& row) {
    SigningDevice device;
    device.id = row.text("id");
    device.agency = row.text("agency");
    device.name = row.text("name");
    device.serial = row.text("serial");
    device.certificate_sha256 = row.text("certificate_sha256");
    device.holder = row.text("holder");
    device.holder_name = row.text("holder_name");
    device.registered_by = row.text("registered_by");
    device.registered_at = row.instant("registered_at");
    return device;
}

}  // namespace

std::string register_device(UnitOfWork& work, SigningDevice device) {
    device.id = new_uuid();
    const auto added = work.run(sql::register_device, {{"id", device.id},
                                                       {"agency", device.agency},
                                                       {"name", device.name},
                                                       {"serial", device.serial},
                                                       {"certificate", device.certificate_sha256},
                                                       {"by", device.registered_by},
                                                       {"now", device.registered_at}});
    return added == 1 ? device.id : std::string{};
}

std::vector<SigningDevice> devices_of(UnitOfWork& work, std::string_view agency) {
    std::vector<SigningDevice> devices;
    for (const auto& row : work.query(sql::devices_of, {{"agency", agency}})) devices.push_back(device_of(row));
    return devices;
}

std::optional<SigningDevice> find_device(UnitOfWork& work, std::string_view id) {
    const auto row = work.one(sql::find_device, {{"id", id}});
    if (!row) return std::nullopt;
    return device_of(*row);
}

void record_custody(UnitOfWork& work, Custody custody) {
    work.run(sql::record_custody, {{"id", new_uuid()},
                                   {"agency", custody.agency},
                                   {"device", custody.device},
                                   {"holder", custody.holder},
                                   {"document", custody.document},
                                   {"minutes", custody.minutes},
                                   {"lent", custody.lent},
                                   {"permission", custody.permission},
                                   {"begins_at", custody.begins_at},
                                   {"by", custody.recorded_by}});
}

std::vector<Custody> custody_of(UnitOfWork& work, std::string_view device) {
    std::vector<Custody> rows;
    for (const auto& row : work.query(sql::custody_of, {{"device", device}}))
        rows.push_back({row.text("id"), row.text("agency"), row.text("device"), row.text("holder"), row.text("holder_name"),
                        row.text("recorded_by_name"), row.text("document"), row.text("minutes"), row.truth("lent"), row.text("permission"),
                        row.instant("begins_at"), row.text("recorded_by")});
    return rows;
}

}  // namespace server::storage
