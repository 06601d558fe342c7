#pragma once
// Answers as bytes. The only place that writes HTTP heads, so nothing unclean gets into one.

#include <filesystem>
#include <string>
#include <string_view>

#include "server/http/response.hpp"

namespace server::http {

struct Wire {
    std::filesystem::path files_dir; // files below it may be sent, no others
    bool behind_nginx = true;        // X-Accel-Redirect, Secure cookies, HSTS
};

struct WireContext {
    std::string_view request_id;
    bool head_only = false;   // HEAD: length, no body
    bool keep_alive = true;
    bool http_1_0 = false;
};

inline constexpr std::string_view accel_prefix = "/_motcua_files/";  // internal location of nginx over files_dir

// Consumes the response. A file that may not be sent, or a body over the limit, becomes a 500 or 503.
std::string to_wire(const Wire& wire, const WireContext& context, Response response);

}  // namespace server::http
