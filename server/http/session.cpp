#include "server/http/session.hpp"

#include <chrono>

#include "server/http/password.hpp"

namespace server::http {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr std::chrono::seconds between_touches{60};  // a write per click would be too many

const std::string* session_secret(const Request& request, const Config& config) {
    return find(request.cookies, session_cookie_name(config));
}

bool is_over(const Session& session, dossier::Instant now, const Config& config) {
    return now - session.seen_at > std::chrono::minutes{config.session_idle_minutes} ||
           now - session.opened_at > std::chrono::hours{config.session_hours};
}

// "https://mot-cua.example:8443" → "mot-cua.example:8443"
std::string_view host_of_origin(std::string_view origin) {
    const auto slashes = origin.find("//");
    return slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 2);
}

std::string wait_text(std::int64_t seconds) {
    return "Đăng nhập sai quá nhiều lần. Vui lòng thử lại sau " + std::to_string((seconds + 59) / 60) + " phút.";
}

}  // namespace

std::string_view session_cookie_name(const Config& config) {
    return config.http_behind_nginx ? "__Host-motcua" : "motcua";
}

std::string csrf_token_of(std::string_view secret) { return sha256_hex("csrf:" + std::string{secret}); }

bool identify(Request& request, Identities& identities, const Config& config) {
    if (const auto* authorization = find(request.headers, "authorization")) {
        constexpr std::string_view scheme = "Bearer ";
        if (!authorization->starts_with(scheme)) return false;
        auto principal = identities.bearer(sha256_hex(authorization->substr(scheme.size())), request.arrived_at);
        if (!principal) return false;
        request.principal = *std::move(principal);
        return true;
    }
    const auto* secret = session_secret(request, config);
    if (!secret || secret->empty()) return true;
    const auto digest = sha256_hex(*secret);
    auto session = identities.session(digest);
    if (!session) return true;
    if (is_over(*session, request.arrived_at, config)) {
        identities.close_session(digest);
        return true;
    }
    if (request.arrived_at - session->seen_at > between_touches) identities.touch_session(digest, request.arrived_at);
    request.principal = std::move(session->principal);
    request.csrf_token = csrf_token_of(*secret);
    return true;
}

bool comes_from_our_page(const Request& request) {
    if (!request.csrf_token.empty()) {
        const auto* header = find(request.headers, "x-csrf-token");
        const auto* field = header ? header : find(request.form, "csrf");
        return field && same_secret(*field, request.csrf_token);
    }
    if (const auto* site = find(request.headers, "sec-fetch-site"); site && *site == "cross-site") return false;
    const auto* origin = find(request.headers, "origin");
    const auto* host = find(request.headers, "host");
    return !origin || (host && host_of_origin(*origin) == *host);
}

Result<SignedIn> sign_in(const Request& request, std::string_view username, std::string_view password,
                         Identities& identities, const Config& config) {
    const auto now = request.arrived_at;
    const auto note = [&](SignInNote::Kind kind, const std::string& account_id) {
        identities.note({kind, account_id, request.client_address, request.request_id, now});
    };
    auto account = identities.account(username);
    const auto account_id = account ? account->principal.id : std::string{};
    const auto wait = identities.pause_s(username, request.client_address, config.sign_in_failures, now);
    if (wait > 0) {
        note(SignInNote::Kind::Paused, account_id);
        return fail(ErrorCode::NotPermitted, wait_text(wait));
    }
    if (!is_password(password, account ? account->password_hash : std::string{})) {
        identities.failed(username, request.client_address, now);
        note(SignInNote::Kind::Failed, account_id);
        return fail(ErrorCode::NotPermitted, "Tên đăng nhập hoặc mật khẩu không đúng.");
    }
    identities.succeeded(username);
    if (const auto* earlier = session_secret(request, config)) identities.close_session(sha256_hex(*earlier));
    SignedIn signed_in{account->principal, {}, new_secret()};
    signed_in.csrf_token = csrf_token_of(signed_in.secret);
    identities.open_session(sha256_hex(signed_in.secret), signed_in.principal, now);
    note(SignInNote::Kind::SignedIn, account_id);
    return signed_in;
}

Cookie session_cookie(const SignedIn& signed_in, const Config& config) {
    return {std::string{session_cookie_name(config)}, signed_in.secret};
}

Cookie sign_out(const Request& request, Identities& identities, const Config& config) {
    if (const auto* secret = session_secret(request, config); secret && request.principal.signed_in()) {
        identities.close_session(sha256_hex(*secret));
        identities.note({SignInNote::Kind::SignedOut, request.principal.id, request.client_address, request.request_id,
                         request.arrived_at});
    }
    return {std::string{session_cookie_name(config)}, "", 0};
}

}  // namespace server::http
