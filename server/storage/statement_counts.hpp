#pragma once
// Counts per statement name, in memory; see statement_counts() in database.hpp.

#include <chrono>

#include "server/storage/statement.hpp"

namespace server::storage {

// One run of a statement. Counted as a fault unless succeeded() was called.
class Timed {
  public:
    explicit Timed(const Statement& statement) : statement_(statement), began_(std::chrono::steady_clock::now()) {}
    ~Timed();
    Timed(const Timed&) = delete;
    Timed& operator=(const Timed&) = delete;
    void succeeded() const { succeeded_ = true; }

  private:
    const Statement& statement_;
    std::chrono::steady_clock::time_point began_;
    mutable bool succeeded_ = false;
};

}  // namespace server::storage
