#pragma once
// The agency's signing devices and the register of who holds them. Rows are only ever added.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct SigningDevice {
    std::string id, agency, name;
    std::string serial;               // of the token
    std::string certificate_sha256;   // of the certificate it signs with; may be empty
    std::string holder, holder_name;  // now; empty: nobody yet
    std::string registered_by;
    dossier::Instant registered_at{};
};

struct Custody {
    std::string id, agency, device, holder;
    std::string holder_name, recorded_by_name;  // filled when read
    std::string document, minutes;              // numbers of the papers
    bool lent = false;
    std::string permission;
    dossier::Instant begins_at{};
    std::string recorded_by;
};

// The id; empty when the agency has a device of that serial number.
std::string register_device(UnitOfWork& work, SigningDevice device);
std::vector<SigningDevice> devices_of(UnitOfWork& work, std::string_view agency);
std::optional<SigningDevice> find_device(UnitOfWork& work, std::string_view id);
void record_custody(UnitOfWork& work, Custody custody);
std::vector<Custody> custody_of(UnitOfWork& work, std::string_view device);  // the latest first

}  // namespace server::storage
