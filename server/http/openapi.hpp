#pragma once
// The table as an OpenAPI 3.1 document, so that it cannot say anything the server does not do.

#include <span>

#include <nlohmann/json.hpp>

#include "server/http/endpoint.hpp"

namespace server::http {

nlohmann::ordered_json openapi_document(std::span<const Endpoint> table, std::string_view public_url);

}  // namespace server::http
