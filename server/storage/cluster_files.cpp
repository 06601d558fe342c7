#include "server/storage/cluster_files.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "server/storage/file_store.hpp"

namespace server::storage {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void wrong(const std::string& sentence) { throw std::runtime_error(sentence); }

std::string first_line(const fs::path& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    return line;
}

int major_of(const fs::path& bin) {  // /usr/lib/postgresql/15/bin
    const auto name = bin.parent_path().filename().string();
    return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos ? std::stoi(name) : 0;
}

// Whether `user` may pass through every folder above `folder`.
std::string blocked_at(const fs::path& folder, const RunAs& user) {
    fs::path way = "/";
    for (const auto& part : folder.parent_path().relative_path()) {
        way /= part;
        struct stat is {};
        if (::stat(way.c_str(), &is) != 0) return way.string();
        const auto mine = is.st_uid == user.uid, group = is.st_gid == user.gid;
        const auto need = mine ? S_IXUSR : group ? S_IXGRP : S_IXOTH;
        if (!(is.st_mode & static_cast<mode_t>(need))) return way.string();
    }
    return "";
}

}  // namespace

ClusterFiles::ClusterFiles(const fs::path& data_dir) : data_dir_(fs::weakly_canonical(fs::absolute(data_dir))) {
    user_ = database_user(user_found_);
    socket_folder_ = data_dir_ / "socket";
    const std::size_t longest = 107 - std::string{"/.s.PGSQL.5432.lock"}.size();
    if (socket_folder_.string().size() > longest) socket_folder_ = "/tmp/motcua-" + sha256_of(data_dir_.string()).substr(0, 16);
}

fs::path ClusterFiles::programs() {
    std::error_code ignored;
    fs::path best;
    for (const char* root : {"/usr/lib/postgresql", "/usr/local/lib/postgresql"})
        for (const auto& entry : fs::directory_iterator{root, ignored}) {
            const auto bin = entry.path() / "bin";
            if (fs::exists(bin / "postgres", ignored) && major_of(bin) >= 15 && major_of(bin) > major_of(best)) best = bin;
        }
    return best;
}

void ClusterFiles::make_private(const fs::path& folder) const {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) wrong("không tạo được thư mục " + folder.string());
    struct stat is {};
    // Not a link, and of nobody else: /tmp is open to all.
    const auto self = ::geteuid();
    if (::lstat(folder.c_str(), &is) != 0 || !S_ISDIR(is.st_mode) ||
        (is.st_uid != self && (!user_ || is.st_uid != user_->uid)))
        wrong("thư mục không phải của chương trình: " + folder.string());
    if (user_ && is.st_uid != user_->uid && ::chown(folder.c_str(), user_->uid, user_->gid) != 0)
        wrong("không đổi được chủ của " + folder.string());
    ::chmod(folder.c_str(), 0700);
}

void ClusterFiles::make_folders() const {
    if (!user_found_) wrong("PostgreSQL không chạy bằng root; hãy tạo người dùng hệ thống motcua");
    std::error_code error;
    fs::create_directories(data_dir_, error);
    if (error) wrong("không tạo được thư mục " + data_dir_.string());
    if (user_) {
        const auto blocked = blocked_at(cluster(), *user_);
        if (!blocked.empty()) wrong("người dùng của PostgreSQL không vào được thư mục " + blocked);
    }
    make_private(socket_folder_);
}

void ClusterFiles::prepare(const fs::path& programs, bool durable) const {
    const auto installed = std::to_string(major_of(programs));
    if (fs::exists(cluster() / "PG_VERSION")) {
        const auto version = first_line(cluster() / "PG_VERSION");
        if (version != installed) wrong("cụm dữ liệu thuộc PostgreSQL " + version + ", máy có " + installed);
        // The server would end at once, without a line in its log: made before the system user was, or copied.
        struct stat is {};
        const auto runs_as = user_ ? user_->uid : ::geteuid();
        if (::stat(cluster().c_str(), &is) == 0 && is.st_uid != runs_as)
            wrong("thư mục " + cluster().string() + " thuộc người dùng số " + std::to_string(is.st_uid) + ", PostgreSQL chạy bằng người dùng số " +
                  std::to_string(runs_as) + "; hãy đổi chủ cả thư mục (chown -R)");
        return;
    }
    const auto half = data_dir_ / "postgres.making";
    std::error_code error;
    fs::remove_all(half, error);  // a start that was cut short
    make_private(half);
    std::vector<std::string> command{(programs / "initdb").string(), "-D", half.string(), "-E", "UTF8", "--locale=C.UTF-8",
                                     "--data-checksums", "--auth=trust", "-U", superuser, "--no-instructions"};
    if (!durable) command.emplace_back("--no-sync");
    const pid_t child = start_child(command, half, log(), user_);
    int status = 1;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child < 0 || status != 0) wrong("không tạo được cụm PostgreSQL, xem " + log().string());
    fs::rename(half, cluster(), error);
    if (error) wrong("không đổi được tên thư mục " + half.string());
}

void ClusterFiles::remove_stale_pid_file() const {
    const auto file = cluster() / "postmaster.pid";
    const auto pid = first_line(file);
    if (pid.empty() || pid.find_first_not_of("0123456789") != std::string::npos) return;
    std::ifstream in{"/proc/" + pid + "/stat"};
    std::string stat{std::istreambuf_iterator<char>{in}, {}};
    const auto end = stat.rfind(')');
    const auto zombie = end != std::string::npos && end + 2 < stat.size() && stat[end + 2] == 'Z';
    const auto stranger = !stat.empty() && stat.find("(postgres)") == std::string::npos;
    std::error_code ignored;
    if (zombie || stranger) fs::remove(file, ignored);
}

}  // namespace server::storage
