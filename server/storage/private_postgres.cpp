#include "server/storage/private_postgres.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/storage/session.hpp"

namespace server::storage {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct RunAs {
    bool change = false;
    uid_t uid = 0;
    gid_t gid = 0;
    std::string name;
};

RunAs service_user() {
    if (geteuid() != 0) return {};
    for (const auto* name : {"motcua", "postgres"})
        if (const auto* entry = getpwnam(name)) return {true, entry->pw_uid, entry->pw_gid, name};
    throw std::runtime_error("PostgreSQL không chạy bằng root; hãy tạo người dùng hệ thống motcua");
}

void own(const fs::path& path, const RunAs& user) {
    if (user.change && chown(path.c_str(), user.uid, user.gid) != 0)
        throw std::runtime_error("không đổi được chủ của " + path.string());
}

fs::path binaries() {
    const fs::path base{"/usr/lib/postgresql"};
    fs::path newest;
    int best = 0;
    if (fs::exists(base))
        for (const auto& entry : fs::directory_iterator(base)) {
            const int version = std::atoi(entry.path().filename().c_str());
            if (version > best && fs::exists(entry.path() / "bin/postgres")) {
                best = version;
                newest = entry.path() / "bin";
            }
        }
    if (newest.empty()) throw std::runtime_error("không thấy PostgreSQL; hãy cài gói postgresql");
    return newest;
}

// Forks and executes as the service user, output appended to `log`. Returns the child's process id.
pid_t spawn(const std::vector<std::string>& words, const RunAs& user, const fs::path& log, bool dies_with_us) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("không tạo được tiến trình PostgreSQL");
    if (child > 0) {
        close(output);
        return child;
    }
    // Between fork and exec: system calls only.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    setsid();
    const int input = open("/dev/null", O_RDONLY);
    dup2(input, 0);
    dup2(output, 1);
    dup2(output, 2);
    if (user.change && (initgroups(user.name.c_str(), user.gid) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0))
        _exit(126);
    if (chdir("/") != 0) _exit(126);
    // After setuid, which would clear it.
    if (dies_with_us) {
        prctl(PR_SET_PDEATHSIG, SIGINT);
        if (getppid() != parent) _exit(125);
    }
    execv(arguments[0], arguments.data());
    _exit(127);
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::string major_of(const fs::path& cluster) {
    std::string version;
    std::ifstream{cluster / "PG_VERSION"} >> version;
    return version;
}

// A short name for a long folder.
fs::path socket_folder(const fs::path& data_dir) {
    const auto hash = std::hash<std::string>{}(fs::weakly_canonical(data_dir).string());
    char name[40];
    std::snprintf(name, sizeof name, "/tmp/motcua-%016zx", hash);
    return name;
}

}  // namespace

struct PrivatePostgres::State {
    ClusterOptions options;
    RunAs user;
    fs::path cluster, sockets, log;
    int lock = -1;
    pid_t postmaster = 0;

    std::string words(const std::string& role, const std::string& database) const {
        return "host=" + sockets.string() + " dbname=" + database + " user=" + role + " application_name=motcua";
    }

    bool answers() const {
        try {
            Session session{DatabaseOptions{words("motcua_super", "postgres"), 1}};
            return true;
        } catch (const StorageFault&) {
            return false;
        }
    }

    // The cluster appears whole or not at all: made beside its place, then renamed.
    void make_cluster(const fs::path& bin) {
        if (fs::exists(cluster / "PG_VERSION")) return;
        const auto half = cluster.string() + ".making";
        fs::remove_all(half);
        fs::create_directories(half);
        fs::permissions(half, fs::perms::owner_all);
        own(half, user);
        std::vector<std::string> command{(bin / "initdb").string(), "-D", half, "-E", "UTF8", "--locale=C.UTF-8",
                                         "--data-checksums", "--auth=trust", "-U", "motcua_super"};
        if (!options.durable) command.push_back("--no-sync");
        if (wait_for(spawn(command, user, log, false)) != 0) throw std::runtime_error("không tạo được cụm PostgreSQL, xem " + log.string());
        fs::rename(half, cluster);
    }

    void launch(const fs::path& bin) {
        std::vector<std::string> command{(bin / "postgres").string(), "-D", cluster.string(),
                                         "-c", "listen_addresses=",
                                         "-c", "unix_socket_directories=" + sockets.string(),
                                         "-c", "unix_socket_permissions=0700",
                                         "-c", "max_connections=120",
                                         "-c", "log_parameter_max_length_on_error=0",
                                         "-c", "log_error_verbosity=terse",
                                         "-c", "log_min_error_statement=panic",
                                         "-c", "shared_buffers=128MB"};
        if (!options.durable)
            for (const auto* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off"})
                command.insert(command.end(), {"-c", setting});
        postmaster = spawn(command, user, log, true);
    }

    // After a crash the old backends may hold the shared memory for a while, and recovery takes its time.
    void start(const fs::path& bin) {
        const auto patience = std::chrono::steady_clock::now() + seconds{60};
        launch(bin);
        while (std::chrono::steady_clock::now() < patience) {
            if (answers()) return;
            int status = 0;
            if (waitpid(postmaster, &status, WNOHANG) == postmaster) {
                postmaster = 0;
                std::this_thread::sleep_for(milliseconds{500});
                launch(bin);
            }
            std::this_thread::sleep_for(milliseconds{50});
        }
        throw std::runtime_error("PostgreSQL không khởi động được trong 60 giây, xem " + log.string());
    }

    void make_roles_and_database() const {
        Session session{DatabaseOptions{words("motcua_super", "postgres"), 1}};
        session.execute_script(
            "DO $$ BEGIN "
            "IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_owner') THEN CREATE ROLE motcua_owner LOGIN; END IF; "
            "IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_app') THEN CREATE ROLE motcua_app LOGIN; END IF; "
            "END $$",
            "make_roles");
        try {
            session.execute_script("CREATE DATABASE motcua OWNER motcua_owner", "make_database");
        } catch (const StorageFault& fault) {
            if (fault.sqlstate() != "42P04") throw;  // it is there already
        }
    }
};

std::unique_ptr<PrivatePostgres> PrivatePostgres::start(const ClusterOptions& options) {
    auto state = std::make_unique<State>();
    state->options = options;
    state->user = service_user();
    fs::create_directories(options.data_dir);
    const auto data = fs::canonical(options.data_dir);
    state->cluster = data / "postgres";
    state->sockets = socket_folder(data);
    state->log = data / "postgres.log";
    fs::create_directories(state->sockets);
    fs::permissions(state->sockets, fs::perms::owner_all);
    own(state->sockets, state->user);

    state->lock = open((data / "postgres.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    own(data / "postgres.lock", state->user);
    if (flock(state->lock, LOCK_EX | LOCK_NB) != 0) {
        // Another process of ours runs it.
        for (int i = 0; i < 1200 && !state->answers(); ++i) std::this_thread::sleep_for(milliseconds{50});
        if (!state->answers()) throw std::runtime_error("cụm PostgreSQL do tiến trình khác giữ không trả lời");
        return std::unique_ptr<PrivatePostgres>(new PrivatePostgres(std::move(state)));
    }
    const auto bin = binaries();
    const auto major = bin.parent_path().filename().string();
    if (fs::exists(state->cluster / "PG_VERSION") && major_of(state->cluster) != major)
        throw std::runtime_error("cụm dữ liệu thuộc PostgreSQL " + major_of(state->cluster) + ", máy có " + major);
    state->make_cluster(bin);
    state->start(bin);
    state->make_roles_and_database();
    return std::unique_ptr<PrivatePostgres>(new PrivatePostgres(std::move(state)));
}

PrivatePostgres::PrivatePostgres(std::unique_ptr<State> state) : state_(std::move(state)) {}

PrivatePostgres::~PrivatePostgres() {
    stop();
    if (state_->lock >= 0) close(state_->lock);
}

void PrivatePostgres::stop() {
    if (state_->postmaster == 0) return;
    kill(state_->postmaster, SIGINT);  // fast: open transactions roll back
    for (int i = 0; i < 300; ++i) {
        if (waitpid(state_->postmaster, nullptr, WNOHANG) == state_->postmaster) {
            state_->postmaster = 0;
            return;
        }
        std::this_thread::sleep_for(milliseconds{50});
    }
    kill(state_->postmaster, SIGQUIT);
    wait_for(state_->postmaster);
    state_->postmaster = 0;
}

std::string PrivatePostgres::connection(const std::string& role, const std::string& database) const {
    return state_->words(role, database);
}
bool PrivatePostgres::ours() const { return state_->postmaster != 0; }
int PrivatePostgres::process() const { return state_->postmaster; }

}  // namespace server::storage
