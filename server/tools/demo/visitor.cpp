#include "server/tools/demo/visitor.hpp"

#include <atomic>
#include <random>

namespace server::demo {
namespace {

using nlohmann::json;

std::string said(const std::string& path, const integrations::HttpAnswer& answer) {
    const auto problem = json::parse(answer.body, nullptr, false);
    std::string text = path + " trả lời " + std::to_string(answer.status);
    if (!problem.is_object()) return text;
    text += ": " + problem.value("title", "") + ". " + problem.value("detail", "");
    if (problem.contains("errors"))
        for (const auto& error : problem["errors"])
            text += " [" + error.value("field", "") + ": " + error.value("message", error.value("rule", "")) + "]";
    return text;
}

json parsed(const std::string& path, const integrations::HttpAnswer& answer) {
    if (answer.status < 200 || answer.status > 299) throw StepFailed(said(path, answer));
    if (answer.body.empty()) return json::object();
    auto body = json::parse(answer.body, nullptr, false);
    if (body.is_discarded()) throw StepFailed(path + ": câu trả lời không phải JSON");
    return body;
}

// A creating request carries its own key; neither a repeated run of the demo nor another visitor may get its answer.
std::string fresh_key() {
    static const auto run = std::random_device{}();
    static std::atomic<int> count{0};
    return "demo-" + std::to_string(run) + "-" + std::to_string(++count);
}

}  // namespace

Visitor::Visitor(std::string base, std::string authorities) : Visitor(std::move(base), std::move(authorities), {}) {}

Visitor::Visitor(std::string base, std::string authorities, integrations::HttpLimits limits)
    : base_(std::move(base)), http_(integrations::TlsFiles{std::move(authorities), {}, {}}, limits) {}

integrations::HttpAnswer Visitor::ask(const std::string& method, const std::string& path, const std::string& body,
                                      const std::string& media_type, integrations::Headers more) {
    integrations::HttpRequest request{method, base_ + path, std::move(more), body};
    if (!cookie_.empty()) request.headers.emplace_back("Cookie", cookie_);
    if (!csrf_.empty() && method != "GET") request.headers.emplace_back("X-CSRF-Token", csrf_);
    if (method != "GET") request.headers.emplace_back("Content-Type", media_type);
    const auto answer = http_.send(request);
    if (!answer) throw StepFailed("không gọi được máy chủ (" + path + "): " + answer.error().detail);
    return *answer;
}

void Visitor::sign_in(const std::string& name, const std::string& password) {
    const auto answer = ask("POST", "/api/session", json{{"username", name}, {"password", password}}.dump());
    const auto session = parsed("/api/session", answer);
    const auto cookie = answer.header("set-cookie").value_or("");
    cookie_ = cookie.substr(0, cookie.find(';'));
    csrf_ = session.value("csrf", "");
    if (cookie_.empty() || csrf_.empty()) throw StepFailed("đăng nhập không trả phiên làm việc");
}

json Visitor::get(const std::string& path) { return parsed(path, ask("GET", path)); }

json Visitor::post(const std::string& path, const json& body) {
    return parsed(path, ask("POST", path, body.dump(), "application/json", {{"Idempotency-Key", fresh_key()}}));
}

json Visitor::act(const std::string& dossier, const std::string& action, const json& fields) {
    const auto path = "/api/dossiers/" + dossier;
    const auto version = get(path).at("version").dump();
    return parsed(path, ask("POST", path + "/actions/" + action, fields.dump(), "application/json",
                            {{"Idempotency-Key", fresh_key()}, {"If-Match", "\"" + version + "\""}}));
}

json Visitor::upload(const std::string& path, const std::string& bytes, const std::string& media_type,
                     const std::string& file_name) {
    return parsed(path, ask("POST", path, bytes, media_type,
                            {{"Idempotency-Key", fresh_key()},
                             {"Content-Disposition", "attachment; filename=\"" + file_name + "\""}}));
}

std::string Visitor::bytes(const std::string& path) {
    auto answer = ask("GET", path);
    if (answer.status != 200) throw StepFailed(said(path, answer));
    return std::move(answer.body);
}

}  // namespace server::demo
