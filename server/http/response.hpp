#pragma once
// What a handler answers. The Guard adds length, request id and the security headers.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "server/http/request.hpp"

namespace server::http {

// Bodies above this never leave the process itself: files go by X-Accel-Redirect.
inline constexpr std::size_t largest_inline_body = 1'000'000;  // bytes

struct Cookie {
    std::string name;
    std::string value;
    std::optional<std::int64_t> max_age_s{};  // absent: until the browser closes; 0: delete
    bool http_only = true;                    // every cookie of ours is Secure, SameSite=Lax, Path=/
};

// A stored file to send. nginx reads it through an internal location; without nginx files over 1 MB are refused.
struct StoredFile {
    std::filesystem::path path;    // absolute, below config.files_dir()
    std::string media_type;
    std::string download_name{};   // UTF-8, offered to the person; empty: none
    bool attachment = false;       // save instead of show
};

struct Response {
    int status = 200;
    Pairs headers{};
    std::vector<Cookie> cookies{};
    std::string media_type{};   // "application/json", "text/html; charset=utf-8", …; empty without a body
    std::string body{};
    std::optional<StoredFile> file{};

    Response& with_header(std::string name, std::string value) &;
    Response&& with_header(std::string name, std::string value) &&;
    Response&& with_cookie(Cookie cookie) &&;
    // ETag: "7", what If-Match sends back.
    Response&& with_version(std::int64_t version) &&;
};

Response ok(const nlohmann::json& body);
Response created(const nlohmann::json& body, std::string location);
Response accepted(const nlohmann::json& body, std::string location);  // 202: a job to watch
Response no_content();
Response page(std::string html, int status = 200);
Response text(std::string body, std::string media_type, int status = 200);
Response see_other(std::string location);  // 303: after a form was posted
// Small bytes made in memory, a rendered PDF say; at most largest_inline_body.
Response bytes(std::string body, std::string media_type, std::string download_name = {}, bool attachment = false);
Response stored_file(StoredFile file);

}  // namespace server::http
