#pragma once
// A person's signature on a result, in two phases: the server prepares the file and says what to sign, the holder's device
// signs, the server embeds. The certificate must be the signed-in person's own (003a item 1: no delegation).

#include <optional>
#include <string>

#include "dossier/result.hpp"
#include "dossier/signing_rules/placement.hpp"
#include "integrations/signing/key.hpp"
#include "server/perform.hpp"

namespace server {

struct SigningWish {
    std::string certificates;                                       // PEM: the signer's first, then the authorities above
    std::optional<dossier::signing_rules::SigningBlock> block{};    // none: the usual place of the last page
    int page = 0;                                                   // of the block, from 1; 0: the last
};
struct PreparedSignature {
    std::string id;
    std::string attributes;  // DER; what the device signs with SHA-256 inside
    integrations::signing::Algorithm algorithm = integrations::signing::Algorithm::RsaPss;
    dossier::Instant expires_at{};
};
// Fails with NotFound, NotPermitted (also: another's certificate, which is put on record as a security event), InvalidInput,
// WrongState (signed by the agency or further already, the certificate is not good, no approved picture).
dossier::Result<PreparedSignature> prepare_signature(Services& services, const dossier::DossierId& dossier, const std::string& upload,
                                                     const SigningWish& wish, const Asking& asking);

// A signature in the making, of the signed-in person.
struct OwnSession {
    dossier::DossierId dossier;
    std::string upload, session;
};
// The whole file as it will be signed, with the place of the signature still empty: its digest is what the attributes name.
// Answers the SHA-256 it is kept under. Fails as complete_signature.
dossier::Result<std::string> prepared_document(Services& services, const OwnSession& which, const Asking& asking);

// Embeds what the device answered and hands the file in, to be verified and sealed. Answers the id of the new upload.
// Fails with NotFound, NotPermitted (another's session, a signature of another key: security events), WrongState (too late,
// used, somebody was faster).
dossier::Result<std::string> complete_signature(Services& services, const OwnSession& which, const std::string& signature, const Asking& asking);

}  // namespace server
