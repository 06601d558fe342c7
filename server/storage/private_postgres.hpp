#pragma once
// The embedded default: with no database URL a private PostgreSQL cluster runs as our own child, on a Unix socket only.
//
// Layout under the data folder: postgres/ (the cluster), postgres.lock (held by whoever runs it), postgres.log, and
// socket/, mode 0700 (below /tmp, named by a hash, when the path would be too long).
// `postgres` is our direct child: a zombie postmaster under a PID 1 that does not reap would block every start. A thread
// waits for it and starts it again when it ends by itself; it gets SIGINT when we die.
// Three roles: motcua_super (made by initdb, used once), motcua_owner (migrates), motcua_app (reads and writes).

#include <filesystem>
#include <memory>
#include <string>

namespace server::storage {

struct ClusterOptions {
    std::filesystem::path data_dir;
    bool durable = true;  // false only in tests: fsync off
    bool loading = false;  // a dump comes in: tables filled in the transaction that made them are written once, not to the log first; more memory for indexes
};

class PrivatePostgres {
  public:
    // Starts the cluster, made first if need be; attaches when another process of ours runs it already. As root the
    // cluster runs as the system user motcua, or postgres when there is none: PostgreSQL refuses root.
    // Throws std::runtime_error with a sentence for people: no binaries, another major version, no start in 60 s.
    static std::unique_ptr<PrivatePostgres> start(const ClusterOptions& options);
    ~PrivatePostgres();  // fast stop when it is ours
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    // libpq words.
    std::string connection(const std::string& role, const std::string& database = "motcua") const;
    bool ours() const;
    int process() const;  // of the postmaster; 0 when it is not ours
    // Fast stop, without waiting for the destructor: tests pull the plug.
    void stop();

  private:
    struct State;
    explicit PrivatePostgres(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace server::storage
