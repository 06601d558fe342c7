#pragma once
// Whose certificate is whose: written down by an administrator, ended by one or by its holder, for good.

#include <string>

#include "dossier/result.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"
#include "server/storage/personal_signing_store.hpp"

namespace server {

// `certificate`: PEM, the holder's own first, or the DER of one. Fails with InvalidInput (no such officer; no certificate, an
// authority's, an expired one, a key beside it), DuplicateRequest (it was written down before).
dossier::Result<storage::PersonalCertificate> register_certificate(Services& services, const dossier::Actor& by, const std::string& officer,
                                                                   const std::string& certificate, dossier::Instant now);
// Nothing is signed with it from now on; what was signed stays. Fails with NotFound, NotPermitted (somebody else's), InvalidInput
// without a reason, WrongState when it was ended before.
dossier::Result<void> end_certificate(Services& services, const dossier::Actor& by, const std::string& id, const std::string& reason, dossier::Instant now);

bool may_end(const dossier::Actor& actor, const storage::PersonalCertificate& certificate);

}  // namespace server
