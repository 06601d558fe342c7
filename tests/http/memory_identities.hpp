#pragma once
// Accounts, sessions and tokens in memory.

#include <map>
#include <mutex>
#include <vector>

#include "server/http/identities.hpp"
#include "server/http/password.hpp"

namespace tests {

class MemoryIdentities : public server::http::Identities {
  public:
    void add_officer(const std::string& username, const std::string& password, std::vector<std::string> roles) {
        server::http::Principal principal{server::http::Principal::Kind::Officer, "00000000-0000-0000-0000-0000000000" + std::to_string(10 + accounts.size()),
                                          "Công chức " + username, std::move(roles), {}, "H99.14", "MC"};
        accounts[username] = {principal, server::http::hash_password(password)};
    }
    void add_token(const std::string& token, std::vector<std::string> scopes, dossier::Instant until) {
        tokens[server::http::sha256_hex(token)] = {
            {server::http::Principal::Kind::System, "00000000-0000-0000-0000-000000000099", "Hệ thống", {}, std::move(scopes), "", ""}, until};
    }

    std::optional<server::http::Account> account(std::string_view username) override {
        const std::lock_guard lock{mutex};
        const auto at = accounts.find(std::string{username});
        return at == accounts.end() ? std::nullopt : std::optional{at->second};
    }
    void open_session(std::string_view token, const server::http::Principal& principal, dossier::Instant now) override {
        const std::lock_guard lock{mutex};
        sessions[std::string{token}] = {principal, now, now};
    }
    std::optional<server::http::Session> session(std::string_view token) override {
        const std::lock_guard lock{mutex};
        const auto at = sessions.find(std::string{token});
        return at == sessions.end() ? std::nullopt : std::optional{at->second};
    }
    void touch_session(std::string_view token, dossier::Instant now) override {
        const std::lock_guard lock{mutex};
        sessions[std::string{token}].seen_at = now;
    }
    void close_session(std::string_view token) override {
        const std::lock_guard lock{mutex};
        sessions.erase(std::string{token});
    }
    std::optional<server::http::Principal> bearer(std::string_view token, dossier::Instant now) override {
        const std::lock_guard lock{mutex};
        const auto at = tokens.find(std::string{token});
        return at == tokens.end() || at->second.second <= now ? std::nullopt : std::optional{at->second.first};
    }
    void note(const server::http::SignInNote& note) override {
        const std::lock_guard lock{mutex};
        notes.push_back(note);
    }

    std::mutex mutex;
    std::map<std::string, server::http::Account> accounts;
    std::map<std::string, server::http::Session> sessions;
    std::map<std::string, std::pair<server::http::Principal, dossier::Instant>> tokens;
    std::vector<server::http::SignInNote> notes;
};

}  // namespace tests
