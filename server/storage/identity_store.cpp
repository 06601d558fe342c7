#include "server/storage/identity_store.hpp"

#include <nlohmann/json.hpp>

#include "server/storage/identity_store.sql.hpp"
#include "server/storage/text_array.hpp"

namespace server::storage {

using dossier::Instant;
using http::Principal;

namespace {

constexpr int failures_per_address = 5;  // times the limit of one account: offices share an address
constexpr const char* chain = "sign_in";

Principal principal_of(const Row& row) {
    Principal principal;
    principal.kind = row.text("kind") == "officer" ? Principal::Kind::Officer : Principal::Kind::Citizen;
    principal.id = row.text("id");
    principal.name = row.text("name");
    principal.roles = words_of(row.text("roles"));
    principal.agency = row.text("agency");
    principal.unit = row.text("unit");
    return principal;
}

const char* word_for(http::SignInNote::Kind kind) {
    switch (kind) {
        case http::SignInNote::Kind::SignedIn: return "SignedIn";
        case http::SignInNote::Kind::SignedOut: return "SignedOut";
        case http::SignInNote::Kind::Failed: return "SignInFailed";
        case http::SignInNote::Kind::Paused: return "SignInPaused";
    }
    return "?";
}

}  // namespace

std::optional<http::Account> IdentityStore::account(std::string_view username) {
    UnitOfWork work{database_};
    const auto row = work.one(sql::identity_account, {{"login", username}});
    if (!row) return std::nullopt;
    return http::Account{principal_of(*row), row->text("password_hash")};
}

void IdentityStore::open_session(std::string_view token_sha256, const Principal& principal, Instant now) {
    UnitOfWork work{database_};
    work.run(sql::open_session, {{"token_sha256", token_sha256},
                                 {"account", principal.id},
                                 {"agency", principal.agency},
                                 {"now", now}});
    work.commit();
}

std::optional<http::Session> IdentityStore::session(std::string_view token_sha256) {
    UnitOfWork work{database_};
    const auto row = work.one(sql::identity_session, {{"token_sha256", token_sha256}});
    if (!row) return std::nullopt;
    auto principal = principal_of(*row);
    principal.stands_in_for = words_of(row->text("stands_in_for"));
    return http::Session{std::move(principal), row->instant("opened_at"), row->instant("seen_at")};
}

void IdentityStore::touch_session(std::string_view token_sha256, Instant now) {
    UnitOfWork work{database_};
    work.run(sql::touch_session, {{"token_sha256", token_sha256}, {"now", now}});
    work.commit();
}

void IdentityStore::close_session(std::string_view token_sha256) {
    UnitOfWork work{database_};
    work.run(sql::close_session, {{"token_sha256", token_sha256}});
    work.commit();
}

std::optional<Principal> IdentityStore::bearer(std::string_view token_sha256, Instant now) {
    UnitOfWork work{database_};
    const auto row = work.one(sql::identity_token, {{"token_sha256", token_sha256}, {"now", now}});
    if (!row) return std::nullopt;
    Principal principal;
    principal.kind = Principal::Kind::System;
    principal.id = row->text("id");
    principal.name = row->text("name");
    principal.scopes = words_of(row->text("scopes"));
    principal.agency = row->text("agency");
    if (row->truth("unmarked")) {
        work.run(sql::mark_token_used, {{"id", principal.id}, {"now", now}});
        work.commit();
    }
    return principal;
}

void IdentityStore::note(const http::SignInNote& note) {
    const nlohmann::json detail{{"address", note.address}, {"request", note.request_id}};
    UnitOfWork work{database_};
    work.query(sql::lock_sign_in_chain, {{"chain", chain}});
    work.run(sql::note_sign_in, {{"chain", chain},
                                 {"at", note.at},
                                 {"kind", word_for(note.kind)},
                                 {"actor", note.account_id},
                                 {"account", note.account_id},
                                 {"detail", detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)}});
    work.commit();
}

std::int64_t IdentityStore::pause_s(std::string_view username, std::string_view address, std::int64_t most, Instant now) {
    UnitOfWork work{database_};
    return work
        .one(sql::sign_in_pause, {{"username", username},
                                  {"address", address},
                                  {"most", most},
                                  {"most_per_address", most * failures_per_address},
                                  {"now", now}})
        ->number("seconds");
}

void IdentityStore::failed(std::string_view username, std::string_view address, Instant now) {
    UnitOfWork work{database_};
    work.run(sql::sign_in_failed, {{"source", "a:" + std::string{address}}, {"now", now}});
    // lower() as the pause asks, made by PostgreSQL for the same rules of case.
    work.run(sql::sign_in_failed_name, {{"username", username}, {"now", now}});
    work.commit();
}

void IdentityStore::succeeded(std::string_view username) {
    UnitOfWork work{database_};
    work.run(sql::sign_in_succeeded, {{"username", username}});
    work.commit();
}

std::int64_t drop_old_sessions(UnitOfWork& work, Instant not_seen_since) {
    return work.run(sql::drop_old_sessions, {{"since", not_seen_since}}) +
           work.run(sql::drop_old_tries, {{"since", not_seen_since}});
}

}  // namespace server::storage
