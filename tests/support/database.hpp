#pragma once
// A fresh database for each test: one private cluster per executable (fsync off), one migrated template, one clone per
// TestDatabase.

#include <filesystem>
#include <memory>
#include <string>

#include "server/storage/database.hpp"
#include "server/storage/private_postgres.hpp"

namespace test_support {

// A folder that goes when the value goes. Mode 0755: PostgreSQL may run as another user.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

server::storage::PrivatePostgres& cluster();

class TestDatabase {
  public:
    explicit TestDatabase(int sessions = 8);
    ~TestDatabase();
    server::storage::Database& operator*() { return *database_; }
    server::storage::Database* operator->() { return database_.get(); }
    std::string connection(const std::string& role) const;  // libpq words: motcua_app, motcua_owner, motcua_super
    const std::string& name() const { return name_; }

  private:
    std::string name_;
    std::unique_ptr<server::storage::Database> database_;
};

}  // namespace test_support
