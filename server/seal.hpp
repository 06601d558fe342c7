#pragma once
// The agency's signature on a result: by the clerk who holds the agency's device. An electronic result bears it over the
// person's, the scan of an ink original at the top right of page 1, as the agency's digitised copy.

#include <string>

#include "dossier/result.hpp"
#include "server/copy_signer.hpp"
#include "server/perform.hpp"
#include "server/services.hpp"

namespace server {

// Signs the file of that upload and hands it in again, to be verified and attached like any other. Answers the id of the
// new upload. Appendices that are files of their own are signed with it, each in its own file. `mark` is for the scan of an
// ink original: which appearance; its picture is the registered one. Fails with NotFound, NotPermitted (not the holder),
// WrongState (the person must sign first, a signature is not valid, a scan nobody confirmed, it was sealed already, no device).
dossier::Result<std::string> seal_result(Services& services, const dossier::DossierId& id, const std::string& upload, CopyMark mark, const Asking& asking);

}  // namespace server
