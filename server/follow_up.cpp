#include "server/follow_up.hpp"

#include <optional>

#include "integrations/national_portal/preflight.hpp"
#include "integrations/national_portal/report.hpp"
#include "integrations/national_portal/wire.hpp"
#include "server/notices.hpp"
#include "server/reactions.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/message_store.hpp"
#include "server/storage/notice_store.hpp"

namespace server {
namespace {

namespace portal = integrations::national_portal;

portal::Surroundings surroundings(storage::UnitOfWork& work, const Services& services) {
    portal::Surroundings around;
    around.agency_name = [&work](const std::string& code) {
        const auto agency = storage::find_agency(work, code);
        return agency ? agency->name : code;
    };
    around.officer_name = [&work](const dossier::OfficerId& id) {
        if (id.empty()) return std::string{};
        const auto account = storage::find_account(work, id.text());
        return account ? account->name : std::string{};
    };
    // The portal fetches with its own token (/api/portal/files); the address alone opens nothing.
    around.link = [url = services.config.public_url](const dossier::FileId& file) {
        return url + "/api/portal/files/" + file.text();
    };
    return around;
}

// What keeps the record here, in words for the officer: "MaLinhVuc: Thiếu MaLinhVuc…". Empty: it may leave.
std::string obstacles(const portal::Record& record) {
    std::string text;
    for (const auto& finding : portal::preflight(record)) {
        if (finding.severity != portal::Severity::Blocks) continue;
        text += (text.empty() ? "" : " ") + finding.field + ": " + finding.message;
    }
    return text;
}

// One message an event: id, dossier and version name it, so that a repeat is seen. Nothing when the record was put
// aside: the portal would refuse it or not count the dossier, a person must see why. Later reports carry the whole
// dossier again and do not wait for it.
std::optional<std::string> queue_report(storage::UnitOfWork& work, const Services& services, const dossier::Dossier& after,
                                        const dossier::Event& event) {
    const auto around = surroundings(work, services);
    const auto record = portal::report_of(after, around);
    storage::MessageRow message;
    message.agency = after.agency;
    message.partner = "national_portal";
    message.partner_message_id = after.id.text() + ":" + std::to_string(after.version);
    message.subject = after.id.text();
    message.kind = "status";
    message.body = portal::message_body(record, portal::progress_of(after, event, around));
    message.created_at = event.at;
    const auto id = storage::queue_message(work, std::move(message));
    const auto why = obstacles(record);
    if (why.empty()) return id;
    storage::put_aside(work, id, "Giữ lại, chưa gửi. " + why, event.at);
    return std::nullopt;
}

// The applicant is told by the deciding agency; who left no address finds it on the dossier.
void queue_notice(storage::UnitOfWork& work, const Services& services, const dossier::Dossier& before,
                  const dossier::Dossier& after, const dossier::Event& event) {
    const auto agency = storage::find_agency(work, after.deciding_agency);
    const NoticeSurroundings around{agency ? agency->name : services.config.agency_name, services.config.public_url + "/tra-cuu"};
    auto text = notice_of(before, after, event, around);
    if (!text) return;
    const auto& applicant = after.particulars.applicant;
    storage::NoticeRow notice;
    notice.agency = after.agency;
    notice.dossier = after.id;
    notice.version = after.version;
    notice.kind = text->kind;
    notice.email = applicant.email;
    notice.phone = applicant.phone;
    notice.subject = std::move(text->subject);
    notice.body = std::move(text->body);
    notice.values = std::move(text->values);
    notice.status = "queued";
    notice.created_at = event.at;
    const auto id = storage::insert_notice(work, std::move(notice));
    if (!id.empty()) storage::enqueue(work, {"send_notice", after.id.text(), {{"notice", id}}, event.at});
}

}  // namespace

void follow_up(storage::UnitOfWork& work, Services& services, const dossier::Dossier& before,
               const dossier::Dossier& after, const dossier::Event& event) {
    for (auto& follow : reactions_to(before, after, event)) {
        if (follow.kind == "deliver_message") {
            const auto message = queue_report(work, services, after, event);
            if (!message) continue;
            follow.payload["message"] = *message;
        }
        storage::enqueue(work, {follow.kind, follow.lane, follow.payload, event.at});
    }
    queue_notice(work, services, before, after, event);
}

}  // namespace server
