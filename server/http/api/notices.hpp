#pragma once

#include "server/http/endpoint.hpp"

namespace server::http {

// {notices: [{kind, subject, body, status, channel, at, attempts: [{at, channel, outcome, answer}]}]}, newest first.
dossier::Result<Response> list_notices(const Request& request, Services& services);

}  // namespace server::http
