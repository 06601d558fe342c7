#pragma once
// Idempotency-Key, for every endpoint at once: a repeat of a creating request gets the first answer and does nothing.

#include "server/http/endpoint.hpp"

namespace server::http {

// Whether requests of this row may carry a key: those that change something for somebody who is signed in. Forms of our
// own pages carry ids and versions of their own.
bool takes_key(const Endpoint& endpoint);

// Runs the row's handler. When the request changes something and carries a key (header Idempotency-Key), the key, what
// the handler writes and the answer are one transaction; refusals are not kept, so a corrected request may use the key
// again. Fails with InvalidInput when the key was used with another request, and as the handler does.
dossier::Result<Response> answer_once(const Endpoint& endpoint, const Request& request, Services& services);

}  // namespace server::http
