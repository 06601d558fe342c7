#pragma once
// A named SQL statement, written in a .sql file beside its store and embedded at build (embed_sql.cmake). The name goes
// into logs, metrics and faults. Parameters are :name; PostgreSQL infers their types, so cast where it cannot
// (:id::uuid, :at::bigint).

namespace server::storage {

struct Statement {
    const char* name;
    const char* text;
};

}  // namespace server::storage
