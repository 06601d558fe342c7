#pragma once
// Absent officers and who stands in for them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct Absence {
    std::string id;
    std::string agency;
    std::string officer, substitute;            // account ids
    std::string officer_name, substitute_name;  // filled when read
    dossier::Instant begins_at{}, ends_at{};    // both ends included
    std::string reason;
    std::string recorded_by;                    // account id
    dossier::Instant recorded_at{};
};

// The id; empty when the officer's absence overlaps one that is recorded already.
std::string record_absence(UnitOfWork& work, Absence absence);
// Back early, or called off before it began: either way its remaining time is free again. False when there is no such
// absence, or it is over.
bool end_absence(UnitOfWork& work, std::string_view id, dossier::Instant now);
std::optional<Absence> find_absence(UnitOfWork& work, std::string_view id);
// Of the agency, those that end after `since`, the earliest first.
std::vector<Absence> absences_of(UnitOfWork& work, std::string_view agency, dossier::Instant since);

// Who stands in for the officer at that moment; empty when nobody does.
std::string substitute_of(UnitOfWork& work, std::string_view officer, dossier::Instant at);

}  // namespace server::storage
