#include "server/http/response.hpp"

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

Response json(const nlohmann::json& body, int status) {
    Response response;
    response.status = status;
    response.media_type = "application/json";
    response.body = body.dump();
    return response;
}

// RFC 6266: the real name in UTF-8, for old programs nothing but a neutral one.
std::string disposition(std::string_view name, bool attachment) {
    std::string value = attachment ? "attachment" : "inline";
    if (!name.empty()) value += "; filename*=UTF-8''" + percent_encode(name);
    return value;
}

}  // namespace

Response& Response::with_header(std::string name, std::string value) & {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response&& Response::with_header(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Response&& Response::with_cookie(Cookie cookie) && {
    cookies.push_back(std::move(cookie));
    return std::move(*this);
}

Response&& Response::with_version(std::int64_t version) && {
    headers.emplace_back("ETag", "\"" + std::to_string(version) + "\"");
    return std::move(*this);
}

Response ok(const nlohmann::json& body) { return json(body, 200); }

Response created(const nlohmann::json& body, std::string location) {
    return json(body, 201).with_header("Location", std::move(location));
}

Response accepted(const nlohmann::json& body, std::string location) {
    return json(body, 202).with_header("Location", std::move(location));
}

Response no_content() {
    Response response;
    response.status = 204;
    return response;
}

Response page(std::string html, int status) { return text(std::move(html), "text/html; charset=utf-8", status); }

Response text(std::string body, std::string media_type, int status) {
    Response response;
    response.status = status;
    response.media_type = std::move(media_type);
    response.body = std::move(body);
    return response;
}

Response see_other(std::string location) {
    Response response;
    response.status = 303;
    return std::move(response).with_header("Location", std::move(location));
}

Response bytes(std::string body, std::string media_type, std::string download_name, bool attachment) {
    auto response = text(std::move(body), std::move(media_type));
    if (attachment || !download_name.empty())
        response.with_header("Content-Disposition", disposition(download_name, attachment));
    return response;
}

Response stored_file(StoredFile file) {
    Response response;
    response.media_type = file.media_type;
    response.with_header("Content-Disposition", disposition(file.download_name, file.attachment));
    response.file = std::move(file);
    return response;
}

}  // namespace server::http
