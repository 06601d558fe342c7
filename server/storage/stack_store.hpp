#pragma once
// Scanned stacks: what was uploaded, what was read on each page, how pages make documents, and what officers decided.
// Suggestions stay here; only a confirmed document becomes a file of the dossier (Confirm, by perform).

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

enum class StackState { Waiting, Reading, Read, Failed, Confirmed };
inline constexpr std::array<dossier::Name<StackState>, 5> stack_state_names{{{"waiting", StackState::Waiting},
                                                                             {"reading", StackState::Reading},
                                                                             {"read", StackState::Read},
                                                                             {"failed", StackState::Failed},
                                                                             {"confirmed", StackState::Confirmed}}};
constexpr const auto& names_of(StackState) { return stack_state_names; }

// What a stack is for: a dossier's papers, papers a desk's scanner saved that no dossier has yet, the archive's own.
enum class StackPurpose { Dossier, Desk, Archive };
inline constexpr std::array<dossier::Name<StackPurpose>, 3> stack_purpose_names{
    {{"dossier", StackPurpose::Dossier}, {"desk", StackPurpose::Desk}, {"archive", StackPurpose::Archive}}};
constexpr const auto& names_of(StackPurpose) { return stack_purpose_names; }

struct Stack {
    dossier::StackId id;  // made by insert_stack when empty
    std::string agency;
    StackPurpose purpose = StackPurpose::Dossier;
    dossier::DossierId dossier;  // empty unless the purpose is a dossier
    std::string unit;            // of the desk
    std::string source;          // where it came from, so that nothing is taken twice; empty: uploaded
    dossier::FileId file;       // the upload as it came
    StackState state = StackState::Waiting;
    int version = 1;            // grows with every change of state, layout or decision
    int pages = 0;              // 0: not known yet
    int pages_done = 0;         // read or quarantined; from the pages, not stored
    std::string problem;        // Vietnamese, when Failed
    dossier::OfficerId uploaded_by;
    dossier::Instant uploaded_at{};
    std::string file_name, media_type, intake;  // of the upload; not stored here
};

enum class PageState { Waiting, Read, Quarantined };
inline constexpr std::array<dossier::Name<PageState>, 3> page_state_names{
    {{"waiting", PageState::Waiting}, {"read", PageState::Read}, {"quarantined", PageState::Quarantined}}};
constexpr const auto& names_of(PageState) { return page_state_names; }

struct StackPage {
    int number = 1;             // from 1, as in the upload
    PageState state = PageState::Waiting;
    std::string problem;        // why quarantined; Vietnamese
    int rotation = 0;           // degrees clockwise applied: 0, 90, 180, 270
    double skew = 0;            // degrees clockwise, after rotation
    bool blank = false, separator = false;
    std::optional<int> document;
    std::string text;
    dossier::FileId words, preview;
    std::string suggested;      // component code; empty: none
    double score = 0;           // 0 … 1
    std::string reason;
    double confidence = 0;      // 0 … 1, of the text
    nlohmann::json fields = nlohmann::json::array();   // [{name, value, confidence, box}]
    nlohmann::json report = nlohmann::json::object();  // codes, violations and the like
    double seconds = 0;
    bool dropped = false;       // left out by an officer; stays in the upload
};

struct StackDocument {
    int number = 1;
    std::string component;      // the officer's decision; empty until then
    int ordinal = 1;
    dossier::FileId file;       // the PDF made of its pages
    dossier::OfficerId confirmed_by;
    std::optional<dossier::Instant> confirmed_at;
};

dossier::StackId insert_stack(UnitOfWork& work, Stack stack);
std::optional<Stack> find_stack(UnitOfWork& work, const dossier::StackId& id);
// Locked until the unit of work ends. Fails with NotFound.
dossier::Result<Stack> lock_stack(UnitOfWork& work, const dossier::StackId& id);
std::vector<Stack> stacks_of(UnitOfWork& work, const dossier::DossierId& dossier);  // oldest first
// Writes state, pages and problem and counts the version up; the new version.
int update_stack(UnitOfWork& work, const Stack& stack);
// The desk's stacks no dossier has yet, oldest first.
std::vector<Stack> unassigned_stacks(UnitOfWork& work, const std::string& agency, int most);
std::int64_t count_archived(UnitOfWork& work, const std::string& agency);
std::optional<dossier::StackId> stack_from(UnitOfWork& work, const std::string& agency, const std::string& source);
// Gives an unassigned stack to its dossier: purpose, dossier and state are written.
void assign_stack(UnitOfWork& work, const Stack& stack);

// Adds or replaces, so that reading a page twice is harmless.
void put_page(UnitOfWork& work, const Stack& stack, const StackPage& page);
std::vector<StackPage> pages_of(UnitOfWork& work, const dossier::StackId& stack);
std::optional<StackPage> page_of(UnitOfWork& work, const dossier::StackId& stack, int number);

void put_document(UnitOfWork& work, const Stack& stack, const StackDocument& document);
std::vector<StackDocument> documents_of(UnitOfWork& work, const dossier::StackId& stack);
// All documents of a stack nobody confirmed one of: it is about to be arranged anew.
void forget_documents(UnitOfWork& work, const dossier::StackId& stack);
// Documents no page belongs to and nobody confirmed.
void drop_empty_documents(UnitOfWork& work, const dossier::StackId& stack);

// How pages are turned, dropped and grouped, and what was decided, as one value: taken before an officer's step, put
// back by undo. The PDF files and the texts are not part of it.
nlohmann::json layout_of(UnitOfWork& work, const dossier::StackId& stack);

struct StackStep {
    int number = 0;
    std::string kind;           // split, join, turn, drop, assign, confirm, …
    dossier::OfficerId by;
    dossier::Instant at{};
    nlohmann::json before;      // a layout
};
void append_step(UnitOfWork& work, const Stack& stack, const std::string& kind, const dossier::OfficerId& by,
                 dossier::Instant at, const nlohmann::json& before);
// The latest that was not undone.
std::optional<StackStep> last_step(UnitOfWork& work, const dossier::StackId& stack);
// Puts the layout back and marks the step as undone.
void undo_step(UnitOfWork& work, const Stack& stack, const StackStep& step);

}  // namespace server::storage
