#pragma once
// Procedures and calendars as domain values, read from the database and kept for a few seconds: imports by another
// process show after that.

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "dossier/calendar/working_calendar.hpp"
#include "dossier/catalogue/procedure.hpp"

namespace server {

namespace storage {
class UnitOfWork;
}  // namespace storage

class Catalogue {
  public:
    explicit Catalogue(std::chrono::seconds freshness = std::chrono::seconds{5})
        : freshness_(freshness) {}

    // The revision in force at a moment (Vietnamese date); nothing when the code is unknown or not yet in force.
    std::shared_ptr<const dossier::Procedure> procedure(storage::UnitOfWork& work, const std::string& code, dossier::Instant at);
    std::vector<std::shared_ptr<const dossier::Procedure>> procedures(storage::UnitOfWork& work, dossier::Instant at);
    // The agency's calendar in force at a moment (Vietnamese date), else the one for all, else the one in the binary. Terms
    // are counted by the calendar in force when they are counted: one published later leaves promised dates as they are.
    std::shared_ptr<const dossier::WorkingCalendar> calendar(storage::UnitOfWork& work, const std::string& agency, dossier::Instant at);
    // After an import in this process.
    void forget();

  private:
    template <class T>
    struct Kept {
        std::shared_ptr<const T> value;
        std::chrono::steady_clock::time_point until;
    };
    template <class T>
    static std::shared_ptr<const T> fresh(const std::map<std::string, Kept<T>>& kept, const std::string& key);

    std::chrono::seconds freshness_;
    std::mutex mutex_;
    std::map<std::string, Kept<dossier::Procedure>> procedures_;  // by code and date
    std::map<std::string, Kept<dossier::WorkingCalendar>> calendars_;  // by agency and date
};

}  // namespace server
