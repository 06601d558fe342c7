#pragma once
// One row per endpoint: what it is called, who may call it, what it takes, who answers. endpoints.cpp is the table.

#include <cstddef>
#include <span>

#include "dossier/result.hpp"
#include "server/http/permission.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace server {
struct Services;  // server/services.hpp
}

namespace server::http {

using Handler = dossier::Result<Response> (*)(const Request&, Services&);

enum class Body {
    None,
    Json,    // application/json → request.json()
    Form,    // application/x-www-form-urlencoded, or multipart without a file → request.form
    Upload,  // one file, streamed to disk → request.upload: a raw body, or multipart with one file part and fields
};

enum class Runs {
    InPool,   // on a worker thread; may wait for the database
    AtOnce,   // on the network thread: touches memory only, microseconds
};

inline constexpr std::size_t form_limit = 1'000'000;           // bytes
inline constexpr std::size_t upload_limit = 200 * 1024 * 1024;  // bytes; nginx's client_max_body_size is just below

struct Endpoint {
    Method method;             // Get answers HEAD too
    const char* path;          // "/api/dossiers/:dossier_id/receive"; a parameter is one whole segment
    Permission permission;
    Handler handler;
    const char* summary;       // Vietnamese, one line: OpenAPI
    Body body = Body::None;
    const char* request_note = "";   // what the body holds, for OpenAPI
    const char* response_note = "";  // what comes back, for OpenAPI
    std::size_t limit = 0;           // bytes of body; 0: upload_limit for uploads, else form_limit
    Runs runs = Runs::InPool;
};

constexpr std::size_t limit_of(const Endpoint& endpoint) {
    if (endpoint.limit > 0) return endpoint.limit;
    return endpoint.body == Body::Upload ? upload_limit : form_limit;
}

// The table, in reading order.
std::span<const Endpoint> endpoints();

}  // namespace server::http
