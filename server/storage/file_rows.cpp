#include "server/storage/file_rows.hpp"

#include <nlohmann/json.hpp>

#include "server/storage/file_rows.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {

dossier::FileId insert_file(UnitOfWork& work, FileRow file) {
    file.id = new_id<dossier::FileId>();
    auto warnings = nlohmann::json::array();
    for (const auto& each : file.warnings) warnings.push_back({{"rule", each.rule}, {"message", each.message}});
    work.run(sql::insert_file, {{"id", file.id},
                                {"agency", file.agency},
                                {"sha256", file.sha256},
                                {"size", file.size},
                                {"media_type", file.media_type},
                                {"name", file.name},
                                {"created_at", file.created_at},
                                {"created_by", file.created_by},
                                {"intake", file.intake},
                                {"pages", file.pages},
                                {"warnings", warnings.dump()},
                                {"made_from", file.made_from.text()}});
    return file.id;
}

std::vector<FileRow> uncounted_files(UnitOfWork& work, int most) {
    std::vector<FileRow> files;
    for (const auto& row : work.query(sql::uncounted_files, {{"most", most}})) {
        FileRow file;
        file.id = row.id<dossier::FileId>("id");
        file.sha256 = row.text("sha256");
        files.push_back(std::move(file));
    }
    return files;
}

void note_pages(UnitOfWork& work, const dossier::FileId& id, int pages) { work.run(sql::note_pages, {{"pages", pages}, {"id", id}}); }

void await_screening(UnitOfWork& work, const dossier::FileId& id, int pages) { work.run(sql::await_screening, {{"pages", pages}, {"id", id}}); }

void note_seen(UnitOfWork& work, const dossier::FileId& id, int page, Sight sight) {
    work.run(sql::note_page_seen, {{"page", page}, {"readable", sight == Sight::Read}, {"id", id}});
}

void note_unreadable(UnitOfWork& work, const dossier::FileId& id) { work.run(sql::note_unreadable, {{"id", id}}); }

std::optional<FileRow> find_file(UnitOfWork& work, const dossier::FileId& id) {
    const auto row = work.one(sql::find_file, {{"id", id}});
    if (!row) return std::nullopt;
    FileRow file{row->id<dossier::FileId>("id"), row->text("agency"), row->text("sha256"), row->number("size"),
                 row->text("media_type"), row->text("name"), row->instant("created_at"), row->text("created_by")};
    file.intake = row->text("intake");
    file.pages = static_cast<int>(row->number("pages"));
    file.made_from = row->id<dossier::FileId>("made_from");
    file.withheld = row->truth("withheld");
    file.screening = dossier::value_named<Screening>(row->text("screening")).value_or(Screening::Waiting);
    const auto warnings = nlohmann::json::parse(row->text("warnings"));
    for (const auto& each : warnings) file.warnings.push_back({"file", each.value("rule", ""), each.value("message", "")});
    return file;
}

}  // namespace server::storage
