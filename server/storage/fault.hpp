#pragma once
// A fault of the database. Holds SQLSTATE, constraint and statement name only: SOCI's own text carries bound values and
// never leaves this folder.

#include <stdexcept>
#include <string>

namespace server::storage {

class StorageFault : public std::runtime_error {
  public:
    enum class Kind {
        Unavailable,  // no connection: HTTP 503, jobs retried
        Busy,         // no free session, lock or statement timeout: the same
        Conflict,     // serialisation or deadlock: the unit of work may be tried again
        Violation,    // a constraint said no; `constraint` tells which
        Broken,       // our mistake: bad SQL, bad value
    };
    StorageFault(Kind kind, std::string sqlstate, std::string constraint, std::string statement);

    Kind kind() const { return kind_; }
    const std::string& sqlstate() const { return sqlstate_; }
    const std::string& constraint() const { return constraint_; }
    const std::string& statement() const { return statement_; }
    bool temporary() const { return kind_ == Kind::Unavailable || kind_ == Kind::Busy || kind_ == Kind::Conflict; }

  private:
    Kind kind_;
    std::string sqlstate_, constraint_, statement_;
};

}  // namespace server::storage
