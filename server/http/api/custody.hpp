#pragma once
// The agency's signing devices and who holds them.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> list_devices(const Request& request, Services& services);
dossier::Result<Response> add_device(const Request& request, Services& services);
dossier::Result<Response> show_custody(const Request& request, Services& services);  // …/signing-devices/:device_id
dossier::Result<Response> add_custody(const Request& request, Services& services);   // …/hand-overs

}  // namespace server::http
