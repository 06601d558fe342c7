#pragma once
// The integrity job: reads every stored content again and names the files whose bytes changed or went (R-DIG-20).

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {

struct DamagedFile {
    dossier::FileId id;
    std::string agency, sha256;
    std::string damage;  // altered, missing
};
struct FileReport {
    std::int64_t checked = 0;  // rows of table file
    std::vector<DamagedFile> damaged;
};

// Every file; what was found is written to its row. Reads between units of work, never inside one.
FileReport check_files(Database& database, const FileStore& files, dossier::Instant now);
// The same for at most `most` rows, those not checked for longest first: for a job that runs often.
FileReport check_oldest_files(Database& database, const FileStore& files, dossier::Instant now, int most);

// Takes damaged contents back from another store, a backup's, whose copy there is intact; their rows are whole again.
// Returns those that were taken back. Throws FileFault, StorageFault.
std::vector<DamagedFile> take_back(Database& database, FileStore& files, const std::vector<DamagedFile>& damaged, const FileStore& copies,
                                   dossier::Instant now);

}  // namespace server::storage
