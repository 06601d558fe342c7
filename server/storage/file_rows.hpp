#pragma once
// What is stored under which hash. The bytes lie in the FileStore; several rows may name the same content.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct FileRow {
    dossier::FileId id;
    std::string agency, sha256;
    std::int64_t size = 0;  // bytes
    std::string media_type, name;
    dossier::Instant created_at{};
    std::string created_by;  // account id; empty: the system
    std::string intake{};    // what it was taken in as (FileUse); empty: made by the system
    int pages = 0;           // 0: not counted
    dossier::FileId made_from{};  // the original this is a derivative of
    bool withheld = false;   // in the quarantine: nobody is given it; not stored by insert_file
    std::vector<dossier::FieldError> warnings{};  // it was taken in with; rule and message are kept
};

// Fills in the id and returns it.
dossier::FileId insert_file(UnitOfWork& work, FileRow file);
// What no one counted the pages of yet: PDFs and page images; then `pages`, 0 when they cannot be counted.
std::vector<FileRow> uncounted_files(UnitOfWork& work, int most);
void note_pages(UnitOfWork& work, const dossier::FileId& id, int pages);
std::optional<FileRow> find_file(UnitOfWork& work, const dossier::FileId& id);

}  // namespace server::storage
