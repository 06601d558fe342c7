#include "server/storage/quarantine_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/quarantine_store.sql.hpp"

namespace server::storage {
namespace {

HeldPaper paper_of(const Row& row) {
    HeldPaper paper;
    paper.id = row.text("id");
    paper.agency = row.text("agency");
    paper.door = dossier::value_named<SecretDoor>(row.text("door")).value_or(SecretDoor::Page);
    paper.level = row.text("level");
    paper.dossier = row.id<dossier::DossierId>("dossier");
    paper.stack = row.id<dossier::StackId>("stack");
    paper.sha256 = row.text("sha256");
    paper.size = row.number("size");
    paper.brought_by = row.id<dossier::OfficerId>("brought_by");
    paper.found_at = row.instant("found_at");
    paper.removed_at = row.maybe_instant("removed_at");
    paper.removed_by = row.id<dossier::OfficerId>("removed_by");
    paper.removal_record = row.text("removal_record");
    return paper;
}

}  // namespace

std::string insert_held(UnitOfWork& work, HeldPaper paper) {
    if (paper.id.empty()) paper.id = new_id<dossier::FileId>().text();
    work.run(sql::insert_held, {{"id", paper.id},
                                {"agency", paper.agency},
                                {"door", dossier::name_of(paper.door)},
                                {"level", paper.level},
                                {"dossier", paper.dossier.text()},
                                {"stack", paper.stack.text()},
                                {"sha256", paper.sha256},
                                {"size", paper.size},
                                {"brought_by", paper.brought_by.text()},
                                {"found_at", paper.found_at}});
    return paper.id;
}

std::optional<HeldPaper> lock_held(UnitOfWork& work, const std::string& id) {
    const auto row = work.one(sql::lock_held, {{"id", id}});
    if (!row) return std::nullopt;
    return paper_of(*row);
}

std::vector<HeldPaper> held_papers(UnitOfWork& work, const std::string& agency, int most) {
    std::vector<HeldPaper> papers;
    for (const auto& row : work.query(sql::held_papers, {{"agency", agency}, {"most", most}})) papers.push_back(paper_of(row));
    return papers;
}

std::int64_t count_held_papers(UnitOfWork& work) { return work.one(sql::count_held_papers, {})->number("held"); }

void note_removal(UnitOfWork& work, const HeldPaper& paper) {
    work.run(sql::note_removal, {{"removed_at", *paper.removed_at},
                                 {"removed_by", paper.removed_by.text()},
                                 {"removal_record", paper.removal_record},
                                 {"id", paper.id}});
}

void withhold_content(UnitOfWork& work, const std::string& quarantine, const std::string& sha256) {
    work.run(sql::withhold_content, {{"quarantine", quarantine}, {"sha256", sha256}});
}

void withhold_pages(UnitOfWork& work, const std::string& quarantine, const dossier::StackId& stack, const std::string& problem) {
    work.run(sql::withhold_read_files, {{"quarantine", quarantine}, {"stack", stack}});
    work.run(sql::withhold_pages, {{"problem", problem}, {"stack", stack}});
}

std::vector<std::string> contents_withheld(UnitOfWork& work, const std::string& quarantine) {
    std::vector<std::string> contents;
    for (const auto& row : work.query(sql::contents_withheld, {{"quarantine", quarantine}})) contents.push_back(row.text("sha256"));
    return contents;
}

std::vector<dossier::StackId> stacks_of_content(UnitOfWork& work, const std::string& sha256) {
    std::vector<dossier::StackId> stacks;
    for (const auto& row : work.query(sql::stacks_of_content, {{"sha256", sha256}})) stacks.push_back(row.id<dossier::StackId>("id"));
    return stacks;
}

}  // namespace server::storage
