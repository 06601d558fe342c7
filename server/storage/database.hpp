#pragma once
// Sessions with PostgreSQL and the unit of work. All SOCI is behind this header.

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

#include "server/storage/fault.hpp"
#include "server/storage/row.hpp"
#include "server/storage/statement.hpp"

namespace server::storage {

struct DatabaseOptions {
    std::string connection;  // libpq words: "host=/run/… dbname=motcua user=motcua_app"
    int sessions = 8;
    std::chrono::milliseconds lease_patience{5'000};      // then StorageFault Busy
    std::chrono::milliseconds statement_timeout{15'000};
    std::chrono::milliseconds lock_timeout{5'000};
};

// A bounded pool. A session that comes back is rolled back and its settings are as they were; one that lost its server
// is reopened at the next lease, so a restart of PostgreSQL needs none of ours. Prepared statements belong to the
// physical connection and go with it.
class Database {
  public:
    explicit Database(DatabaseOptions options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const DatabaseOptions& options() const;
    // Asks the server something small. Throws StorageFault.
    void ping();

  private:
    friend class UnitOfWork;
    struct Pool;
    std::unique_ptr<Pool> pool_;
};

// A leased session and its transaction; rolls back unless commit() was called. One thread. Throws StorageFault.
// Under a OneTransaction of this thread it is a part of that one: a savepoint, durable when the whole is.
class UnitOfWork {
  public:
    explicit UnitOfWork(Database& database);
    ~UnitOfWork();
    UnitOfWork(const UnitOfWork&) = delete;
    UnitOfWork& operator=(const UnitOfWork&) = delete;

    Rows query(const Statement& statement, std::initializer_list<Bind> binds = {});
    // The first row; nothing when there is none.
    std::optional<Row> one(const Statement& statement, std::initializer_list<Bind> binds = {});
    // Number of rows changed.
    std::int64_t run(const Statement& statement, std::initializer_list<Bind> binds = {});
    void commit();

  private:
    friend class OneTransaction;
    struct Lease;
    std::unique_ptr<Lease> lease_;
};

// While it lives, every unit of work of this thread on this database is a part of one transaction, and a commit() of
// such a part is undone with the whole. Rolls back unless its own commit() was called. Not nested.
class OneTransaction {
  public:
    explicit OneTransaction(Database& database);
    ~OneTransaction();
    OneTransaction(const OneTransaction&) = delete;
    OneTransaction& operator=(const OneTransaction&) = delete;

    UnitOfWork& work() { return work_; }
    void commit();

  private:
    UnitOfWork work_;
};

// Per statement, since start: calls, faults and microseconds, for /metrics.
struct StatementCount {
    std::string name;
    std::uint64_t calls, faults, microseconds;
};
std::vector<StatementCount> statement_counts();

}  // namespace server::storage
