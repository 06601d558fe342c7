#include "server/storage/session.hpp"

#include <atomic>
#include <cstring>
#include <mutex>
#include <unordered_map>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "server/storage/statement_counts.hpp"

namespace server::storage {
namespace {

using Clock = std::chrono::steady_clock;

StorageFault::Kind kind_of(const std::string& sqlstate) {
    const auto of_class = sqlstate.substr(0, 2);
    if (of_class == "08" || sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03" || sqlstate.empty())
        return StorageFault::Kind::Unavailable;
    if (sqlstate == "57014" || sqlstate == "55P03" || of_class == "53") return StorageFault::Kind::Busy;
    if (of_class == "40") return StorageFault::Kind::Conflict;
    if (of_class == "23") return StorageFault::Kind::Violation;
    return StorageFault::Kind::Broken;
}

// A prepared statement and the places its parameters are bound to. Lives and dies with the connection.
struct Prepared {
    explicit Prepared(soci::session& session) : statement(session) {}
    std::vector<std::string> names;
    std::vector<std::string> values;
    std::vector<soci::indicator> indicators;
    soci::row row;
    soci::statement statement;
};

std::string text_of(const soci::row& row, std::size_t column) {
    switch (row.get_properties(column).get_data_type()) {
        case soci::dt_integer: return std::to_string(row.get<int>(column));
        case soci::dt_long_long: return std::to_string(row.get<long long>(column));
        case soci::dt_unsigned_long_long: return std::to_string(row.get<unsigned long long>(column));
        case soci::dt_double: return Bind{"", row.get<double>(column)}.value.value_or("");
        case soci::dt_string:
        case soci::dt_date:
        case soci::dt_blob:
        case soci::dt_xml: break;
    }
    return row.get<std::string>(column);
}

}  // namespace

struct Session::Impl {
    soci::session soci;
    std::unordered_map<const char*, std::unique_ptr<Prepared>> prepared;  // by the statement's address
    Clock::time_point last_used = Clock::now();
    bool broken = false;

    PGconn* connection() {
        return static_cast<soci::postgresql_session_backend*>(soci.get_backend())->conn_;
    }

    // Runs `work` and turns what SOCI throws into ours. The text of SOCI's exception is dropped here, unread.
    template <class Work>
    auto guarded(const char* name, Work work) {
        try {
            return work();
        } catch (const soci::postgresql_soci_error& error) {
            const auto state = error.sqlstate();
            const auto kind = kind_of(state == "     " ? "" : state);
            if (kind == StorageFault::Kind::Unavailable) broken = true;
            throw StorageFault(kind, state, constraint_of_last_error(), name);
        } catch (const soci::soci_error&) {
            const bool lost = !soci.get_backend() || PQstatus(connection()) != CONNECTION_OK;
            broken = broken || lost;
            throw StorageFault(lost ? StorageFault::Kind::Unavailable : StorageFault::Kind::Broken, lost ? "08006" : "XX000",
                               "", name);
        }
    }

    // libpq's message ends with »… constraint "name"«; the DETAIL line with the value comes after it.
    std::string constraint_of_last_error() {
        const char* message = PQerrorMessage(connection());
        const char* found = message ? std::strstr(message, "constraint \"") : nullptr;
        if (!found) return {};
        found += std::strlen("constraint \"");
        const char* end = std::strchr(found, '"');
        return end ? std::string{found, end} : std::string{};
    }
};

Session::Session(const DatabaseOptions& options) : impl_(std::make_unique<Impl>()) {
    try {
        impl_->soci.open(soci::postgresql, options.connection);
    } catch (const soci::soci_error&) {
        throw StorageFault(StorageFault::Kind::Unavailable, "08001", "", "connect");
    }
    execute_script("SET timezone = 'UTC'; SET client_min_messages = warning; SET statement_timeout = " +
                       std::to_string(options.statement_timeout.count()) +
                       "; SET lock_timeout = " + std::to_string(options.lock_timeout.count()),
                   "session_settings");
}

Session::~Session() {
    // Statements first: destroying one after its connection is gone touches freed memory in SOCI.
    if (impl_) impl_->prepared.clear();
}

void Session::begin() { execute_script("BEGIN", "begin"); }
void Session::commit() { execute_script("COMMIT", "commit"); }

void Session::execute_script(const std::string& script, const char* name) {
    // Straight through libpq: SOCI's one-shot path would prepare each of these and look for parameters in them.
    auto* result = PQexec(impl_->connection(), script.c_str());
    const auto status = PQresultStatus(result);
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string sqlstate = state ? state : "", broke = constraint ? constraint : "";
    PQclear(result);
    impl_->last_used = Clock::now();
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
    const auto kind = kind_of(sqlstate);
    if (kind == StorageFault::Kind::Unavailable) impl_->broken = true;
    throw StorageFault(kind, sqlstate.empty() ? "08006" : sqlstate, broke, name);
}

Session::Answer Session::execute(const Statement& statement, std::initializer_list<Bind> binds) {
    const Timed timed{statement};
    auto& held = impl_->prepared[statement.name];
    Answer answer;
    impl_->guarded(statement.name, [&] {
        if (!held) {
            auto fresh = std::make_unique<Prepared>(impl_->soci);
            fresh->values.resize(binds.size());
            fresh->indicators.resize(binds.size());
            fresh->names.reserve(binds.size());
            std::size_t i = 0;
            for (const auto& bind : binds) {
                fresh->names.emplace_back(bind.name);
                fresh->statement.exchange(soci::use(fresh->values[i], fresh->indicators[i], fresh->names[i]));
                ++i;
            }
            fresh->statement.exchange(soci::into(fresh->row));
            fresh->statement.alloc();
            fresh->statement.prepare(statement.text);
            fresh->statement.define_and_bind();
            held = std::move(fresh);
        }
        std::size_t i = 0;
        for (const auto& bind : binds) {
            if (i >= held->names.size() || held->names[i] != bind.name)
                throw StorageFault(StorageFault::Kind::Broken, "XX001", "", statement.name);
            if (bind.value && bind.value->find('\0') != std::string::npos)
                throw StorageFault(StorageFault::Kind::Broken, "22021", "", statement.name);
            held->values[i] = bind.value.value_or("");
            held->indicators[i] = bind.value ? soci::i_ok : soci::i_null;
            ++i;
        }
        for (bool more = held->statement.execute(true); more; more = held->statement.fetch()) {
            std::vector<std::string> names;
            std::vector<std::optional<std::string>> values;
            for (std::size_t column = 0; column < held->row.size(); ++column) {
                names.push_back(held->row.get_properties(column).get_name());
                values.push_back(held->row.get_indicator(column) == soci::i_null
                                     ? std::optional<std::string>{}
                                     : text_of(held->row, column));
            }
            answer.rows.emplace_back(std::move(names), std::move(values));
        }
        answer.changed = held->statement.get_affected_rows();
    });
    impl_->last_used = Clock::now();
    timed.succeeded();
    return answer;
}

bool Session::clean() noexcept {
    if (impl_->broken) return false;
    try {
        if (PQtransactionStatus(impl_->connection()) != PQTRANS_IDLE) execute_script("ROLLBACK", "rollback");
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
