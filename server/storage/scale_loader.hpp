#pragma once
// Fills a scratch database with many dossiers, the same ones every time: made inside PostgreSQL from one real dossier.

#include <cstdint>
#include <string>

#include "server/storage/database.hpp"

namespace server::storage {

// `pattern`: a received dossier, recorded as usual, with two events. Dossiers first … last-1 become copies of it with
// other people, agencies (ten take turns), dates, codes and states, each with its events, chain, file tag and one scanned
// page of about 1 kB of text. `all`: how many there will be in the end. `words`: motcua_owner.
void load_dossiers(const std::string& words, const dossier::DossierId& pattern, std::int64_t first, std::int64_t last,
                   std::int64_t all);
// After a load: statistics and visibility, as autovacuum would have made them in the meantime.
void settle(const std::string& words);

}  // namespace server::storage
