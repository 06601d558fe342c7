#include "server/storage/file_check.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "server/storage/file_check.sql.hpp"

namespace server::storage {
namespace {

std::string damage_of(const FileStore& files, const std::string& sha256) {
    if (!files.has(sha256)) return "missing";
    return files.intact(sha256) ? "" : "altered";
}

void check(Database& database, const FileStore& files, const Rows& rows, dossier::Instant now, FileReport& report) {
    auto checks = nlohmann::json::array();
    for (const auto& row : rows) {
        const auto damage = damage_of(files, row.text("sha256"));
        checks.push_back({{"id", row.text("id")}, {"damage", damage}});
        ++report.checked;
        if (!damage.empty())
            report.damaged.push_back({row.id<dossier::FileId>("id"), row.text("agency"), row.text("sha256"), damage});
    }
    UnitOfWork work{database};
    work.run(sql::note_check, {{"now", now}, {"checks", checks.dump()}});
    work.commit();
}

}  // namespace

FileReport check_files(Database& database, const FileStore& files, dossier::Instant now) {
    FileReport report;
    std::string after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
        const auto rows = UnitOfWork{database}.query(sql::files_after, {{"after", after}, {"most", 500}});
        if (rows.empty()) return report;
        after = rows.back().text("id");
        check(database, files, rows, now, report);
    }
}

std::vector<DamagedFile> take_back(Database& database, FileStore& files, const std::vector<DamagedFile>& damaged, const FileStore& copies,
                                   dossier::Instant now) {
    std::vector<DamagedFile> whole;
    auto checks = nlohmann::json::array();
    for (const auto& each : damaged) {
        if (!files.intact(each.sha256)) {  // several rows may share one content
            if (!copies.has(each.sha256) || !copies.intact(each.sha256)) continue;
            std::error_code gone_already;
            std::filesystem::remove(files.path_of(each.sha256), gone_already);
            files.keep(copies.read(each.sha256));
        }
        checks.push_back({{"id", each.id.text()}, {"damage", ""}});
        whole.push_back(each);
    }
    UnitOfWork work{database};
    work.run(sql::note_check, {{"now", now}, {"checks", checks.dump()}});
    work.commit();
    return whole;
}

FileReport check_oldest_files(Database& database, const FileStore& files, dossier::Instant now, int most) {
    FileReport report;
    const auto rows = UnitOfWork{database}.query(sql::files_unchecked_longest, {{"most", most}});
    if (!rows.empty()) check(database, files, rows, now, report);
    return report;
}

}  // namespace server::storage
