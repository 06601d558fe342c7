#pragma once
// The ledger of exchange with partners, both directions. A message is known by (direction, partner, the partner's id), so
// a repeat is told from a new one. The body holds personal data: it goes to the partner and to nobody else.

#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.hpp"

namespace server::storage {

struct MessageRow {
    std::string id;                  // UUID; made when empty
    std::string agency;
    std::string partner;             // "national_portal"
    std::string partner_message_id;  // incoming: theirs; outgoing: ours as the partner sees it; the id when empty
    std::string subject;             // dossier id; may be empty
    std::string kind;                // the partner's own word
    std::string body;
    std::string status;              // queued, delivered, duplicate, rejected, dead · received, handled
    int attempts = 0;
    std::string answer;              // the partner's words, without personal data
    dossier::Instant created_at{};
    std::optional<dossier::Instant> done_at;
};

// Outgoing: status "queued". Returns the id; the id of the earlier one when partner_message_id was used before.
std::string queue_message(UnitOfWork& work, MessageRow message);
// Incoming. False in `fresh`: it came before; `id` is then the first one's.
struct Received {
    std::string id;
    bool fresh = true;
    std::string status, answer;  // of the earlier one
};
Received keep_incoming(UnitOfWork& work, MessageRow message);

std::optional<MessageRow> find_message(UnitOfWork& work, const std::string& id);
// `status` is what became of it; counts an attempt. Final ones get done_at.
void note_attempt(UnitOfWork& work, const std::string& id, const std::string& status, const std::string& answer,
                  dossier::Instant now);
// Not sent: "rejected" by ourselves, with the reason.
void put_aside(UnitOfWork& work, const std::string& id, const std::string& reason, dossier::Instant now);
// What was exchanged about a dossier, oldest first.
std::vector<MessageRow> messages_about(UnitOfWork& work, const std::string& subject);
// How many outgoing ones of all agencies wait for a person.
std::int64_t count_held_messages(UnitOfWork& work);
// Waiting for a person: rejected or given up.
std::vector<MessageRow> messages_stuck(UnitOfWork& work, const std::string& agency, int most);

}  // namespace server::storage
