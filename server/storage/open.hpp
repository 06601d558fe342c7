#pragma once
// From the configuration to a database that answers and has every table.

#include <memory>
#include <string>

#include "server/config.hpp"
#include "server/storage/database.hpp"
#include "server/storage/private_postgres.hpp"

namespace server::storage {

struct Storage {
    std::unique_ptr<PrivatePostgres> cluster;  // none when the configuration names a database
    std::string app;                           // libpq words of motcua_app
    std::unique_ptr<Database> database;
};

// Starts or joins the private cluster when no database is named, and migrates that one. A named database is migrated by
// `motcua migrate` alone; here it must be up to date. Call from a thread that lives as long as the cluster should.
// Throws StorageFault, or std::runtime_error with a sentence for people.
Storage open_storage(const Config& config);

// Words for libpq of the named database; the password comes from its file. Empty when none is named.
std::string configured_connection(const Config& config);

}  // namespace server::storage
