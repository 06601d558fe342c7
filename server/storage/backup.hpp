#pragma once
// Backup of database and files to one consistent point, and restore into an empty place. The dump is one snapshot; every
// content it names was in the store before its row was committed and never changes, so copying files after the dump
// misses nothing. A backup appears whole (renamed at the end) or not at all.

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/storage/audit.hpp"
#include "server/storage/file_check.hpp"

namespace server::storage {

struct BackupFigures {
    std::int64_t files = 0;       // different contents
    std::int64_t file_bytes = 0;
    std::int64_t dump_bytes = 0;
};

// `words`: a role that reads everything (motcua_owner). `target` must not exist. Contents already in `previous`, an
// earlier backup on the same disk, are linked instead of copied; it may be empty.
// Throws std::runtime_error with a sentence for people, StorageFault, FileFault.
BackupFigures back_up(const std::string& words, const FileStore& files, const std::filesystem::path& target,
                      const std::filesystem::path& previous);

struct RestoreReport {
    BackupFigures figures;
    AuditReport audit;
    FileReport files;
    bool sound() const { return audit.sound() && files.damaged.empty(); }
};
// Into a data folder without a cluster: a private one is made there, whole or not at all. Checks every hash on the way and the whole
// history at the end. Throws as above.
RestoreReport restore(const std::filesystem::path& backup, const std::filesystem::path& data_dir, dossier::Instant now);

}  // namespace server::storage
