#include "tests/support/database.hpp"

#include <atomic>
#include <stdexcept>

#include <unistd.h>

#include "server/storage/migrations.hpp"
#include "server/storage/session.hpp"

namespace test_support {

using server::storage::DatabaseOptions;
using server::storage::PrivatePostgres;
using server::storage::Session;

TemporaryFolder::TemporaryFolder() {
    std::string name = "/tmp/motcua-test-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
    std::filesystem::permissions(path_, std::filesystem::perms(0755));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {

struct Cluster {
    TemporaryFolder folder;
    std::unique_ptr<PrivatePostgres> postgres = PrivatePostgres::start({folder.path(), false});
    Cluster() {
        server::storage::migrate(postgres->connection("motcua_owner"));
    }
};

Cluster& started() {
    static Cluster cluster;
    return cluster;
}

void as_super(const std::string& command) {
    Session{DatabaseOptions{started().postgres->connection("motcua_super", "postgres"), 1}}.execute_script(command, "test");
}

}  // namespace

PrivatePostgres& cluster() { return *started().postgres; }

TestDatabase::TestDatabase(int sessions) {
    static std::atomic<int> count{0};
    name_ = "test_" + std::to_string(++count);
    as_super("CREATE DATABASE " + name_ + " TEMPLATE motcua OWNER motcua_owner");
    database_ = std::make_unique<server::storage::Database>(DatabaseOptions{connection("motcua_app"), sessions});
}

TestDatabase::~TestDatabase() {
    database_.reset();
    try {
        as_super("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const server::storage::StorageFault&) {
        // The cluster was stopped by the test; its folder goes anyway.
    }
}

std::string TestDatabase::connection(const std::string& role) const { return cluster().connection(role, name_); }

}  // namespace test_support
