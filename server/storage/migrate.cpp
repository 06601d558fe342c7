#include <algorithm>
#include <map>
#include <stdexcept>

#include "server/storage/migrations.hpp"
#include "server/storage/session.hpp"

namespace server::storage {
namespace {

constexpr Statement applied_migrations{"applied_migrations", "SELECT name, sha256 FROM migration"};
constexpr Statement note_migration{"note_migration",
                                   "INSERT INTO migration (name, sha256) VALUES (:name, :sha256)"};

}  // namespace

std::vector<std::string> migrate(const std::string& connection) {
    Session session{DatabaseOptions{connection, 1, {}, std::chrono::minutes{30}, std::chrono::minutes{5}}};
    // One migrator at a time; the lock goes with the session.
    session.execute_script("SELECT pg_advisory_lock(20181118)", "migration_lock");
    session.execute_script(
        "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, "
        "applied_at timestamptz NOT NULL DEFAULT now())",
        "migration_table");
    std::map<std::string, std::string> applied;
    for (const auto& row : session.execute(applied_migrations, {}).rows) applied[row.text("name")] = row.text("sha256");

    std::vector<std::string> done;
    for (const auto& migration : migrations()) {
        const auto found = applied.find(migration.name);
        if (found != applied.end()) {
            if (found->second != migration.sha256)
                throw std::runtime_error(std::string{"bước chuyển đổi "} + migration.name + " đã chạy với nội dung khác");
            applied.erase(found);
            continue;
        }
        session.begin();
        session.execute_script(migration.text, migration.name);
        session.execute(note_migration, {{"name", migration.name}, {"sha256", migration.sha256}});
        session.commit();
        done.emplace_back(migration.name);
    }
    if (!applied.empty())
        throw std::runtime_error("cơ sở dữ liệu mới hơn chương trình: có bước " + applied.begin()->first);
    return done;
}

}  // namespace server::storage
