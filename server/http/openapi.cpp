#include "server/http/openapi.hpp"

#include <string>

#include "server/http/encoding.hpp"
#include "server/http/once.hpp"

namespace server::http {
namespace {

using Json = nlohmann::ordered_json;

bool is_page(const Endpoint& endpoint) {
    const std::string_view path = endpoint.path;
    return !path.starts_with("/api/") && !path.starts_with("/health/") && path != "/metrics" && !path.starts_with("/exchange/");
}

// "/api/dossiers/:dossier_id" → "/api/dossiers/{dossier_id}", and the names on the way.
std::string template_of(std::string_view path, Json& parameters) {
    std::string text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] != ':') {
            text += path[at];
            continue;
        }
        const auto name = path.substr(at + 1, path.find('/', at) - at - 1);
        text.append("{").append(name).append("}");
        at += name.size();
        Json schema{{"type", "string"}};
        if (name.ends_with("_id")) schema["format"] = "uuid";
        parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema}});
    }
    return text;
}

Json request_body(const Endpoint& endpoint) {
    Json content;
    switch (endpoint.body) {
        case Body::None: return {};
        case Body::Json: content["application/json"]["schema"]["type"] = "object"; break;
        case Body::Form:
            content["application/x-www-form-urlencoded"]["schema"]["type"] = "object";
            content["multipart/form-data"]["schema"]["type"] = "object";
            break;
        case Body::Upload:
            content["application/octet-stream"] = Json::object();
            content["multipart/form-data"]["schema"] = {
                {"type", "object"}, {"properties", {{"file", {{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}}};
            break;
    }
    return {{"description", std::string{endpoint.request_note}}, {"required", true}, {"content", content}};
}

Json responses(const Endpoint& endpoint) {
    Json answers;
    const std::string note = endpoint.response_note;
    answers["2XX"]["description"] = note.empty() ? "Thành công" : note;
    if (!is_page(endpoint)) answers["2XX"]["content"]["application/json"]["schema"] = Json::object();
    if (is_page(endpoint)) answers["3XX"]["description"] = "Chuyển đến trang khác";
    answers["default"]["$ref"] = "#/components/responses/Problem";
    return answers;
}

Json operation(const Endpoint& endpoint, Json parameters) {
    const auto& row = row_of(endpoint.permission);
    Json result{{"summary", endpoint.summary},
                {"tags", {is_page(endpoint) ? "pages" : "api"}},
                {"x-permission", row.name}};
    if (endpoint.permission == Permission::Public)
        result["security"] = Json::array();
    else
        result["security"] = {{{"session", Json::array()}}, {{"token", {row.name}}}};
    if (!parameters.empty()) result["parameters"] = std::move(parameters);
    if (auto body = request_body(endpoint); !body.is_null()) result["requestBody"] = std::move(body);
    result["responses"] = responses(endpoint);
    return result;
}

Json problem_schema() {
    const Json text{{"type", "string"}};
    const Json field{{"type", "object"}, {"properties", {{"field", text}, {"rule", text}, {"message", text}}}};
    return {{"type", "object"},
            {"required", {"type", "title", "status"}},
            {"properties",
             {{"type", text}, {"title", text}, {"status", {{"type", "integer"}}}, {"detail", text}, {"instance", text},
              {"errors", {{"type", "array"}, {"items", field}}}}}};
}

}  // namespace

nlohmann::ordered_json openapi_document(std::span<const Endpoint> table, std::string_view public_url) {
    Json document{{"openapi", "3.1.0"},
                  {"info", {{"title", "Một cửa"}, {"version", "0.1.0"},
                            {"description", "Giao diện lập trình của máy chủ Một cửa. Lỗi theo RFC 9457, tiếng Việt."}}},
                  {"servers", {{{"url", public_url}}}}};
    auto& paths = document["paths"] = Json::object();
    for (const auto& endpoint : table) {
        Json parameters = Json::array();
        const auto path = template_of(endpoint.path, parameters);
        if (takes_key(endpoint))
            parameters.push_back({{"name", "Idempotency-Key"}, {"in", "header"}, {"required", false},
                                  {"description", "Gửi lại cùng khóa: nhận câu trả lời đầu, không làm lại"},
                                  {"schema", {{"type", "string"}, {"maxLength", 200}}}});
        paths[path][lower_ascii(name_of(endpoint.method))] = operation(endpoint, std::move(parameters));
    }
    auto& components = document["components"];
    components["schemas"]["Problem"] = problem_schema();
    components["responses"]["Problem"] = {
        {"description", "Từ chối hoặc lỗi"},
        {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    components["securitySchemes"] = {
        {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-motcua"}}},
        {"token", {{"type", "http"}, {"scheme", "bearer"}}}};
    return document;
}

}  // namespace server::http
