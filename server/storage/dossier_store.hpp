#pragma once
// Dossiers and their events. The procedure a dossier runs under is kept once per content (frozen_procedure), never in
// the dossier's or an event's own row; on load it is put back.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/event.hpp"
#include "server/storage/database.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {

std::optional<dossier::Dossier> find_dossier(UnitOfWork& work, const dossier::DossierId& id);
std::optional<dossier::Dossier> find_dossier_by_code(UnitOfWork& work, std::string_view code);
// `source_id` is the portal's or partner's own id.
std::optional<dossier::Dossier> find_dossier_by_source(UnitOfWork& work, dossier::Source source, std::string_view source_id);

// The row stays locked until the unit of work ends. Fails with NotFound.
dossier::Result<dossier::Dossier> lock_dossier(UnitOfWork& work, const dossier::DossierId& id);
// The same without waiting: false when somebody holds it, or there is none.
bool lock_if_free(UnitOfWork& work, const dossier::DossierId& id);

// Writes the event, its link of the hash chain, the dossier as it is now and the tags of its files. `before` is what
// lock_dossier gave, or has version 0 for a new dossier. Throws StorageFault: Conflict when somebody changed the row
// without the lock, Violation with constraint dossier_code or dossier_source for a double.
void record(UnitOfWork& work, const dossier::Dossier& before, const dossier::Dossier& after, const dossier::Event& event);

// In order; those that made versions greater than `version` (0: all).
std::vector<dossier::Event> events_after(UnitOfWork& work, const dossier::DossierId& id, int version);

// Files tagged with a component of a procedure, current ones only (R-TAG-02).
struct TaggedFile {
    dossier::DossierId dossier;
    dossier::FileId file;
    std::string component;
    int ordinal = 1;
    int version = 1;
};
std::vector<TaggedFile> files_tagged(UnitOfWork& work, std::string_view agency, std::string_view procedure_code,
                                     std::string_view component_code, int most);
// Whether the file belongs to the dossier, in whatever version: the check before a download.
bool is_file_of(UnitOfWork& work, const dossier::DossierId& id, const dossier::FileId& file);

}  // namespace server::storage
