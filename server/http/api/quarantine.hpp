#pragma once
// /api/quarantine: papers with a secrecy stamp, and their safe removal.

#include "server/http/endpoint.hpp"

namespace server::http {

// What the agency holds and has removed: door, degree, when. Never a name or a content.
dossier::Result<Response> list_quarantine(const Request& request, Services& services);
// POST {"record": number of the record of removal}
dossier::Result<Response> remove_from_quarantine(const Request& request, Services& services);

}  // namespace server::http
