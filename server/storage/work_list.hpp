#pragma once
// Lists of dossiers for the desk and for citizens: filtered, sorted, paged by key (no page gets slower than the first).
// Finding by words is search.hpp's.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dossier/personal.hpp"
#include "dossier/state.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

// Empty members do not restrict; at least one of agency, deciding_agency and owner should be set.
struct WorkFilter {
    enum class Order {
        Urgency,  // open dossiers only: urgent first, then by due date, those without one last
        Recent,   // all, the latest opened first
    };
    Order order = Order::Urgency;
    std::string agency;           // receiving
    std::string deciding_agency;
    std::string owner;            // account of the citizen or organisation
    std::vector<dossier::State> states;
    std::string holder_unit, holder;   // where it lies: unit code, account id
    std::string procedure_code;
    std::optional<dossier::Instant> due_before;
    std::string after;            // WorkPage::next of the page before
    int most = 50;
};

struct WorkLine {
    dossier::DossierId id;
    int version = 0;
    std::string code;             // empty until received
    dossier::State state = dossier::State::Draft;
    bool cancelled = false, urgent = false, fully_digitised = false;
    std::string channel, source;  // contract words
    std::string agency, deciding_agency;
    std::string procedure_code, procedure_name;
    dossier::Personal<std::string> applicant, subject;  // names
    std::string holder_unit, holder, holder_name;
    dossier::Instant opened_at{};
    std::optional<dossier::Instant> received_at, due_at, finished_at;
};

struct WorkPage {
    std::vector<WorkLine> lines;
    std::string next;  // empty: the last page
};

// A cursor that is none of ours starts from the beginning.
WorkPage work_list(UnitOfWork& work, const WorkFilter& filter);

struct WorkCounts {
    std::map<dossier::State, std::int64_t> by_state;  // open states of the agency
    std::int64_t late = 0;                            // past due at that moment, still open
};
WorkCounts count_work(UnitOfWork& work, const std::string& agency, dossier::Instant now);

}  // namespace server::storage
