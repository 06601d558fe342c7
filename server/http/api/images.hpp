#pragma once
// Pictures of signatures and seals: registered, approved, listed.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> list_images(const Request& request, Services& services);
// POST ?kind=hand|seal&name=…&width_mm=36&valid_from=2026-01-01&valid_to=2030-12-31 with the PNG as body.
dossier::Result<Response> add_image(const Request& request, Services& services);
dossier::Result<Response> approve_signature_image(const Request& request, Services& services);

}  // namespace server::http
