#include "server/http/wire.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/http/encoding.hpp"
#include "server/http/problem.hpp"

namespace server::http {
namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
// What others uploaded gets no script and no form, whatever it claims to be.
constexpr std::string_view file_policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        default: return "Status";
    }
}

// Header values come from our code and from file names: a line break would start a new header.
void add(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    for (const char sign : value)
        if (static_cast<unsigned char>(sign) >= 0x20 && sign != 0x7f) head += sign;
    head += "\r\n";
}

void add_cookie(std::string& head, const Wire& wire, const Cookie& cookie) {
    auto value = cookie.name + "=" + cookie.value + "; Path=/; SameSite=Lax";
    if (cookie.max_age_s) value += "; Max-Age=" + std::to_string(*cookie.max_age_s);
    if (cookie.http_only) value += "; HttpOnly";
    if (wire.behind_nginx) value += "; Secure";
    add(head, "Set-Cookie", value);
}

bool has_header(const Response& response, std::string_view lower_case_name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& header) { return lower_ascii(header.first) == lower_case_name; });
}

// A file below the files folder: behind nginx as an internal address, else read here if it is small.
bool attach_file(const Wire& wire, Response& response, std::string& accel) {
    const auto relative = response.file->path.lexically_normal().lexically_relative(wire.files_dir);
    if (relative.empty() || *relative.begin() == "..") return false;
    if (wire.behind_nginx) {
        accel = accel_prefix;
        for (auto at = relative.begin(); at != relative.end(); ++at)
            accel += (at == relative.begin() ? "" : "/") + percent_encode(at->string());
        return true;
    }
    std::error_code error;
    const auto size = std::filesystem::file_size(response.file->path, error);
    if (error || size > largest_inline_body) return false;
    std::ifstream in{response.file->path, std::ios::binary};
    response.body.assign(std::istreambuf_iterator<char>{in}, {});
    return response.body.size() == size;
}

void add_safety(std::string& head, const Wire& wire, const Response& response) {
    add(head, "X-Content-Type-Options", "nosniff");
    if (!has_header(response, "cache-control")) add(head, "Cache-Control", "no-store");
    if (response.file)
        add(head, "Content-Security-Policy", file_policy);
    else if (response.media_type.starts_with("text/html"))
        add(head, "Content-Security-Policy", page_policy);
    if (response.media_type.starts_with("text/html") || response.file) {
        add(head, "Referrer-Policy", "same-origin");
        add(head, "X-Frame-Options", "SAMEORIGIN");
        if (wire.behind_nginx) add(head, "Strict-Transport-Security", "max-age=31536000");
    }
}

}  // namespace

std::string to_wire(const Wire& wire, const WireContext& context, Response response) {
    std::string accel;
    if (response.file && !attach_file(wire, response, accel))
        response = problem(wire.behind_nginx ? 500 : 503, "Không gửi được tệp này.", context.request_id);
    if (response.body.size() > largest_inline_body) response = problem(500, "", context.request_id);

    const bool bodiless = response.status == 204 || response.status == 304;
    std::string bytes;
    bytes.reserve(768 + (context.head_only ? 0 : response.body.size()));
    bytes += "HTTP/1.1 " + std::to_string(response.status) + " ";
    bytes += reason_of(response.status);
    bytes += "\r\n";
    if (!response.media_type.empty()) add(bytes, "Content-Type", response.media_type);
    if (!bodiless && accel.empty()) add(bytes, "Content-Length", std::to_string(response.body.size()));
    if (!accel.empty()) {
        add(bytes, "X-Accel-Redirect", accel);
        add(bytes, "Content-Length", "0");
    }
    if (!context.request_id.empty()) add(bytes, "X-Request-Id", context.request_id);
    for (const auto& [name, value] : response.headers) add(bytes, name, value);
    for (const auto& cookie : response.cookies) add_cookie(bytes, wire, cookie);
    add_safety(bytes, wire, response);
    if (!context.keep_alive) add(bytes, "Connection", "close");
    if (context.keep_alive && context.http_1_0) add(bytes, "Connection", "keep-alive");
    bytes += "\r\n";
    if (!context.head_only && !bodiless && accel.empty()) bytes += response.body;
    return bytes;
}

}  // namespace server::http
