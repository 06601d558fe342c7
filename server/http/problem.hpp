#pragma once
// Every refusal as application/problem+json (RFC 9457) in Vietnamese, or as a page for browsers.

#include <string>
#include <string_view>

#include "dossier/result.hpp"
#include "server/http/response.hpp"

namespace server::http {

struct ProblemKind {
    int status;
    std::string_view type;   // "/problems/wrong-state"
    std::string_view title;  // Vietnamese
};

// One switch without default: a new ErrorCode does not compile until it is decided here.
ProblemKind kind_of(dossier::ErrorCode code);
// Kinds that never come from the domain: 400, 401, 404, 405, 408, 413, 415, 429, 500, 501, 503, …
ProblemKind kind_of_status(int status);

Response problem(const dossier::Error& error, std::string_view request_id);
// `detail` is Vietnamese, without personal data, and may be empty.
Response problem(int status, std::string_view detail, std::string_view request_id);

}  // namespace server::http
