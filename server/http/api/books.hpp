#pragma once
// The follow-up book of a year (Sổ theo dõi hồ sơ).

#include "server/http/endpoint.hpp"

namespace server::http {

// GET ?after=&most=: lines in order, each as the form's columns.
dossier::Result<Response> show_book(const Request& request, Services& services);
// POST: closes the year. Fails with WrongState when it was closed before.
dossier::Result<Response> close_book(const Request& request, Services& services);
// GET: the book as the form prints it.
dossier::Result<Response> print_book(const Request& request, Services& services);

// The book as csv or xlsx.
dossier::Result<Response> export_book(const Request& request, Services& services);

}  // namespace server::http
