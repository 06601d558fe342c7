#pragma once
// A citizen's or organisation's own account: the dossiers filed from it and what was told about them.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> show_account(const Request& request, Services& services);

}  // namespace server::http
