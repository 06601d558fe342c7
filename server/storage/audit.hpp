#pragma once
// The unalterable history: one hash chain per dossier over its events, named chains for what has no dossier (accounts,
// catalogue, configuration), and from time to time one root over the ends of all chains. Whoever changes, drops or slips
// in a row breaks a link; whoever rewrites a whole chain contradicts an earlier root.
//
// Link: SHA-256 over previous link, chain, number, microseconds, kind, actor, detail, each on a line of its own
// (function chained() in migration 0002). Detail is the event's payload, or the entry's own detail, as jsonb prints it.
// Rows written by dossier_store; this file adds the named chains and roots, and verifies without trusting the database's
// own arithmetic.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/storage/database.hpp"

namespace server::storage {

struct AuditEntry {
    std::string chain;   // "accounts", "catalogue", "configuration", "security"
    std::string kind;    // a word: "role_changed"
    std::string actor;   // account id; empty: the system
    std::string agency;
    nlohmann::json detail;  // old and new value
    dossier::Instant at{};
};
// Waits for another writer of the same chain.
void append_audit(UnitOfWork& work, const AuditEntry& entry);

struct AuditLine {
    std::string chain, kind, actor, agency, detail;
    std::int64_t number = 0;
    dossier::Instant at{};
};
// Newest first, older than `before` (number; 0: from the end).
std::vector<AuditLine> audit_lines(UnitOfWork& work, const std::string& chain, std::int64_t before, int most);

// A root over every chain that grew since the root before. Returns its number; none when nothing grew.
std::optional<std::int64_t> seal_audit(UnitOfWork& work, dossier::Instant now);

struct AuditFinding {
    std::string chain;     // dossier id, named chain, or "root"
    std::int64_t number;   // entry in the chain, or the root's number
    std::string what;      // Vietnamese, without personal data
};
struct AuditReport {
    std::int64_t entries = 0, chains = 0, roots = 0, dossiers = 0;
    std::vector<AuditFinding> findings;  // at most 1,000
    bool sound() const { return findings.empty(); }
};
// Every link, every event, every root; and every dossier row against the replay of its events.
// Reads in pages, each in a unit of work of its own; the server may go on working meanwhile.
AuditReport verify_audit(Database& database);

}  // namespace server::storage
