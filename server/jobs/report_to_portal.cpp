#include "server/jobs/report_to_portal.hpp"

#include <fstream>
#include <optional>
#include <stdexcept>

#include "integrations/national_portal/client.hpp"
#include "integrations/national_portal/preflight.hpp"
#include "integrations/national_portal/report.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::jobs {
namespace {

namespace portal = integrations::national_portal;

portal::Surroundings surroundings(storage::UnitOfWork& work, const Config& config) {
    portal::Surroundings here;
    here.agency_name = [&work](const std::string& code) {
        const auto agency = storage::find_agency(work, code);
        return agency ? agency->name : code;
    };
    here.officer_name = [&work](const dossier::OfficerId& id) {
        const auto officer = id.empty() ? std::nullopt : storage::find_account(work, id.text());
        return officer ? officer->name : std::string{};
    };
    here.link = [&config](const dossier::FileId& file) { return config.public_url + "/shared/" + file.text(); };
    return here;
}

struct Told {
    portal::Record record;
    portal::Progress step;
};

// The dossier as the event left it: what was true then is told, however late it leaves.
std::optional<Told> told_of(const storage::Job& job, Services& services) {
    storage::UnitOfWork work{services.database};
    const auto version = job.payload.at("version").get<int>();
    const dossier::DossierId id{job.payload.at("dossier").get<std::string>()};
    dossier::Dossier then;
    std::optional<dossier::Event> last;
    for (auto& event : storage::events_after(work, id, 0)) {
        then = dossier::apply(std::move(then), event);
        last = std::move(event);
        if (then.version >= version) break;
    }
    if (!last || then.version != version) return std::nullopt;
    const auto here = surroundings(work, services.config);
    return Told{portal::report_of(then, here), portal::progress_of(then, *last, here)};
}

// The session with the portal lives as long as the worker's thread.
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

std::string blocked(const std::vector<portal::Finding>& findings) {
    std::string text = "chưa đủ điều kiện gửi Cổng:";
    for (const auto& finding : findings)
        if (finding.severity == portal::Severity::Blocks) text += " " + finding.message;
    return text;
}

Outcome next(const integrations::Delivery& delivery) {
    if (const auto* later = std::get_if<integrations::RetryLater>(&delivery)) return Again{later->after, later->reason};
    if (const auto* refused = std::get_if<integrations::Rejected>(&delivery)) return GiveUp{refused->reason};
    return Done{};
}

}  // namespace

Outcome report_to_portal(const storage::Job& job, Services& services) {
    if (services.config.portal_url.empty()) return Done{};  // this installation reports to nobody
    const auto told = told_of(job, services);
    if (!told) return GiveUp{"không dựng lại được hồ sơ từ sự kiện"};
    const auto findings = portal::preflight(told->record);
    if (!portal::may_leave(findings)) return GiveUp{blocked(findings)};
    return next(client_of(services.config)
                    .deliver({job.id, job.lane, "status", portal::message_body(told->record, told->step), job.attempts - 1}));
}

}  // namespace server::jobs
