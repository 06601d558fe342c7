#pragma once
// Papers the administration already has, and other dossiers of the same person.

#include "server/http/endpoint.hpp"

namespace server::http {

// GET: what an earlier dossier of the applicant holds of what this one lacks; open dossiers for the same procedure.
dossier::Result<Response> list_earlier(const Request& request, Services& services);
// POST {file, ordinal?}: takes an offered file into the component, without copying it.
dossier::Result<Response> reuse_file(const Request& request, Services& services);

}  // namespace server::http
