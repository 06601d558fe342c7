#pragma once
// One physical connection with its prepared statements. The only file pair that includes SOCI.

#include <chrono>
#include <initializer_list>
#include <memory>

#include "server/storage/database.hpp"

namespace server::storage {

class Session {
  public:
    // Throws StorageFault Unavailable.
    explicit Session(const DatabaseOptions& options);
    ~Session();

    void begin();
    void commit();
    // Leaves the session as it was opened; false when it is no longer usable.
    bool clean() noexcept;
    // Still talks to its server; asks when it has been idle.
    bool healthy() noexcept;

    struct Answer {
        Rows rows;
        std::int64_t changed = 0;
    };
    Answer execute(const Statement& statement, std::initializer_list<Bind> binds);
    // Plain SQL of our own, several statements allowed; migrations and settings.
    void execute_script(const std::string& script, const char* name);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace server::storage
