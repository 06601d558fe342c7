#pragma once
// What signing in needs of the store: accounts, sessions, tokens, and a place to note it. Secrets come and go as
// SHA-256 (lower-case hex); the store never sees a session token, a bearer token or a password.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dossier/time.hpp"
#include "server/http/principal.hpp"
#include "server/http/throttle.hpp"

namespace server::http {

struct Account {
    Principal principal;
    std::string password_hash;  // Argon2id, libsodium's text form; empty: cannot sign in with a password
};

struct Session {
    Principal principal;
    dossier::Instant opened_at{};
    dossier::Instant seen_at{};
};

struct SignInNote {
    enum class Kind { SignedIn, SignedOut, Failed, Paused };
    Kind kind;
    std::string account_id;  // empty when no such account: what was typed may be anything and is not kept
    std::string address;
    std::string request_id;
    dossier::Instant at{};
};

// Every call may throw storage::StorageFault.
class Identities {
  public:
    virtual ~Identities() = default;
    virtual std::optional<Account> account(std::string_view username) = 0;  // none when locked
    virtual void open_session(std::string_view token_sha256, const Principal& principal, dossier::Instant now) = 0;
    virtual std::optional<Session> session(std::string_view token_sha256) = 0;  // none when the account is locked
    virtual void touch_session(std::string_view token_sha256, dossier::Instant now) = 0;
    virtual void close_session(std::string_view token_sha256) = 0;
    virtual std::optional<Principal> bearer(std::string_view token_sha256, dossier::Instant now) = 0;
    virtual void note(const SignInNote& note) = 0;  // audit

    // Guessing is paused: seconds to wait, 0 when free. A store that several processes share overrides these three;
    // here they are kept in the memory of one process.
    virtual std::int64_t pause_s(std::string_view username, std::string_view address, std::int64_t most,
                                 dossier::Instant now);
    virtual void failed(std::string_view username, std::string_view address, dossier::Instant now);
    virtual void succeeded(std::string_view username);

  private:
    Throttle throttle_;
};

}  // namespace server::http
