#pragma once
// Fills a scratch database with many dossiers, the same ones every time: made inside PostgreSQL from one real dossier.

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.hpp"

namespace server::storage {

// A stored file for scans; many dossiers share one.
struct LoadedScan {
    std::string sha256;
    std::int64_t size = 0;  // bytes
};

// `patterns`: one dossier Received, one InProcess and one Returned, recorded as usual. The dossiers are copies of these with other people,
// agencies (ten take turns) and codes, each with its events, chain, file tag and one scanned page of about 0.7 kB of text: a province
// that receives 2,400 a day, the last on 21 November 2026, so that more dossiers are more past and not more open ones. All of it stands
// up to a verification of the history. `words`: the superuser, who leaves out foreign keys meanwhile; the large indexes are made anew at
// the end.
void load_dossiers(const std::string& words, const std::vector<dossier::DossierId>& patterns, const std::vector<LoadedScan>& scans,
                   std::int64_t dossiers);
std::int64_t count_loaded(const std::string& words);

}  // namespace server::storage
