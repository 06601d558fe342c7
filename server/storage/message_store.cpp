#include "server/storage/message_store.hpp"

#include "server/storage/message_store.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {
namespace {

Received put(UnitOfWork& work, MessageRow& message, const char* direction, const char* status) {
    if (message.id.empty()) message.id = new_uuid();
    if (message.partner_message_id.empty()) message.partner_message_id = message.id;
    const auto inserted = work.run(sql::insert_message, {{"id", message.id},
                                                         {"agency", message.agency},
                                                         {"direction", direction},
                                                         {"partner", message.partner},
                                                         {"partner_message_id", message.partner_message_id},
                                                         {"subject", message.subject},
                                                         {"kind", message.kind},
                                                         {"body", message.body},
                                                         {"status", status},
                                                         {"at", message.created_at}});
    if (inserted == 1) return {message.id, true, status, ""};
    const auto known = work.one(sql::message_known_as, {{"direction", direction},
                                                        {"partner", message.partner},
                                                        {"partner_message_id", message.partner_message_id}});
    if (!known) throw StorageFault(StorageFault::Kind::Conflict, "40001", "message_once", sql::insert_message.name);
    return {known->text("id"), false, known->text("status"), known->text("answer")};
}

MessageRow message_of(const Row& row) {
    return {row.text("id"),   row.text("agency"), row.text("partner"), row.text("partner_message_id"), row.text("subject"),
            row.text("kind"), row.text("body"),   row.text("status"),  static_cast<int>(row.number("attempts")),
            row.text("answer"), row.instant("created_at"), row.maybe_instant("done_at")};
}

std::vector<MessageRow> messages_of(const Rows& rows) {
    std::vector<MessageRow> messages;
    for (const auto& row : rows) messages.push_back(message_of(row));
    return messages;
}

}  // namespace

std::string queue_message(UnitOfWork& work, MessageRow message) { return put(work, message, "out", "queued").id; }

Received keep_incoming(UnitOfWork& work, MessageRow message) { return put(work, message, "in", "received"); }

std::optional<MessageRow> find_message(UnitOfWork& work, const std::string& id) {
    const auto row = work.one(sql::find_message, {{"id", id}});
    if (!row) return std::nullopt;
    return message_of(*row);
}

void note_attempt(UnitOfWork& work, const std::string& id, const std::string& status, const std::string& answer,
                  dossier::Instant now) {
    work.run(sql::note_attempt, {{"id", id}, {"status", status}, {"answer", answer}, {"now", now}});
}

void put_aside(UnitOfWork& work, const std::string& id, const std::string& reason, dossier::Instant now) {
    work.run(sql::put_aside, {{"id", id}, {"reason", reason}, {"now", now}});
}

std::vector<MessageRow> messages_about(UnitOfWork& work, const std::string& subject) {
    return messages_of(work.query(sql::messages_about, {{"subject", subject}}));
}

std::int64_t count_held_messages(UnitOfWork& work) { return work.one(sql::count_held_messages)->number("held"); }

std::vector<MessageRow> messages_stuck(UnitOfWork& work, const std::string& agency, int most) {
    return messages_of(work.query(sql::messages_stuck, {{"agency", agency}, {"most", most}}));
}

}  // namespace server::storage
