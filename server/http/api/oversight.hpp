#pragma once
// What managers and the desk watch. All of the reader's own agency.

#include "server/http/endpoint.hpp"

namespace server::http {

// GET ?since=2026-01-01: received, in hand, near due, overdue, by unit and person.
dossier::Result<Response> show_dashboard(const Request& request, Services& services);
// GET: what should have been handed on by now, with the moment it was due.
dossier::Result<Response> list_overdue(const Request& request, Services& services);
// GET: finished results nobody collected, the oldest first, with their age in days.
dossier::Result<Response> list_uncollected(const Request& request, Services& services);
// GET ?since=: dossiers fully digitised and papers re-used, by procedure.
dossier::Result<Response> show_digitisation(const Request& request, Services& services);
// GET ?place=: bundles of paper of open dossiers, gathered by procedure code.
dossier::Result<Response> list_bundles(const Request& request, Services& services);

// GET ?since=: who did not sign in, morning or afternoon, on which working days.
dossier::Result<Response> list_missing_sign_ins(const Request& request, Services& services);

}  // namespace server::http
