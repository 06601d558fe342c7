#include <algorithm>
#include <map>
#include <stdexcept>

#include "server/storage/migrations.hpp"
#include "server/storage/session.hpp"

namespace server::storage {
namespace {

constexpr Statement applied_migrations{"applied_migrations", "SELECT name, sha256 FROM migration"};
constexpr Statement has_ledger{"has_ledger", "SELECT to_regclass('public.migration') IS NOT NULL AS there"};
constexpr Statement note_migration{"note_migration",
                                   "INSERT INTO migration (name, sha256) VALUES (:name, :sha256)"};
// Two starters at once: the second waits here. The lock goes with the session.
constexpr const char* lock = "SELECT pg_advisory_lock(20181118)";
constexpr const char* ledger =
    "CREATE TABLE IF NOT EXISTS public.migration (name text PRIMARY KEY, sha256 text NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT now()); GRANT SELECT ON public.migration TO motcua_app; "
    "COMMENT ON TABLE public.migration IS 'Migrations applied, with the SHA-256 of their text'";

Session patient_session(const std::string& connection) {
    return Session{DatabaseOptions{connection, 1, {}, std::chrono::minutes{30}, std::chrono::minutes{5}}};
}

std::vector<const Migration*> still_to_do(Session& session) {
    std::map<std::string, std::string> applied;
    if (session.execute(has_ledger, {}).rows.at(0).truth("there"))
        for (const auto& row : session.execute(applied_migrations, {}).rows) applied[row.text("name")] = row.text("sha256");
    std::vector<const Migration*> missing;
    for (const auto& migration : migrations()) {
        const auto found = applied.find(migration.name);
        if (found == applied.end()) {
            missing.push_back(&migration);
            continue;
        }
        if (found->second != migration.sha256)
            throw std::runtime_error(std::string{"bước nâng cấp "} + migration.name + " đã chạy với nội dung khác");
        applied.erase(found);
    }
    if (!applied.empty())
        throw std::runtime_error("cơ sở dữ liệu mới hơn chương trình: có bước " + applied.begin()->first);
    return missing;
}

}  // namespace

std::vector<std::string> migrate(const std::string& connection) {
    auto session = patient_session(connection);
    session.execute_script(lock, "migration_lock");
    session.execute_script(ledger, "migration_ledger");
    std::vector<std::string> done;
    for (const auto* migration : still_to_do(session)) {
        session.begin();
        session.execute_script(migration->text, migration->name);
        session.execute(note_migration, {{"name", migration->name}, {"sha256", migration->sha256}});
        session.commit();
        done.emplace_back(migration->name);
    }
    return done;
}

std::vector<std::string> pending_migrations(const std::string& connection) {
    auto session = patient_session(connection);
    std::vector<std::string> names;
    for (const auto* migration : still_to_do(session)) names.emplace_back(migration->name);
    return names;
}

}  // namespace server::storage
