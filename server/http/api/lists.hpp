#pragma once
// Dossiers of the reader's agency: by state and time, or found by words.

#include "server/http/endpoint.hpp"

namespace server::http {

// GET ?state=&after=&most= (1 … 200): the latest opened first.
dossier::Result<Response> list_dossiers(const Request& request, Services& services);
// POST {q, …}: best first (server/storage/search.hpp). Not a GET: names and numbers of people stay out of addresses.
dossier::Result<Response> search(const Request& request, Services& services);

// POST {q}: pages whose text holds the words, with or without marks; scans of dossiers, desks and the archive.
dossier::Result<Response> search_in_pages(const Request& request, Services& services);

}  // namespace server::http
