#pragma once
// What the software writes onto a result before anybody signs it.

#include <string>

#include "dossier/result.hpp"
#include "dossier/signing_rules/urgency.hpp"
#include "server/perform.hpp"

namespace server {

// The stamp of urgency on page 1. Answers the id of the new upload. Fails with NotFound, NotPermitted, WrongState (signed
// already, or something newer was made of the file), InvalidInput (the file cannot be written on).
dossier::Result<std::string> stamp_urgency(Services& services, const dossier::DossierId& dossier, const std::string& upload,
                                           dossier::signing_rules::Urgency level, const Asking& asking);

}  // namespace server
