#pragma once
// Absent officers and who stands in for them.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> list_absences(const Request& request, Services& services);
dossier::Result<Response> add_absence(const Request& request, Services& services);
dossier::Result<Response> finish_absence(const Request& request, Services& services);

}  // namespace server::http
