#pragma once
// One print job of the counter, as one PDF.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> print_dossier_job(const Request& request, Services& services);
dossier::Result<Response> print_procedure_job(const Request& request, Services& services);

}  // namespace server::http
