#pragma once
// Signing in, over the tables account, session, token and sign_in_try. Every call is a unit of work of its own, so
// several processes share sessions and the pause against guessing.

#include "server/http/identities.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

class IdentityStore : public http::Identities {
  public:
    explicit IdentityStore(Database& database) : database_(database) {}

    std::optional<http::Account> account(std::string_view username) override;
    void open_session(std::string_view token_sha256, const http::Principal& principal, dossier::Instant now) override;
    std::optional<http::Session> session(std::string_view token_sha256) override;
    void touch_session(std::string_view token_sha256, dossier::Instant now) override;
    void close_session(std::string_view token_sha256) override;
    std::optional<http::Principal> bearer(std::string_view token_sha256, dossier::Instant now) override;
    void note(const http::SignInNote& note) override;

    std::int64_t pause_s(std::string_view username, std::string_view address, std::int64_t most,
                         dossier::Instant now) override;
    void failed(std::string_view username, std::string_view address, dossier::Instant now) override;
    void succeeded(std::string_view username) override;

  private:
    Database& database_;
};

// Housekeeping: sessions not seen since then, tries older than the window. Returns how many rows went.
std::int64_t drop_old_sessions(UnitOfWork& work, dossier::Instant not_seen_since);

}  // namespace server::storage
