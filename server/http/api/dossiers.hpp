#pragma once
// /api/dossiers: open, read, act.

#include "server/http/endpoint.hpp"

namespace server::http {

// POST: a draft; with "components" what is already known of them, with "receive": true received at once.
dossier::Result<Response> open_dossier(const Request& request, Services& services);
dossier::Result<Response> show_dossier(const Request& request, Services& services);
// POST …/actions/:action with the action's fields as body; the name is one of dossier::action_names.
dossier::Result<Response> act_on_dossier(const Request& request, Services& services);

}  // namespace server::http
