#include "server/storage/fault.hpp"

#include <utility>

namespace server::storage {

StorageFault::StorageFault(Kind kind, std::string sqlstate, std::string constraint, std::string statement)
    : std::runtime_error("database fault " + sqlstate + (constraint.empty() ? "" : " on " + constraint) +
                         (statement.empty() ? "" : " in " + statement)),
      kind_(kind),
      sqlstate_(std::move(sqlstate)),
      constraint_(std::move(constraint)),
      statement_(std::move(statement)) {}

}  // namespace server::storage
