#include "server/storage/backup.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <nlohmann/json.hpp>

#include "server/storage/backup.sql.hpp"
#include "server/storage/child.hpp"
#include "server/storage/cluster_files.hpp"
#include "server/storage/content_copy.hpp"
#include "server/storage/private_postgres.hpp"
#include "server/storage/session.hpp"

namespace server::storage {

namespace fs = std::filesystem;

namespace {

constexpr const char* dump_name = "database.dump";

[[noreturn]] void wrong(const std::string& sentence) { throw std::runtime_error(sentence); }

void run_program(const std::string& program, std::vector<std::string> arguments, const fs::path& log) {
    const auto folder = ClusterFiles::programs();
    if (folder.empty()) wrong("không thấy các chương trình của PostgreSQL");
    arguments.insert(arguments.begin(), (folder / program).string());
    const pid_t child = start_child(arguments, "/", log, std::nullopt);
    int status = 1;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child < 0 || status != 0) wrong(program + " không thành công, xem " + log.string());
}

// Contents of a store at another place, laid out the same way.
FileStore store_in(const fs::path& backup) { return FileStore{backup / "files"}; }

void take_content(const FileStore& from, const FileStore& to, const std::string& sha256, const fs::path& previous,
                  BackupFigures& figures) {
    if (to.has(sha256)) return;
    const auto place = to.path_of(sha256);
    fs::create_directories(place.parent_path());
    std::error_code error;
    const auto earlier = previous.empty() ? fs::path{} : store_in(previous).path_of(sha256);
    if (!earlier.empty()) fs::create_hard_link(earlier, place, error);
    if (earlier.empty() || error) copy_content(from, to, sha256);
    ++figures.files;
    figures.file_bytes += static_cast<std::int64_t>(fs::file_size(place));
}

// Contents named by the database behind `words`. A dump restored elsewhere names the same ones.
void copy_contents(const std::string& words, const FileStore& from, const FileStore& to, const fs::path& previous,
                   BackupFigures& figures) {
    Session session{DatabaseOptions{words, 1}};
    std::string after;
    for (;;) {
        const auto rows = session.execute(sql::contents_after, {{"after", after}}).rows;
        if (rows.empty()) return;
        for (const auto& row : rows) take_content(from, to, row.text("sha256"), previous, figures);
        after = rows.back().text("sha256");
    }
}

// Beside its place, and moved there whole: a server never finds half a database. Several hands, for most of the time goes into words and
// indexes made anew; no more than four, each takes memory for its index.
void load_dump(const fs::path& dump, const fs::path& data_dir) {
    const auto half = data_dir / "restoring";
    fs::remove_all(half);  // of a restore that was cut short
    {
        const auto loading = PrivatePostgres::start({half, true, true});
        run_program("pg_restore", {"--exit-on-error", "--jobs=" + std::to_string(std::clamp(std::thread::hardware_concurrency(), 1u, 4u)), "--no-password",
                                   "--dbname=" + loading->connection(ClusterFiles::superuser), dump.string()},
                    data_dir / "pg_restore.log");
        // The planner knows nothing of what came in, and the check after this asks for every row.
        Session{DatabaseOptions{loading->connection(ClusterFiles::superuser), 1, {}, std::chrono::minutes{30}}}.execute_script("ANALYZE", "settle_restored");
    }
    fs::rename(half / "postgres", data_dir / "postgres");
    fs::remove_all(half);
}

}  // namespace

BackupFigures back_up(const std::string& words, const FileStore& files, const fs::path& target, const fs::path& previous) {
    if (fs::exists(target)) wrong("đã có " + target.string());
    const auto half = fs::absolute(target).string() + ".partial";
    fs::remove_all(half);
    fs::create_directories(half);
    fs::permissions(half, fs::perms::owner_all);
    const auto dump = fs::path{half} / dump_name;
    run_program("pg_dump", {"--format=custom", "--compress=3", "--no-password", "--file=" + dump.string(), "--dbname=" + words},
                fs::path{half} / "pg_dump.log");
    BackupFigures figures;
    figures.dump_bytes = static_cast<std::int64_t>(fs::file_size(dump));
    // Rows committed after the dump bring their files along too; that does no harm.
    copy_contents(words, files, store_in(half), previous, figures);
    const nlohmann::json manifest{{"format", 1}, {"dump_sha256", sha256_of_file(dump)}, {"files", figures.files},
                                  {"file_bytes", figures.file_bytes}, {"dump_bytes", figures.dump_bytes}};
    std::ofstream{fs::path{half} / "manifest.json"} << manifest.dump(2) << "\n";
    ::sync();
    fs::rename(half, target);
    return figures;
}

RestoreReport restore(const fs::path& backup, const fs::path& data_dir, dossier::Instant now) {
    if (fs::exists(data_dir / "postgres")) wrong("thư mục dữ liệu đã có cụm PostgreSQL: " + data_dir.string());
    std::ifstream manifest_file{backup / "manifest.json"};
    const auto manifest = nlohmann::json::parse(manifest_file, nullptr, false);
    if (!manifest.is_object() || manifest.value("format", 0) != 1) wrong("không phải bản sao lưu: " + backup.string());
    const auto dump = fs::absolute(backup) / dump_name;
    if (sha256_of_file(dump) != manifest.value("dump_sha256", "")) wrong("bản sao lưu cơ sở dữ liệu đã bị sửa");

    load_dump(dump, data_dir);
    RestoreReport report;
    const auto cluster = PrivatePostgres::start({data_dir});
    report.figures.dump_bytes = static_cast<std::int64_t>(fs::file_size(dump));
    const FileStore files{data_dir / "files"};
    copy_contents(cluster->connection("motcua_app"), store_in(backup), files, {}, report.figures);
    Database database{DatabaseOptions{cluster->connection("motcua_app"), 2, {}, std::chrono::minutes{10}}};
    report.audit = verify_audit(database);
    report.files = check_files(database, files, now);
    return report;
}

}  // namespace server::storage
