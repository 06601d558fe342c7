#pragma once
// The custody register of the agency's signing devices: who may write into it, and who holds the device that signs.

#include <string>

#include "dossier/result.hpp"
#include "dossier/signing_rules/custody.hpp"
#include "server/services.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/custody_store.hpp"

namespace server {

struct DeviceWish {
    std::string name, serial;
    std::string certificate_sha256;  // 64 hexadecimal digits, or empty
};
// Fails with InvalidInput naming every wrong field, NotPermitted, DuplicateRequest when the serial number is known.
dossier::Result<storage::SigningDevice> register_device(Services& services, const dossier::Actor& by, const DeviceWish& wish, dossier::Instant now);
// Fails with NotFound, NotPermitted, InvalidInput naming every wrong field.
dossier::Result<storage::SigningDevice> hand_over(Services& services, const dossier::Actor& by, const std::string& device,
                                                  const dossier::signing_rules::HandOver& wish, dossier::Instant now);
// Who may be given a device.
std::vector<storage::AccountRow> clerks_of(storage::UnitOfWork& work, const std::string& agency);
// Who keeps the register: the clerk, the leader, the administrator.
bool keeps_devices(const dossier::Actor& actor);

// Account id of whoever holds the device that signs with this certificate (SHA-256, hexadecimal); empty: nobody. A
// device whose certificate was not written down signs for nobody.
std::string holder_of(storage::UnitOfWork& work, const std::string& agency, const std::string& certificate_sha256);

}  // namespace server
