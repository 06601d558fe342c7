#pragma once
// Papers with a secrecy stamp: the row of each, and what of the ordinary tables is withheld because of it.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

enum class SecretDoor { Declared, TextLayer, Page, Partner };
inline constexpr std::array<dossier::Name<SecretDoor>, 4> secret_door_names{{{"declared", SecretDoor::Declared},
                                                                             {"text_layer", SecretDoor::TextLayer},
                                                                             {"page", SecretDoor::Page},
                                                                             {"partner", SecretDoor::Partner}}};
constexpr const auto& names_of(SecretDoor) { return secret_door_names; }

struct HeldPaper {
    std::string id;  // made by insert_held when empty
    std::string agency;
    SecretDoor door = SecretDoor::Page;
    std::string level;  // MẬT, TỐI MẬT, TUYỆT MẬT
    dossier::DossierId dossier;  // may be empty
    dossier::StackId stack;      // may be empty
    std::string sha256;          // empty: no file came with it
    std::int64_t size = 0;
    dossier::OfficerId brought_by;
    dossier::Instant found_at{};
    std::optional<dossier::Instant> removed_at;  // nothing: still held
    dossier::OfficerId removed_by;
    std::string removal_record;  // number of the record (biên bản) of the removal
};

std::string insert_held(UnitOfWork& work, HeldPaper paper);
// Locked until the unit of work ends.
std::optional<HeldPaper> lock_held(UnitOfWork& work, const std::string& id);
std::vector<HeldPaper> held_papers(UnitOfWork& work, const std::string& agency, int most);  // newest first
std::int64_t count_held_papers(UnitOfWork& work);                                          // not removed yet
void note_removal(UnitOfWork& work, const HeldPaper& paper);

// Every row that names this content is withheld.
void withhold_content(UnitOfWork& work, const std::string& quarantine, const std::string& sha256);
// All that was read of the stack's pages: texts and fields emptied, words and previews withheld; the pages are
// quarantined for `problem`.
void withhold_pages(UnitOfWork& work, const std::string& quarantine, const dossier::StackId& stack, const std::string& problem);
// Contents withheld by this quarantine that no other row needs.
std::vector<std::string> contents_withheld(UnitOfWork& work, const std::string& quarantine);
std::vector<dossier::StackId> stacks_of_content(UnitOfWork& work, const std::string& sha256);

}  // namespace server::storage
