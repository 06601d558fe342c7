#pragma once
// Documents from outside and documents sent to other agencies. The clerk does every step.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> list_incoming(const Request& request, Services& services);
// {q?, party?, notation?, …}: the words of document_question.hpp. Searching is a POST: what is looked for stays out of addresses.
dossier::Result<Response> search_in_incoming(const Request& request, Services& services);
dossier::Result<Response> search_in_outgoing(const Request& request, Services& services);
// POST ?came=paper|email|exchange&scan=true&sender=&notation=&subject=&dated=&sha256= with the PDF: 201 with the four checks,
// also when one failed. `dated`: the document's own day, may be left out. What it is worth is found out, never told: ?legal_status= is refused.
dossier::Result<Response> take_incoming(const Request& request, Services& services);
dossier::Result<Response> show_incoming(const Request& request, Services& services);
// {"signature_and_seal_seen": true}: the clerk looked at the visible signature and seal of a scan.
dossier::Result<Response> see_incoming(const Request& request, Services& services);
dossier::Result<Response> seal_incoming(const Request& request, Services& services);
dossier::Result<Response> register_incoming(const Request& request, Services& services);
dossier::Result<Response> forward_incoming(const Request& request, Services& services);
// POST ?to=&notation=&subject= with the signed PDF.
dossier::Result<Response> send_outgoing(const Request& request, Services& services);

}  // namespace server::http
