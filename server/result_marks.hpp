#pragma once
// What the software writes onto a result before anybody signs it.

#include <optional>
#include <string>

#include "dossier/result.hpp"
#include "dossier/signing_rules/authority.hpp"
#include "dossier/signing_rules/urgency.hpp"
#include "server/perform.hpp"

namespace server {

// The stamp of urgency on page 1. Answers the id of the new upload. Fails with NotFound, NotPermitted, WrongState (signed
// already, or something newer was made of the file), InvalidInput (the file cannot be written on).
dossier::Result<std::string> stamp_urgency(Services& services, const dossier::DossierId& dossier, const std::string& upload,
                                           dossier::signing_rules::Urgency level, const Asking& asking);

// The note of authority and the title of who is going to sign, above the place of the signature. Fails as stamp_urgency, and with
// InvalidInput when the note lacks something or nobody authorised the person to sign by TUQ.
dossier::Result<std::string> note_title(Services& services, const dossier::DossierId& dossier, const std::string& upload,
                                        const dossier::signing_rules::SigningNote& note, const std::optional<dossier::signing_rules::SigningBlock>& block,
                                        const Asking& asking);

}  // namespace server
