#include "server/catalogue/catalogue.hpp"

#include "server/catalogue/calendar_json.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/storage/catalogue_store.hpp"

namespace server {

using dossier::Procedure;
using dossier::WorkingCalendar;
using Clock = std::chrono::steady_clock;

namespace {

// What was imported was checked then; a document that no longer parses is our mistake.
std::shared_ptr<const Procedure> parsed(const storage::ProcedureRow& row) {
    auto procedure = catalogue::parse_procedure(row.document);
    if (!procedure) throw std::logic_error("a stored procedure does not parse");
    return std::make_shared<Procedure>(*std::move(procedure));
}

}  // namespace

template <class T>
std::shared_ptr<const T> Catalogue::fresh(const std::map<std::string, Kept<T>>& kept, const std::string& key) {
    const auto found = kept.find(key);
    if (found == kept.end() || found->second.until < Clock::now()) return nullptr;
    return found->second.value;
}

std::shared_ptr<const Procedure> Catalogue::procedure(storage::UnitOfWork& work, const std::string& code, dossier::Instant at) {
    const auto date = dossier::vietnam_date(at);
    const auto key = code + "@" + dossier::iso_date(date);
    {
        const std::lock_guard lock{mutex_};
        if (auto known = fresh(procedures_, key)) return known;
    }
    const auto row = storage::procedure_in_force(work, code, date);
    if (!row) return nullptr;
    auto procedure = parsed(*row);
    const std::lock_guard lock{mutex_};
    if (procedures_.size() > 5'000) procedures_.clear();
    procedures_[key] = {procedure, Clock::now() + freshness_};
    return procedure;
}

std::vector<std::shared_ptr<const Procedure>> Catalogue::procedures(storage::UnitOfWork& work, dossier::Instant at) {
    std::vector<std::shared_ptr<const Procedure>> all;
    for (const auto& row : storage::procedures_in_force(work, dossier::vietnam_date(at))) all.push_back(parsed(row));
    return all;
}

std::shared_ptr<const WorkingCalendar> Catalogue::calendar(storage::UnitOfWork& work, const std::string& agency, dossier::Instant at) {
    const auto date = dossier::vietnam_date(at);
    const auto key = agency + "@" + dossier::iso_date(date);
    {
        const std::lock_guard lock{mutex_};
        if (auto known = fresh(calendars_, key)) return known;
    }
    std::shared_ptr<const WorkingCalendar> calendar;
    if (const auto document = storage::calendar_of(work, agency, date)) {
        auto read = catalogue::parse_calendar(*document);
        if (!read) throw std::logic_error("a stored calendar does not parse");
        calendar = std::make_shared<WorkingCalendar>(*std::move(read));
    } else {
        calendar = std::shared_ptr<const WorkingCalendar>(std::shared_ptr<void>{}, &catalogue::shipped_calendar());
    }
    const std::lock_guard lock{mutex_};
    if (calendars_.size() > 5'000) calendars_.clear();
    calendars_[key] = {calendar, Clock::now() + freshness_};
    return calendar;
}

void Catalogue::forget() {
    const std::lock_guard lock{mutex_};
    procedures_.clear();
    calendars_.clear();
}

}  // namespace server
