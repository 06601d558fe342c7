#include "server/storage/notice_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/notice_store.sql.hpp"

namespace server::storage {
namespace {

NoticeRow notice_of(const Row& row) {
    NoticeRow notice;
    notice.id = row.text("id");
    notice.agency = row.text("agency");
    notice.dossier = dossier::DossierId{row.text("dossier")};
    notice.version = static_cast<int>(row.number("version"));
    notice.kind = row.text("kind");
    notice.way = row.text("way");
    notice.email = dossier::Personal<std::string>{row.text("email")};
    notice.phone = dossier::Personal<std::string>{row.text("phone")};
    notice.subject = row.text("subject");
    notice.body = row.text("body");
    notice.values = nlohmann::json::parse(row.text("template_values"));
    notice.status = row.text("status");
    notice.channel = row.text("channel");
    notice.created_at = row.instant("created_at");
    notice.done_at = row.maybe_instant("done_at");
    return notice;
}

}  // namespace

std::string insert_notice(UnitOfWork& work, NoticeRow notice) {
    notice.id = new_uuid();
    const auto inserted = work.run(sql::insert_notice, {{"id", notice.id},
                                                        {"agency", notice.agency},
                                                        {"dossier", notice.dossier},
                                                        {"version", notice.version},
                                                        {"kind", notice.kind},
                                                        {"way", notice.way},
                                                        {"email", notice.email.reveal()},
                                                        {"phone", notice.phone.reveal()},
                                                        {"subject", notice.subject},
                                                        {"body", notice.body},
                                                        {"template_values", notice.values.dump()},
                                                        {"status", notice.status},
                                                        {"at", notice.created_at}});
    return inserted == 1 ? notice.id : std::string{};
}

std::optional<NoticeRow> find_notice(UnitOfWork& work, const std::string& id) {
    const auto row = work.one(sql::find_notice, {{"id", id}});
    if (!row) return std::nullopt;
    return notice_of(*row);
}

std::vector<NoticeRow> notices_about(UnitOfWork& work, const dossier::DossierId& dossier) {
    std::vector<NoticeRow> notices;
    for (const auto& row : work.query(sql::notices_about, {{"dossier", dossier}})) notices.push_back(notice_of(row));
    return notices;
}

std::vector<NoticeRow> notices_for(UnitOfWork& work, std::string_view account, int most) {
    std::vector<NoticeRow> notices;
    for (const auto& row : work.query(sql::notices_for, {{"account", account}, {"most", most}})) notices.push_back(notice_of(row));
    return notices;
}

void append_attempt(UnitOfWork& work, const NoticeRow& notice, const NoticeAttempt& attempt) {
    work.run(sql::append_attempt, {{"notice", notice.id},
                                   {"agency", notice.agency},
                                   {"at", attempt.at},
                                   {"channel", attempt.channel},
                                   {"outcome", attempt.outcome},
                                   {"answer", attempt.answer}});
}

std::vector<NoticeAttempt> attempts_of(UnitOfWork& work, const std::string& notice) {
    std::vector<NoticeAttempt> attempts;
    for (const auto& row : work.query(sql::attempts_of, {{"notice", notice}}))
        attempts.push_back({row.instant("at"), row.text("channel"), row.text("outcome"), row.text("answer")});
    return attempts;
}

void close_notice(UnitOfWork& work, const std::string& id, const std::string& status, const std::string& channel,
                  dossier::Instant now) {
    work.run(sql::close_notice, {{"id", id}, {"status", status}, {"channel", channel}, {"now", now}});
}

}  // namespace server::storage
