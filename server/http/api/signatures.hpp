#pragma once
// People's signatures on results, and whose certificate is whose.

#include "server/http/endpoint.hpp"

namespace server::http {

// 201 {id, attributes (hexadecimal DER), digest (its SHA-256), algorithm, expires_at, document (address)}.
dossier::Result<Response> open_signature(const Request& request, Services& services);
// The PDF the attributes are of, for whoever holds the device to compare; the device signs, then
dossier::Result<Response> show_prepared_document(const Request& request, Services& services);
// {"signature": hexadecimal} → 202, the new upload with its own verdict to watch.
dossier::Result<Response> close_signature(const Request& request, Services& services);

// Before it: in whose place the person signs, and the title. {"authority", "place_of", "title", "block"?} → 202, the new upload.
dossier::Result<Response> note_signing_title(const Request& request, Services& services);

dossier::Result<Response> list_certificates(const Request& request, Services& services);
dossier::Result<Response> add_certificate(const Request& request, Services& services);
// {"reason"} → 204; by an administrator or its holder.
dossier::Result<Response> finish_certificate(const Request& request, Services& services);

// Who may sign by TUQ.; authorised by the signed-in leader.
dossier::Result<Response> list_delegations(const Request& request, Services& services);
dossier::Result<Response> add_delegation(const Request& request, Services& services);
// {"reason"} → 204; by the giver or a leader.
dossier::Result<Response> finish_delegation(const Request& request, Services& services);

}  // namespace server::http
