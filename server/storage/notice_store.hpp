#pragma once
// Notices to applicants and the ledger of attempts.

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct NoticeRow {
    std::string id, agency;
    dossier::DossierId dossier;
    int version = 0;             // of the dossier, made by the event the notice tells about
    std::string kind;
    std::string way;             // empty: the first that works; account, email, phone: this one alone
    dossier::Personal<std::string> email, phone;  // as they were then; may be empty
    std::string subject, body;
    nlohmann::json values = nlohmann::json::object();
    std::string status;          // queued, delivered, undeliverable, shown
    std::string channel;         // that delivered it
    dossier::Instant created_at{};
    std::optional<dossier::Instant> done_at;
};

// The id; empty when this event was told already.
std::string insert_notice(UnitOfWork& work, NoticeRow notice);
std::optional<NoticeRow> find_notice(UnitOfWork& work, const std::string& id);
std::vector<NoticeRow> notices_about(UnitOfWork& work, const dossier::DossierId& dossier);  // newest first
// Of all dossiers of a citizen's or organisation's account, newest first.
std::vector<NoticeRow> notices_for(UnitOfWork& work, std::string_view account, int most);

struct NoticeAttempt {
    dossier::Instant at{};
    std::string channel;
    std::string outcome;  // delivered, duplicate, later, rejected
    std::string answer;   // the provider's words, without personal data
};
void append_attempt(UnitOfWork& work, const NoticeRow& notice, const NoticeAttempt& attempt);
std::vector<NoticeAttempt> attempts_of(UnitOfWork& work, const std::string& notice);  // in order
void close_notice(UnitOfWork& work, const std::string& id, const std::string& status, const std::string& channel,
                  dossier::Instant now);

}  // namespace server::storage
