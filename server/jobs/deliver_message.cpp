// Outbox → partner. One message of a dossier after the other (the job's lane); a dead one blocks those behind it until
// a person decides, so that the partner never sees a later status before an earlier one.

#include "server/jobs/deliver_message.hpp"

#include <fstream>
#include <optional>
#include <stdexcept>

#include "integrations/national_portal/client.hpp"
#include "server/storage/message_store.hpp"

namespace server::jobs {
namespace {

namespace portal = integrations::national_portal;

// One session with the portal for the life of the worker's thread.
portal::Client& client_of(const Config& config) {
    thread_local std::optional<portal::Client> client;
    if (client) return *client;
    portal::Settings settings;
    settings.adapter_url = config.portal_url;
    settings.dstcode = config.portal_destination;
    settings.madonvi = config.agency_code;
    settings.tls.authorities = config.portal_ca_file.string();
    settings.retry_after = std::chrono::seconds{1};  // the runner's own pause grows from 5 s
    std::ifstream account{config.portal_account_file};
    std::getline(account, settings.username);
    std::getline(account, settings.password);
    if (settings.password.empty()) throw std::runtime_error("portal.account_file: two lines, account and password");
    return client.emplace(std::move(settings));
}

void note(Services& services, const std::string& id, const char* status, const std::string& answer, dossier::Instant now) {
    storage::UnitOfWork work{services.database};
    storage::note_attempt(work, id, status, answer, now);
    work.commit();
}

}  // namespace

Outcome deliver_message(const storage::Job& job, Services& services) {
    const std::string id = job.payload.at("message");
    std::optional<storage::MessageRow> message;
    {
        storage::UnitOfWork work{services.database};
        message = storage::find_message(work, id);
    }
    if (!message || message->status == "delivered" || message->status == "duplicate") return Done{};
    if (services.config.portal_url.empty()) return Again{std::chrono::seconds{600}, "chưa cấu hình địa chỉ Cổng Dịch vụ công quốc gia"};

    const auto answer = client_of(services.config)
                            .deliver({message->partner_message_id, message->subject, message->kind, message->body, job.attempts - 1});
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (const auto* delivered = std::get_if<integrations::Delivered>(&answer)) {
        note(services, id, "delivered", delivered->answer, now);
        return Done{};
    }
    if (std::holds_alternative<integrations::Duplicate>(answer)) {
        note(services, id, "duplicate", "", now);
        return Done{};
    }
    if (const auto* rejected = std::get_if<integrations::Rejected>(&answer)) {
        note(services, id, "rejected", rejected->reason, now);
        return GiveUp{rejected->reason};
    }
    const auto& later = std::get<integrations::RetryLater>(answer);
    note(services, id, "queued", later.reason, now);
    return Again{later.after, later.reason};
}

}  // namespace server::jobs
