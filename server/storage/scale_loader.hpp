#pragma once
// Fills a scratch database with many dossiers, the same ones every time: made inside PostgreSQL from one real dossier.

#include <cstdint>
#include <string>

#include "server/storage/database.hpp"

namespace server::storage {

// `pattern`: a received dossier, recorded as usual, with two events. The dossiers are copies of it with other people,
// agencies (ten take turns), codes and states, each with its events, chain, file tag and one scanned page of about 0.7 kB of
// text: a province that receives 2,400 a day, the last on 21 November 2026, so that more dossiers are more past and not more
// open ones. `words`: the superuser, who leaves out foreign keys meanwhile; the large indexes are made anew at the end.
void load_dossiers(const std::string& words, const dossier::DossierId& pattern, std::int64_t dossiers);
std::int64_t count_loaded(const std::string& words);

}  // namespace server::storage
