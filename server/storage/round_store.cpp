#include "server/storage/round_store.hpp"

#include "server/storage/round_store.sql.hpp"

namespace server::storage {

bool begin_round(UnitOfWork& work, const std::string& name, dossier::Instant now, std::chrono::seconds every) {
    return work.run(sql::begin_round, {{"name", name}, {"now", now}, {"latest", now - every}}) == 1;
}

std::vector<dossier::DossierId> dossiers_to_watch(UnitOfWork& work, const dossier::DossierId& after, int most) {
    std::vector<dossier::DossierId> ids;
    for (const auto& row : work.query(sql::dossiers_to_watch, {{"after", after.text()}, {"most", most}}))
        ids.emplace_back(row.text("id"));
    return ids;
}

}  // namespace server::storage
