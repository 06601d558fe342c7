#pragma once
// Dossiers that other portals send us, and dossiers as other agencies get them.

#include "server/http/endpoint.hpp"

namespace server::http {

// POST {source_id, source?, agency, procedure, particulars}: 201 with a new dossier, 200 with the one that source_id
// made before. `source`: national_portal unless told otherwise.
dossier::Result<Response> take_dossier(const Request& request, Services& services);

// GET: the whole dossier for an agency that takes part in it (decides, handles a linked procedure, is asked for an
// opinion), with the papers that could not be digitised and the label they travel under (001 Đ7.1.d, Đ7.2).
dossier::Result<Response> show_package(const Request& request, Services& services);

}  // namespace server::http
