#pragma once
// What is stored under which hash. The bytes lie in the FileStore; several rows may name the same content.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

// Whether somebody looked through the pages for a secrecy stamp: not yet; yes, but some could not be read; yes.
enum class Screening { Waiting, Unread, Clear };
inline constexpr std::array<dossier::Name<Screening>, 3> screening_names{
    {{"waiting", Screening::Waiting}, {"unread", Screening::Unread}, {"clear", Screening::Clear}}};
constexpr const auto& names_of(Screening) { return screening_names; }

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
    Screening screening = Screening::Clear;  // the same
    std::vector<dossier::FieldError> warnings{};  // it was taken in with; rule and message are kept
};

// Fills in the id and returns it.
dossier::FileId insert_file(UnitOfWork& work, FileRow file);
// What no one counted the pages of yet: PDFs and page images; then `pages`, 0 when they cannot be counted.
std::vector<FileRow> uncounted_files(UnitOfWork& work, int most);
void note_pages(UnitOfWork& work, const dossier::FileId& id, int pages);

// From now on pages 1 … `pages` wait to be looked through, and the file with them.
void await_screening(UnitOfWork& work, const dossier::FileId& id, int pages);
enum class Sight { Read, Unreadable };
// Harmless when repeated.
void note_seen(UnitOfWork& work, const dossier::FileId& id, int page, Sight sight);
// All that still waits: the file could not be opened.
void note_unreadable(UnitOfWork& work, const dossier::FileId& id);

std::optional<FileRow> find_file(UnitOfWork& work, const dossier::FileId& id);

}  // namespace server::storage
