#include "server/storage/session.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "server/storage/number_store.sql.hpp"
#include "server/storage/statement_counts.hpp"

namespace server::storage {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = StorageFault::Kind;

Kind kind_of(const std::string& sqlstate) {
    const auto of_class = sqlstate.substr(0, 2);
    // 57P01 … 57P03: the server is going down, crashed, or still starting.
    if (of_class == "08" || sqlstate.substr(0, 4) == "57P0" || sqlstate.empty()) return Kind::Unavailable;
    if (sqlstate == "57014" || sqlstate == "55P03" || of_class == "53") return Kind::Busy;
    if (of_class == "40") return Kind::Conflict;
    if (of_class == "23") return Kind::Violation;
    return Kind::Broken;
}

std::string field_of(const PGresult* result, int field) {
    const char* text = result ? PQresultErrorField(result, field) : nullptr;
    return text ? text : "";
}

// A prepared statement and the places its parameters are bound to. Lives and dies with the connection.
struct Prepared {
    Prepared(soci::session& session, const Statement& text) : statement(session) {
        statement.alloc();
        statement.prepare(text.text);
        names = backend().names_;
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        values.resize(names.size());  // never resized again: SOCI holds their addresses
        indicators.resize(names.size(), soci::i_null);
        for (std::size_t i = 0; i < names.size(); ++i)
            statement.exchange(soci::use(values[i], indicators[i], names[i]));
        statement.define_and_bind();
    }
    soci::postgresql_statement_backend& backend() {
        return *static_cast<soci::postgresql_statement_backend*>(statement.get_backend());
    }
    // Every parameter exactly once, whatever the order.
    void bind(std::initializer_list<Bind> binds, const char* name) {
        if (binds.size() != names.size()) throw StorageFault(Kind::Broken, "XX001", "", name);
        std::fill(indicators.begin(), indicators.end(), soci::i_null);
        for (const auto& bind : binds) {
            const auto at = std::lower_bound(names.begin(), names.end(), bind.name);
            if (at == names.end() || *at != bind.name) throw StorageFault(Kind::Broken, "XX001", bind.name, name);
            if (!bind.value) continue;
            // SOCI would cut the value there without a word.
            if (bind.value->find('\0') != std::string::npos) throw StorageFault(Kind::Broken, "22021", "", name);
            const auto i = static_cast<std::size_t>(at - names.begin());
            values[i] = *bind.value;
            indicators[i] = soci::i_ok;
        }
    }

    std::vector<std::string> names;  // sorted
    std::vector<std::string> values;
    std::vector<soci::indicator> indicators;
    soci::statement statement;
};

// Straight from libpq's answer, where every value is text and NULL is NULL. SOCI's own conversions throw on NULL,
// round numeric and cut time zones.
Rows rows_of(const PGresult* result) {
    const int width = PQnfields(result), height = PQntuples(result);
    auto names = std::make_shared<std::vector<std::string>>();
    for (int column = 0; column < width; ++column) names->emplace_back(PQfname(result, column));
    Rows rows;
    rows.reserve(static_cast<std::size_t>(height));
    for (int line = 0; line < height; ++line) {
        std::vector<std::optional<std::string>> values(static_cast<std::size_t>(width));
        for (int column = 0; column < width; ++column)
            if (!PQgetisnull(result, line, column))
                values[static_cast<std::size_t>(column)].emplace(
                    PQgetvalue(result, line, column), static_cast<std::size_t>(PQgetlength(result, line, column)));
        rows.emplace_back(names, std::move(values));
    }
    return rows;
}

}  // namespace

struct Session::Impl {
    soci::session soci;
    std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared;  // by the statement's name
    Clock::time_point last_used = Clock::now();
    bool broken = false;
    bool wait_after_commit = false;  // the transaction drew a number

    PGconn* connection() { return static_cast<soci::postgresql_session_backend*>(soci.get_backend())->conn_; }

    [[noreturn]] void fail(std::string sqlstate, std::string constraint, const char* name) {
        const bool lost = PQstatus(connection()) != CONNECTION_OK;
        if (sqlstate.find_first_not_of(' ') == std::string::npos) sqlstate = lost ? "08006" : "XX000";
        const auto kind = lost ? Kind::Unavailable : kind_of(sqlstate);
        broken = broken || kind == Kind::Unavailable;
        throw StorageFault(kind, std::move(sqlstate), std::move(constraint), name);
    }

    Prepared& prepare(const Statement& statement) {
        auto& held = prepared[statement.name];
        if (held) return *held;
        std::string sqlstate;
        try {
            held = std::make_unique<Prepared>(soci, statement);
            return *held;
        } catch (const soci::postgresql_soci_error& error) {
            sqlstate = error.sqlstate();
        } catch (const soci::soci_error&) {
        }
        fail(sqlstate, "", statement.name);
    }

    // One command, or several of our own, without parameters. The last answer must say `expected` when it is given.
    void command(const char* text, const char* name, const char* expected = nullptr) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result{PQexec(connection(), text), PQclear};
        const auto status = PQresultStatus(result.get());
        last_used = Clock::now();
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            fail(field_of(result.get(), PG_DIAG_SQLSTATE), field_of(result.get(), PG_DIAG_CONSTRAINT_NAME), name);
        if (expected && std::strcmp(PQcmdStatus(result.get()), expected) != 0) throw StorageFault(Kind::Broken, "25P02", "", name);
    }
};

Session::Session(const DatabaseOptions& options) : impl_(std::make_unique<Impl>()) {
    try {
        // A server that is silent must not hold us for minutes.
        impl_->soci.open(soci::postgresql, options.connection + (options.connection.find("://") == std::string::npos
                                                                      ? " connect_timeout=5 tcp_user_timeout=20000" : ""));
    } catch (const std::exception&) {  // SOCI's text names host and user
        throw StorageFault(Kind::Unavailable, "08001", "", "connect");
    }
    PQsetNoticeProcessor(impl_->connection(), [](void*, const char*) {}, nullptr);  // notices hold values
    execute_script("SET timezone = 'UTC'; SET client_encoding = 'UTF8'; SET client_min_messages = warning; "
                   "SET idle_in_transaction_session_timeout = '5min'; "
                   // Compiling a plan, or starting helpers for it, takes longer than any of our statements needs.
                   "SET jit = off; SET max_parallel_workers_per_gather = 0; "
                   // A bitmap of a million dossiers; in less it forgets rows and remembers pages.
                   "SET work_mem = '32MB'; SET statement_timeout = " +
                       std::to_string(options.statement_timeout.count()) +
                       "; SET lock_timeout = " + std::to_string(options.lock_timeout.count()),
                   "session_settings");
}

Session::~Session() {
    // Statements first: destroying one after its connection is gone touches freed memory in SOCI.
    if (impl_) impl_->prepared.clear();
}

void Session::begin() {
    impl_->wait_after_commit = false;
    impl_->command("BEGIN", "begin");
}
// A transaction that failed before answers COMMIT with ROLLBACK and no error: that would pass for success.
// After next_number a second command waits for the disk, together with all others who do. The log is written in
// order: whoever took the lock after us is durable only when we are. The worker acts on a job only after a durable lease.
void Session::commit() {
    const bool wait = std::exchange(impl_->wait_after_commit, false);
    impl_->command("COMMIT", "commit", "COMMIT");
    if (wait) impl_->command("SELECT pg_logical_emit_message(true, 'motcua', '')", "flush");
}

void Session::execute_script(const std::string& script, const char* name) { impl_->command(script.c_str(), name); }

Session::Answer Session::execute(const Statement& statement, std::initializer_list<Bind> binds) {
    const Timed timed{statement};
    if (std::strcmp(statement.name, sql::next_number.name) == 0) impl_->wait_after_commit = true;
    auto& prepared = impl_->prepare(statement);
    prepared.bind(binds, statement.name);
    std::string sqlstate, constraint;
    try {
        prepared.statement.execute(true);
        impl_->last_used = Clock::now();
        timed.succeeded();
        return {rows_of(prepared.backend().result_), prepared.statement.get_affected_rows()};
    } catch (const soci::postgresql_soci_error& error) {
        sqlstate = error.sqlstate();
        constraint = field_of(prepared.backend().result_, PG_DIAG_CONSTRAINT_NAME);
    } catch (const soci::soci_error&) {
    }
    impl_->fail(sqlstate, constraint, statement.name);
}

bool Session::clean() noexcept {
    if (impl_->broken) return false;
    // Still busy (a copy, an abandoned answer): a rollback would wait for it.
    if (PQtransactionStatus(impl_->connection()) == PQTRANS_ACTIVE) return false;
    try {
        if (PQtransactionStatus(impl_->connection()) != PQTRANS_IDLE) impl_->command("ROLLBACK", "rollback");
        return PQstatus(impl_->connection()) == CONNECTION_OK;
    } catch (const StorageFault&) {
        return false;
    }
}

bool Session::healthy() noexcept {
    if (impl_->broken || PQstatus(impl_->connection()) != CONNECTION_OK) return false;
    if (Clock::now() - impl_->last_used < std::chrono::seconds{10}) {
        // A server that went away has left a FIN on the socket; reading it costs no round trip.
        PQconsumeInput(impl_->connection());
        return PQstatus(impl_->connection()) == CONNECTION_OK;
    }
    try {
        execute_script("SELECT 1", "ping");
        return true;
    } catch (const StorageFault&) {
        return false;
    }
}

}  // namespace server::storage
