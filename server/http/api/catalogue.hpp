#pragma once
// Procedures and the public look-up.

#include "server/http/endpoint.hpp"

namespace server::http {

dossier::Result<Response> list_procedures(const Request& request, Services& services);
dossier::Result<Response> show_procedure(const Request& request, Services& services);
// GET /api/lookup?code=…: code, state and nothing about a person (TT01/2018 Đ16.2.d). The same answer for every unknown code.
dossier::Result<Response> look_up(const Request& request, Services& services);

// GET ?on=2026-01-31: the rule set of that day (today when absent) and the legal bases in force (001 Đ21.1).
dossier::Result<Response> show_rules(const Request& request, Services& services);

}  // namespace server::http
