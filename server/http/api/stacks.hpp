#pragma once
// /api/dossiers/:id/stacks and /api/stacks: scans on their way into a dossier.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> upload_stack(const Request& request, Services& services);  // 202, a job to watch
// GET: stacks of the desks' scanners that no dossier has yet. POST {"dossier"} gives one to a dossier.
dossier::Result<Response> list_unassigned_stacks(const Request& request, Services& services);
dossier::Result<Response> assign_stack(const Request& request, Services& services);
dossier::Result<Response> show_stack(const Request& request, Services& services);
dossier::Result<Response> show_preview(const Request& request, Services& services);
// POST {"step": "split" | "join" | "drop" | "restore", "page": n}, or {"step": "undo"}
dossier::Result<Response> step_on_stack(const Request& request, Services& services);
// POST {"document": n, "component": code, "ordinal": n, "values": [{"name", "value"}]}: 202, the PDF follows
dossier::Result<Response> confirm_in_stack(const Request& request, Services& services);

}  // namespace server::http
