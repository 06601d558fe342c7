#include "server/storage/database.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "server/storage/after_commit.hpp"
#include "server/storage/session.hpp"

namespace server::storage {

// Sessions are opened when first needed; `open` counts leased and idle ones together.
struct Database::Pool {
    DatabaseOptions options;
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<std::unique_ptr<Session>> idle;
    int open = 0;

    std::unique_ptr<Session> lease() {
        std::unique_lock lock{mutex};
        const auto free = [&] { return !idle.empty() || open < options.sessions; };
        if (!returned.wait_for(lock, options.lease_patience, free))
            throw StorageFault(StorageFault::Kind::Busy, "53300", "", "lease");
        while (!idle.empty()) {
            auto session = std::move(idle.back());
            idle.pop_back();
            if (session->healthy()) return session;
            --open;
        }
        ++open;
        lock.unlock();
        try {
            return std::make_unique<Session>(options);
        } catch (...) {
            forget();
            throw;
        }
    }

    void give_back(std::unique_ptr<Session> session) noexcept {
        if (!session->clean()) {
            session.reset();
            return forget();
        }
        const std::lock_guard lock{mutex};
        idle.push_back(std::move(session));
        returned.notify_one();
    }

    // Sessions are seldom lost alone.
    void forget_idle() noexcept {
        std::vector<std::unique_ptr<Session>> gone;
        const std::lock_guard lock{mutex};
        gone.swap(idle);
        open -= static_cast<int>(gone.size());
        returned.notify_all();
    }

    void forget() noexcept {
        const std::lock_guard lock{mutex};
        --open;
        returned.notify_one();
    }
};

Database::Database(DatabaseOptions options) : pool_(std::make_unique<Pool>()) { pool_->options = std::move(options); }
Database::~Database() = default;

const DatabaseOptions& Database::options() const { return pool_->options; }

void Database::ping() {
    static constexpr Statement ping_database{"ping_database", "SELECT 1 AS one"};
    UnitOfWork{*this}.one(ping_database);
}

struct UnitOfWork::Lease {
    Database::Pool& pool;
    std::unique_ptr<Session> own{};  // nothing in a part of a whole
    Session* session = nullptr;
    int part = 0;                  // of a whole: which savepoint, from 1; 0: a transaction of its own
    int parts = 0;                 // of a whole: savepoints open now
    Lease* whole = nullptr;
    bool committed = false;

    // Names are ours: nested parts count up, so a name means the innermost.
    std::string savepoint() const { return "part_" + std::to_string(part); }

    static thread_local Lease* whole_of_thread;
};
thread_local UnitOfWork::Lease* UnitOfWork::Lease::whole_of_thread = nullptr;

UnitOfWork::UnitOfWork(Database& database) : lease_(new Lease{*database.pool_}) {
    auto* whole = Lease::whole_of_thread;
    if (whole && &whole->pool == database.pool_.get()) {
        lease_->whole = whole;
        lease_->session = whole->session;
        lease_->part = whole->parts + 1;
        lease_->session->execute_script("SAVEPOINT " + lease_->savepoint(), "savepoint");
        ++whole->parts;
        return;
    }
    auto& session = lease_->own = database.pool_->lease();
    try {
        try {
            session->begin();
        } catch (const StorageFault& fault) {
            // The session died while it lay idle. Nothing was begun, so a fresh one may try again.
            if (fault.kind() != StorageFault::Kind::Unavailable) throw;
            lease_->pool.give_back(std::move(session));
            lease_->pool.forget_idle();
            session = lease_->pool.lease();
            session->begin();
        }
    } catch (...) {
        if (session) lease_->pool.give_back(std::move(session));
        throw;
    }
    lease_->session = session.get();
}

UnitOfWork::~UnitOfWork() {
    if (lease_->own) lease_->pool.give_back(std::move(lease_->own));
    if (!lease_->whole) return;
    --lease_->whole->parts;
    if (lease_->committed) return;
    try {
        lease_->session->execute_script("ROLLBACK TO SAVEPOINT " + lease_->savepoint(), "rollback_to_savepoint");
    } catch (const StorageFault&) {
        // The session is lost or its transaction broken: the whole cannot be committed either.
    }
}

Rows UnitOfWork::query(const Statement& statement, std::initializer_list<Bind> binds) {
    return lease_->session->execute(statement, binds).rows;
}

std::optional<Row> UnitOfWork::one(const Statement& statement, std::initializer_list<Bind> binds) {
    auto rows = query(statement, binds);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

std::int64_t UnitOfWork::run(const Statement& statement, std::initializer_list<Bind> binds) {
    return lease_->session->execute(statement, binds).changed;
}

void UnitOfWork::commit() {
    if (lease_->committed) throw StorageFault(StorageFault::Kind::Broken, "25P01", "", "commit, twice");
    if (lease_->whole) lease_->session->execute_script("RELEASE SAVEPOINT " + lease_->savepoint(), "release_savepoint");
    else lease_->session->commit();
    lease_->committed = true;
}

namespace {

thread_local bool in_whole = false;
thread_local std::vector<std::function<void()>> steps_after_whole;

}  // namespace

void after_commit(std::function<void()> step) {
    if (in_whole) steps_after_whole.push_back(std::move(step));
    else step();
}

OneTransaction::OneTransaction(Database& database) : work_(database) {
    if (work_.lease_->whole) throw StorageFault(StorageFault::Kind::Broken, "25001", "", "one transaction in another");
    UnitOfWork::Lease::whole_of_thread = work_.lease_.get();
    in_whole = true;
}

OneTransaction::~OneTransaction() {
    UnitOfWork::Lease::whole_of_thread = nullptr;
    in_whole = false;
    steps_after_whole.clear();
}

void OneTransaction::commit() {
    work_.commit();
    for (const auto& step : std::exchange(steps_after_whole, {})) step();
}

}  // namespace server::storage
