#pragma once
// Papers with a secrecy stamp, whichever door they came by: taken out of reach before anything of them is indexed, told
// by an alarm, listed for the records officer, and removed for good under a record of removal (R-ACC-12).

#include <string>
#include <vector>

#include "server/http/spool.hpp"
#include "server/perform.hpp"
#include "server/storage/quarantine_store.hpp"

namespace server {

using storage::SecretDoor;

// The degree somebody declared, normalised; empty when it is none. Fails with InvalidInput for a word that is no degree.
dossier::Result<std::string> declared_level(const std::string& word);

// An upload that is not to become a file: its bytes go to the quarantine, nothing else is kept. `dossier` may be empty.
// Returns the refusal to answer with.
dossier::Error hold_upload(Services& services, http::Spool& upload, SecretDoor door, const std::string& level,
                           const dossier::DossierId& dossier, const Asking& asking);
// A partner's message that declares itself secret: noted, not kept.
dossier::Error hold_message(Services& services, const std::string& level, const Asking& asking);

// A stored file on one of whose pages a stamp was read: every stack of this content fails, what was read of it goes,
// its rows are withheld. In the unit of work that records the page; call alarm_and_clear() after its commit.
std::string hold_content(storage::UnitOfWork& work, const storage::HeldPaper& found);
void alarm_and_clear(Services& services, const std::string& quarantine);
// Moves the withheld bytes into the quarantine, wipes what was derived from them and the scanner's copy. May be repeated.
void clear_contents(Services& services, const std::string& quarantine);

std::vector<storage::HeldPaper> list_held(Services& services, const Asking& asking);
// Wipes the bytes and notes under which record. Fails with NotFound, InvalidInput (no record) or WrongState (removed).
dossier::Result<storage::HeldPaper> remove_held(Services& services, const std::string& id, const std::string& record, const Asking& asking);

}  // namespace server
