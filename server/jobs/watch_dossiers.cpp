#include "server/jobs/watch_dossiers.hpp"

#include "dossier/workflow/watch.hpp"
#include "server/catalogue/catalogue.hpp"
#include "server/log.hpp"
#include "server/perform.hpp"
#include "server/rules.hpp"
#include "server/storage/absence_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/round_store.hpp"

namespace server::jobs {
namespace {

// `substitute`: account of who stands in for an absent specialist; what is told the specialist goes there.
dossier::Action action_for(const dossier::WatchItem& item, const std::string& substitute) {
    using dossier::WatchKind;
    if (item.kind == WatchKind::SupplementReminder) return dossier::RemindSupplement{};
    if (item.kind == WatchKind::OpinionLate) return dossier::EscalateOpinion{item.subject};
    const bool stands_in = item.tell == dossier::Role::specialist && !substitute.empty();
    return dossier::Warn{std::string{dossier::name_of(item.kind)}, item.text, stands_in ? substitute : std::string{dossier::name_of(item.tell)}};
}

// The system itself, on behalf of the agency that decides: an id no account has.
constexpr const char* system_id = "00000000-0000-0000-0000-000000000001";

Asking watchman(const dossier::Dossier& dossier, dossier::Instant now) {
    Asking asking;
    asking.actor.id = dossier::OfficerId{system_id};
    asking.actor.roles = {dossier::Role::administrator};
    asking.actor.agency = dossier.deciding_agency;
    asking.actor.name = "Hệ thống";
    asking.now = now;
    return asking;
}

int watch_one(Services& services, const dossier::DossierId& id, dossier::Instant now) {
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::lock_dossier(work, id);
    if (!dossier) return 0;
    const auto calendar = services.catalogue.calendar(work, dossier->deciding_agency, now);
    int recorded = 0;
    const auto substitute = dossier->holder.empty() ? std::string{} : storage::substitute_of(work, dossier->holder, now);
    for (const auto& item : dossier::watch(*dossier, *calendar, now, rules_of(services, *dossier, now).rules)) {
        const auto after = perform_in(work, services, id, action_for(item, substitute), watchman(*dossier, now));
        if (after) ++recorded;
        else log::warn("watch item refused", {.job = dossier::name_of(item.kind), .subject = id.text()});
    }
    if (recorded > 0) work.commit();
    return recorded;
}

}  // namespace

int watch_dossiers(Services& services, dossier::Instant now) {
    constexpr int page = 500;
    int recorded = 0;
    dossier::DossierId after;
    for (;;) {
        std::vector<dossier::DossierId> ids;
        {
            storage::UnitOfWork work{services.database};
            ids = storage::dossiers_to_watch(work, after, page);
        }
        for (const auto& id : ids) recorded += watch_one(services, id, now);
        if (ids.size() < page) return recorded;
        after = ids.back();
    }
}

}  // namespace server::jobs
