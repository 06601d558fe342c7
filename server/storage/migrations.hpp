#pragma once
// Schema changes: forward only, one transaction each, checksums recorded, run under an advisory lock by motcua_owner.

#include <span>
#include <string>
#include <vector>

namespace server::storage {

struct Migration {
    const char* name;    // 0001_ground
    const char* sha256;  // of the file as it was built in
    const char* text;
};
std::span<const Migration> migrations();  // in order

// Applies what is missing; returns the names applied. `connection` is libpq words for the owner.
// Throws StorageFault; and std::runtime_error when a recorded checksum differs from ours, or the database is newer.
std::vector<std::string> migrate(const std::string& connection);

// Names still to be applied, asked as the application. Throws like migrate.
std::vector<std::string> pending_migrations(const std::string& connection);

}  // namespace server::storage
