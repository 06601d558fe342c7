#include "server/storage/private_postgres.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/storage/child.hpp"
#include "server/storage/cluster_files.hpp"
#include "server/storage/session.hpp"

namespace server::storage {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto patience = 60s;  // recovery after a crash takes its time
constexpr const char* roles_command = R"(
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_owner') THEN CREATE ROLE motcua_owner LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_app') THEN CREATE ROLE motcua_app LOGIN; END IF;
END $$)";
constexpr const char* close_command = R"(
REVOKE ALL ON DATABASE motcua FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE motcua TO motcua_app)";
constexpr Statement has_database{"has_database", "SELECT count(*) AS n FROM pg_database WHERE datname = 'motcua'"};

// An eighth of the memory, for what the newest dossiers of some agencies take; what is not used is not taken from the machine.
long shared_megabytes() {
    const long memory = ::sysconf(_SC_PHYS_PAGES) / 1024 * (::sysconf(_SC_PAGESIZE) / 1024);
    return std::clamp(memory / 8, 128L, 512L);
}

[[noreturn]] void wrong(const std::string& sentence) { throw std::runtime_error(sentence); }

// A real connection: PQping is content before role and database are there.
bool answers(const std::string& words) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection{PQconnectdb((words + " connect_timeout=5").c_str()), PQfinish};
    return PQstatus(connection.get()) == CONNECTION_OK;
}

}  // namespace

struct PrivatePostgres::State {
    explicit State(const ClusterOptions& given) : options(given), files(options.data_dir) {}

    ClusterOptions options;
    ClusterFiles files;
    int lock = -1;
    std::thread keeper;  // the thread that starts postgres, waits for it and starts it again
    std::atomic<bool> stopping{false};
    std::atomic<pid_t> child{0};
    std::atomic<bool> kept{false};  // keep() has returned

    std::string words(const std::string& role, const std::string& database) const {
        return "host='" + files.socket_folder().string() + "' user=" + role + " dbname=" + database +
               " application_name=motcua";
    }

    // True: we are the owner. False: another process is, and it answers.
    bool become_owner() {
        const auto until = std::chrono::steady_clock::now() + patience;
        lock = ::open(files.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (lock < 0) wrong("không mở được " + files.lock().string());
        if (files.user() && ::fchown(lock, files.user()->uid, files.user()->gid) != 0)
            wrong("không đổi được chủ của " + files.lock().string());
        while (std::chrono::steady_clock::now() < until) {
            if (::flock(lock, LOCK_EX | LOCK_NB) == 0) return true;
            if (answers(words("motcua_app", "motcua"))) return false;
            std::this_thread::sleep_for(50ms);
        }
        wrong("cụm PostgreSQL do tiến trình khác giữ không trả lời");
    }

    std::vector<std::string> arguments() const {
        std::vector<std::string> list{(ClusterFiles::programs() / "postgres").string(), "-D", files.cluster().string()};
        const auto set = [&](const std::string& setting) { list.insert(list.end(), {"-c", setting}); };
        set("listen_addresses=");
        set("unix_socket_directories=" + files.socket_folder().string());
        set("unix_socket_permissions=0700");
        set("max_connections=120");
        // No value of a statement may reach the log: no DETAIL lines, no statement texts, no parameters.
        set("log_error_verbosity=terse");
        set("log_min_error_statement=panic");
        set("log_parameter_max_length_on_error=0");
        set("log_timezone=UTC");
        set("timezone=UTC");
        set("password_encryption=scram-sha-256");
        set("shared_buffers=" + std::to_string(shared_megabytes()) + "MB");
        set("max_wal_size=1GB");
        set(options.loading ? "wal_level=minimal" : "wal_level=replica");
        if (options.loading) {
            set("max_wal_senders=0");  // as that level wants
            set("autovacuum=off");     // nothing that comes in is ever dead
            set("maintenance_work_mem=" + std::to_string(shared_megabytes()) + "MB");
        }
        if (!options.durable) {
            set("fsync=off");
            set("full_page_writes=off");
        }
        return list;
    }

    // Runs until stopping; starts the server again when it ends by itself.
    void keep() {
        while (!stopping) {
            files.remove_stale_pid_file();
            const pid_t started = start_child(arguments(), files.cluster(), files.log(), files.user());
            if (started < 0) {
                std::this_thread::sleep_for(500ms);
                continue;
            }
            child = started;
            int status = 0;
            while (::waitpid(started, &status, 0) < 0 && errno == EINTR) {
            }
            child = 0;
            // "Pre-existing shared memory block is still in use" after kill -9: old backends need a moment.
            for (int i = 0; i < 10 && !stopping; ++i) std::this_thread::sleep_for(50ms);
        }
        kept = true;
    }

    void start() {
        const auto programs = ClusterFiles::programs();
        if (programs.empty()) wrong("không thấy PostgreSQL 15 trở lên; hãy cài gói postgresql");
        files.make_folders();  // again: the owner before us may have taken its socket folder away
        files.prepare(programs, options.durable);
        keeper = std::thread{[this] { keep(); }};
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!answers(words(ClusterFiles::superuser, "postgres"))) {
            if (std::chrono::steady_clock::now() > until)
                wrong("PostgreSQL không khởi động được trong 60 giây, xem " + files.log().string());
            std::this_thread::sleep_for(20ms);
        }
        Session session{DatabaseOptions{words(ClusterFiles::superuser, "postgres"), 1}};
        session.execute_script(roles_command, "make_roles");
        if (session.execute(has_database, {}).rows.at(0).number("n") == 0)
            session.execute_script("CREATE DATABASE motcua OWNER motcua_owner", "make_database");
        session.execute_script(close_command, "close_database");
    }

    void stop() noexcept {
        stopping = true;
        if (!keeper.joinable()) return;
        // Fast stop first; immediate when it takes too long; never SIGKILL, which would leave shared memory behind.
        const auto begun = std::chrono::steady_clock::now();
        auto next = begun;
        while (!kept) {
            const auto now = std::chrono::steady_clock::now();
            const pid_t running = child;
            if (running > 0 && now >= next) {
                ::kill(running, now - begun > 20s ? SIGQUIT : SIGINT);
                next = now + 5s;
            }
            std::this_thread::sleep_for(5ms);
        }
        keeper.join();
        std::error_code ignored;
        fs::remove(files.socket_folder(), ignored);  // empty now
    }

    ~State() {
        stop();
        if (lock >= 0) ::close(lock);
    }
};

std::unique_ptr<PrivatePostgres> PrivatePostgres::start(const ClusterOptions& options) {
    auto state = std::make_unique<State>(options);
    state->files.make_folders();
    if (state->become_owner()) state->start();
    return std::unique_ptr<PrivatePostgres>(new PrivatePostgres(std::move(state)));
}

PrivatePostgres::PrivatePostgres(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivatePostgres::~PrivatePostgres() = default;

void PrivatePostgres::stop() { state_->stop(); }
std::string PrivatePostgres::connection(const std::string& role, const std::string& database) const {
    return state_->words(role, database);
}
bool PrivatePostgres::ours() const { return state_->keeper.joinable(); }
int PrivatePostgres::process() const { return state_->child; }

}  // namespace server::storage
