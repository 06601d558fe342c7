#pragma once
// Everything in forms any program reads, so that data can move when technology changes (NĐ30/2020 Phụ lục VI Phần III.5.e):
// each table as lines of JSON, each content as the file it is, a dictionary made from the database's own catalogue, and
// the SHA-256 of every file in the format of `sha256sum -c`.
//
//   README.md       what lies here and how it is read, in Vietnamese
//   dictionary.json tables [{name, comment, file, rows, key, columns [{name, type, required, derived, default, comment}],
//                   rules [{name, rule}]}], taken_at; columns that are derived from others are described, not exported
//   dictionary.md   the same for people
//   tables/T.jsonl  one object a row, by primary key; instants in UTC
//   files/ab/cd/…   contents by SHA-256 (table file names them); what is quarantined stays behind
//   SHA256SUMS

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "dossier/time.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {

struct ExportFigures {
    std::int64_t tables = 0, rows = 0, files = 0, file_bytes = 0;
};

// One snapshot. `words`: a role that reads everything (motcua_owner). `target` must not exist; it appears whole, for the
// owner of the process alone, or not at all. Throws std::runtime_error with a sentence for people, StorageFault, FileFault.
ExportFigures export_everything(const std::string& words, const FileStore& files, const std::filesystem::path& target,
                                dossier::Instant now);

struct ExportReport {
    ExportFigures figures;              // as counted again
    std::vector<std::string> findings;  // Vietnamese; none: complete and as it was written
    std::string sums_sha256;            // of SHA256SUMS: written down elsewhere, it seals the whole
};
// Reads an export again, without a database: every sum, every line against the dictionary, every content a row names.
ExportReport check_export(const std::filesystem::path& folder);

}  // namespace server::storage
