#pragma once
// A refusal for people: what happened, what they can do, a number to tell the administrator.

#include <string_view>
#include <vector>

#include "server/http/endpoint.hpp"
#include "server/http/problem.hpp"

namespace server::http {

// Browsers on pages want one; programs under /api get problem+json.
bool wants_page(const Request& request);
Response error_page(const ProblemKind& kind, std::string_view detail, const std::vector<dossier::FieldError>& fields,
                    const Request& request, Services& services);

}  // namespace server::http
