#pragma once
// The officer's queue: open dossiers of an agency, what is urgent or due first on top.

#include <optional>
#include <string>
#include <vector>

#include "dossier/state.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct WorkListFilter {
    std::string agency;
    std::string state{};   // a state's name; empty: every open one
    std::string text{};    // piece of a code, or of the applicant's name
    bool overdue = false;  // only those past `now`
    dossier::Instant now{};
    int most = 50;
    int skip = 0;
};

struct WorkListRow {
    dossier::DossierId id;
    std::string code, applicant, procedure, holder_unit;
    dossier::State state = dossier::State::Draft;
    std::optional<dossier::Instant> due;
    bool urgent = false, fully_digitised = true;
};
std::vector<WorkListRow> work_list(UnitOfWork& work, const WorkListFilter& filter);

struct WorkCounts {
    std::int64_t waiting = 0;    // drafts and online arrivals
    std::int64_t in_hand = 0;    // received, not finished
    std::int64_t due_soon = 0;   // due within a day
    std::int64_t overdue = 0;
    std::int64_t to_return = 0;  // result ready
};
WorkCounts work_counts(UnitOfWork& work, const std::string& agency, dossier::Instant now);

}  // namespace server::storage
