#pragma once
// Endpoints about the server itself and about signing in.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> live(const Request& request, Services& services);     // touches nothing
dossier::Result<Response> ready(const Request& request, Services& services);    // asks the database
dossier::Result<Response> metrics(const Request& request, Services& services);
dossier::Result<Response> openapi(const Request& request, Services& services);

dossier::Result<Response> show_session(const Request& request, Services& services);
dossier::Result<Response> open_session(const Request& request, Services& services);
dossier::Result<Response> close_session(const Request& request, Services& services);

dossier::Result<Response> show_sign_in(const Request& request, Services& services);
dossier::Result<Response> post_sign_in(const Request& request, Services& services);
dossier::Result<Response> post_sign_out(const Request& request, Services& services);

}  // namespace server::http
