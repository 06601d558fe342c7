#pragma once
// Who is asking, and whether the browser's form really is ours.

#include <optional>
#include <string>
#include <string_view>

#include "server/config.hpp"
#include "server/http/identities.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace server::http {

// Behind nginx "__Host-motcua" (browsers then insist on Secure and Path=/), else "motcua".
std::string_view session_cookie_name(const Config& config);

// Fills principal and csrf_token from the session cookie or the bearer token. False: a bearer token was sent and is
// not (or no longer) good. A stale cookie just leaves the request anonymous.
bool identify(Request& request, Identities& identities, const Config& config);

// The token that forms and scripts of this session send back; made from the session's secret, stored nowhere.
std::string csrf_token_of(std::string_view session_secret);

// Whether a changing request of a browser comes from our own page: the session's token in header X-CSRF-Token or field
// "csrf"; without a session, an Origin that is ours (or none sent).
bool comes_from_our_page(const Request& request);

struct SignedIn {
    Principal principal;
    std::string csrf_token;
    std::string secret;  // goes into the cookie and nowhere else
};

// Fails with NotPermitted when name or password is wrong or the pause is on; the detail says which. A session opened
// before in this browser ends.
dossier::Result<SignedIn> sign_in(const Request& request, std::string_view username, std::string_view password,
                                  Identities& identities, const Config& config);
Cookie session_cookie(const SignedIn& signed_in, const Config& config);
// Ends the request's session, if there is one; returns the cookie that removes it from the browser.
Cookie sign_out(const Request& request, Identities& identities, const Config& config);

}  // namespace server::http
