#pragma once
// From a head to a Request: everything but the body and the principal.

#include <string_view>

#include "server/http/head.hpp"
#include "server/http/request.hpp"
#include "server/http/router.hpp"

namespace server::http {

std::string new_request_id();  // random UUID

// `socket_address` is the peer's; X-Real-IP counts only when `behind_proxy`.
Request build_request(Head& head, std::string_view socket_address, bool behind_proxy);
// Once the body is there: version and idempotency key may come as form fields.
void take_form_meanings(Request& request);

}  // namespace server::http
