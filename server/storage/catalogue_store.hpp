#pragma once
// Procedures by revision and calendars by date, as JSON documents; server/catalogue turns them into domain values.

#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.hpp"

namespace server::storage {

struct ProcedureRow {
    std::string id, code, name, document;  // document: JSON text
    dossier::CivilDate effective_from{};
};

// A revision of the same code and date replaces the earlier one, which stays in the table. False: nothing changed.
bool put_procedure(UnitOfWork& work, const ProcedureRow& revision, const std::string& imported_by, dossier::Instant now);
// The revision in force on a date, the latest that began by then.
std::optional<ProcedureRow> procedure_in_force(UnitOfWork& work, const std::string& code, dossier::CivilDate date);
// The revision in force on a date; when none is yet, the one nearest to it. Nothing when the code is unknown.
std::optional<ProcedureRow> nearest_procedure(UnitOfWork& work, const std::string& code, dossier::CivilDate date);
// Every procedure in force on a date, by code.
std::vector<ProcedureRow> procedures_in_force(UnitOfWork& work, dossier::CivilDate date);

// `agency` empty: for every agency without a calendar of its own.
void put_calendar(UnitOfWork& work, const std::string& agency, const std::string& document, const std::string& basis,
                  dossier::Instant valid_from);
// The document in force on a Vietnamese date: of the agency, else for every agency; the latest `valid_from` up to that day.
std::optional<std::string> calendar_of(UnitOfWork& work, const std::string& agency, dossier::CivilDate date);

}  // namespace server::storage
