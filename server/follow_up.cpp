#include "server/follow_up.hpp"

#include <optional>

#include "integrations/national_portal/preflight.hpp"
#include "integrations/national_portal/report.hpp"
#include "integrations/national_portal/wire.hpp"
#include "server/notices.hpp"
#include "server/reactions.hpp"
#include "server/storage/database.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/message_store.hpp"
#include "server/storage/notice_store.hpp"

namespace server {
namespace {

namespace portal = integrations::national_portal;

// Read before a number is drawn, while nobody waits for its row; the event may have moved the dossier to another.
std::optional<storage::Agency> agency_with(storage::UnitOfWork& work, const std::optional<storage::Agency>& deciding, const std::string& code) {
    return deciding && deciding->code == code ? deciding : storage::find_agency(work, code);
}

portal::Surroundings surroundings(storage::UnitOfWork& work, const Services& services, const std::optional<storage::Agency>& deciding) {
    portal::Surroundings around;
    around.agency_name = [&work, &deciding](const std::string& code) {
        const auto agency = agency_with(work, deciding, code);
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
std::optional<std::string> queue_report(storage::UnitOfWork& work, const Services& services, const std::optional<storage::Agency>& deciding,
                                        const dossier::Dossier& after, const dossier::Event& event) {
    const auto around = surroundings(work, services, deciding);
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

// The ways a notice goes by: one row each, so that each has its own standing.
std::vector<std::string> ways_of(const NoticeText& text, const dossier::Dossier& dossier) {
    const auto& applicant = dossier.particulars.applicant;
    std::vector<std::string> ways;
    if (text.every_way && !dossier.owner.empty()) ways.emplace_back("account");
    if (text.every_way && !applicant.email.reveal().empty()) ways.emplace_back("email");
    if (text.every_way && !applicant.phone.reveal().empty()) ways.emplace_back("phone");
    if (ways.empty()) ways.emplace_back();  // the first that works
    return ways;
}

// The applicant is told by the deciding agency; who left no address finds it on the dossier.
void queue_notice(storage::UnitOfWork& work, const Services& services, const std::optional<storage::Agency>& deciding,
                  const dossier::Dossier& before, const dossier::Dossier& after, const dossier::Event& event,
                  std::vector<storage::NewJob>& jobs) {
    const auto agency = agency_with(work, deciding, after.deciding_agency);
    const NoticeSurroundings around{agency ? agency->name : services.config.agency_name, services.config.public_url + "/tra-cuu"};
    const auto text = notice_of(before, after, event, around);
    if (!text) return;
    storage::NoticeRow notice;
    notice.agency = after.agency;
    notice.dossier = after.id;
    notice.version = after.version;
    notice.kind = text->kind;
    notice.email = after.particulars.applicant.email;
    notice.phone = after.particulars.applicant.phone;
    notice.subject = text->subject;
    notice.body = text->body;
    notice.values = text->values;
    notice.created_at = event.at;
    for (const auto& way : ways_of(*text, after)) {
        notice.way = way;
        notice.status = way == "account" ? "shown" : "queued";
        const auto id = storage::insert_notice(work, notice);
        if (id.empty() || way == "account") continue;
        const auto lane = after.id.text() + (way.empty() ? "" : ":" + way);  // one way that fails does not hold the others
        jobs.push_back({"send_notice", lane, {{"notice", id}}, event.at});
    }
}

}  // namespace

void follow_up(storage::UnitOfWork& work, Services& services, const std::optional<storage::Agency>& deciding,
               const dossier::Dossier& before, const dossier::Dossier& after, const dossier::Event& event) {
    std::vector<storage::NewJob> jobs;
    for (auto& follow : reactions_to(before, after, event)) {
        if (follow.kind == "deliver_message") {
            const auto message = queue_report(work, services, deciding, after, event);
            if (!message) continue;
            follow.payload["message"] = *message;
        }
        jobs.push_back({follow.kind, follow.lane, follow.payload, event.at});
    }
    queue_notice(work, services, deciding, before, after, event, jobs);
    storage::enqueue(work, jobs);
}

}  // namespace server
