#include "server/custody.hpp"

#include <algorithm>

#include "server/storage/database.hpp"

namespace server {

using dossier::Actor;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Instant;
using dossier::Result;
using dossier::Role;

namespace rules = dossier::signing_rules;

namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

bool is_fingerprint(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<void> may_keep(const Actor& by) {
    if (keeps_devices(by)) return {};
    return fail(ErrorCode::NotPermitted, "chỉ văn thư, lãnh đạo hoặc quản trị ghi sổ thiết bị ký");
}

}  // namespace

std::vector<storage::AccountRow> clerks_of(storage::UnitOfWork& work, const std::string& agency) {
    auto officers = storage::list_officers(work, agency, "");
    std::erase_if(officers, [](const auto& each) { return each.disabled || std::find(each.roles.begin(), each.roles.end(), "clerk") == each.roles.end(); });
    return officers;
}

bool keeps_devices(const Actor& actor) {
    return std::any_of(actor.roles.begin(), actor.roles.end(),
                       [](Role role) { return role == Role::clerk || role == Role::leader || role == Role::administrator; });
}

Result<storage::SigningDevice> register_device(Services& services, const Actor& by, const DeviceWish& wish, Instant now) {
    TRY(may_keep(by));
    std::vector<FieldError> faults;
    if (blank(wish.name)) faults.push_back({"name", "required", "phải ghi tên thiết bị"});
    if (blank(wish.serial)) faults.push_back({"serial", "required", "phải ghi số sê-ri của thiết bị"});
    if (!wish.certificate_sha256.empty() && !is_fingerprint(wish.certificate_sha256))
        faults.push_back({"certificate_sha256", "form", "SHA-256 của chứng thư số gồm 64 chữ số hệ mười sáu, chữ thường"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(faults));
    storage::UnitOfWork work{services.database};
    storage::SigningDevice device;
    device.agency = by.agency;
    device.name = wish.name;
    device.serial = wish.serial;
    device.certificate_sha256 = wish.certificate_sha256;
    device.registered_by = by.id.text();
    device.registered_at = now;
    device.id = storage::register_device(work, device);
    if (device.id.empty()) return fail(ErrorCode::DuplicateRequest, "thiết bị có số sê-ri này đã được ghi");
    work.commit();
    return device;
}

Result<storage::SigningDevice> hand_over(Services& services, const Actor& by, const std::string& id, const rules::HandOver& wish, Instant now) {
    TRY(may_keep(by));
    storage::UnitOfWork work{services.database};
    const auto device = storage::find_device(work, id);
    if (!device || device->agency != by.agency) return fail(ErrorCode::NotFound, "không có thiết bị ký này");
    auto faults = rules::faults_of(wish);
    if (!blank(wish.holder)) {
        const auto clerks = clerks_of(work, by.agency);
        if (std::none_of(clerks.begin(), clerks.end(), [&](const auto& clerk) { return clerk.id == wish.holder; }))
            faults.push_back({"holder", "unfit", "người giữ thiết bị phải là văn thư đang làm việc của cơ quan"});
        else if (wish.holder == device->holder) faults.push_back({"holder", "same", "người này đang giữ thiết bị"});
    }
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(faults));
    storage::Custody row;
    row.agency = by.agency;
    row.device = id;
    row.holder = wish.holder;
    row.document = wish.document;
    row.minutes = wish.minutes;
    row.lent = wish.lent;
    row.permission = wish.permission;
    row.begins_at = now;
    row.recorded_by = by.id.text();
    storage::record_custody(work, row);
    auto after = *storage::find_device(work, id);
    work.commit();
    return after;
}

std::string holder_of(storage::UnitOfWork& work, const std::string& agency, const std::string& certificate_sha256) {
    if (certificate_sha256.empty()) return {};
    for (const auto& device : storage::devices_of(work, agency))
        if (device.certificate_sha256 == certificate_sha256) return device.holder;
    return {};
}

}  // namespace server
