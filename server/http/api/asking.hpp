#pragma once
// The request's person as the domain's actor.

#include "server/http/request.hpp"
#include "server/perform.hpp"

namespace server::http {

dossier::Actor actor_of(const Principal& principal);
// Who asks, when, and the version of If-Match when there was one.
Asking asking(const Request& request);

}  // namespace server::http
