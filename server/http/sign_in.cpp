// Signing in and out, for programs with a browser's rights (/api/session) and for people (/sign-in).

#include "server/http/server_pages.hpp"

#include "server/http/permission.hpp"
#include "server/http/problem.hpp"
#include "server/http/session.hpp"
#include "server/services.hpp"
#include "templates/render.hpp"

namespace server::http {
namespace {

using dossier::Result;

nlohmann::json to_json(const Principal& principal, const std::string& csrf_token) {
    return {{"account", {{"id", principal.id}, {"name", principal.name}, {"roles", principal.roles},
                         {"agency", principal.agency}, {"unit", principal.unit}}},
            {"csrf", csrf_token}};
}

// Where a person's work is: administrators read no dossiers.
std::string home_of(const Principal& principal) {
    if (principal.kind == Principal::Kind::Citizen) return "/tai-khoan";
    return !allows(principal, Permission::ReadDossiers) && allows(principal, Permission::ManageCatalogue) ? "/desk/templates" : "/desk";
}

// Only a path of ours: anything else could lead to somebody else's site. Empty: none was asked for.
std::string own_path(std::string_view next) {
    const bool ours = next.starts_with('/') && !next.starts_with("//") && next.find('\\') == std::string_view::npos &&
                      next.find('\n') == std::string_view::npos && next.find('\r') == std::string_view::npos;
    return ours && !next.starts_with("/sign-") ? std::string{next} : std::string{};
}

Response onward(std::string_view next, const Principal& principal) {
    const auto path = own_path(next);
    return see_other(path.empty() ? home_of(principal) : path);
}

templates::View field(std::string_view name, std::string_view text, std::string_view value, std::string_view type,
                      std::string_view autocomplete) {
    return {{"name", name}, {"id", name}, {"label", text}, {"value", value}, {"type", type},
            {"autocomplete", autocomplete}, {"hint", ""}, {"error", ""}, {"required", true}};
}

Response sign_in_page(const Request& request, Services& services, std::string_view username, std::string_view error,
                      int status) {
    templates::View view{{"title", "Đăng nhập"}, {"failed", !error.empty()}, {"errors", templates::View::array()},
                         {"flash", nullptr}, {"agency", services.config.agency_name}, {"account", nullptr},
                         {"nav", false}, {"csrf", request.csrf_token}, {"wide", false},
                         {"next", own_path(request.field("next").value_or(request.query_value("next").value_or("")))},
                         {"username", field("username", "Tên đăng nhập", username, "text", "username")},
                         {"password", field("password", "Mật khẩu", "", "password", "current-password")}};
    if (!error.empty()) view["errors"].push_back({{"href", "#username"}, {"text", error}});
    return page(templates::render("pages/sign-in", view), status);
}

}  // namespace

Result<Response> show_session(const Request& request, Services&) {
    return ok(to_json(request.principal, request.csrf_token));
}

Result<Response> open_session(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto text = [&body](const char* name) {
        const auto at = body.find(name);
        return at != body.end() && at->is_string() ? at->get<std::string>() : std::string{};
    };
    auto signed_in = sign_in(request, text("username"), text("password"), *services.identities, services.config);
    if (!signed_in) return problem(401, signed_in.error().detail, request.request_id);
    return ok(to_json(signed_in->principal, signed_in->csrf_token)).with_cookie(session_cookie(*signed_in, services.config));
}

Result<Response> close_session(const Request& request, Services& services) {
    return no_content().with_cookie(sign_out(request, *services.identities, services.config));
}

Result<Response> show_sign_in(const Request& request, Services& services) {
    if (request.principal.signed_in()) return onward(request.query_value("next").value_or(""), request.principal);
    return sign_in_page(request, services, "", "", 200);
}

Result<Response> post_sign_in(const Request& request, Services& services) {
    const auto username = request.field("username").value_or("");
    auto signed_in = sign_in(request, username, request.field("password").value_or(""), *services.identities, services.config);
    if (!signed_in) return sign_in_page(request, services, username, signed_in.error().detail, 401);
    return onward(request.field("next").value_or(""), signed_in->principal).with_cookie(session_cookie(*signed_in, services.config));
}

Result<Response> post_sign_out(const Request& request, Services& services) {
    return see_other("/").with_cookie(sign_out(request, *services.identities, services.config));
}

}  // namespace server::http
