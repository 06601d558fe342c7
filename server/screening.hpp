#pragma once
// A file is given to nobody before all its pages were looked through for a secrecy stamp (R-ACC-12). Not even to whoever
// brought it: the paper lies before that person anyway, and one exception would be a door.

#include "server/file_gate.hpp"
#include "server/storage/file_rows.hpp"

namespace server {

// Has the pages of a file looked through; a stack's are read anyway.
void screen_later(storage::UnitOfWork& work, const dossier::FileId& file, const PassedFile& passed, dossier::Instant now);
// After the last page whatever waited for the file goes on: a result is verified.
void page_screened(storage::UnitOfWork& work, const dossier::FileId& file, int page, storage::Sight sight, dossier::Instant now);

// Fails with WrongState while pages wait, with NotFound when the file is in the quarantine.
dossier::Result<void> may_be_opened(const storage::FileRow& file);

}  // namespace server
