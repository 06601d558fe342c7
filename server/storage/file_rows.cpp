#include "server/storage/file_rows.hpp"

#include "server/storage/file_rows.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {

dossier::FileId insert_file(UnitOfWork& work, FileRow file) {
    file.id = new_id<dossier::FileId>();
    work.run(sql::insert_file, {{"id", file.id},
                                {"agency", file.agency},
                                {"sha256", file.sha256},
                                {"size", file.size},
                                {"media_type", file.media_type},
                                {"name", file.name},
                                {"created_at", file.created_at},
                                {"created_by", file.created_by}});
    return file.id;
}

std::optional<FileRow> find_file(UnitOfWork& work, const dossier::FileId& id) {
    const auto row = work.one(sql::find_file, {{"id", id}});
    if (!row) return std::nullopt;
    return FileRow{row->id<dossier::FileId>("id"), row->text("agency"), row->text("sha256"), row->number("size"),
                   row->text("media_type"), row->text("name"), row->instant("created_at"), row->text("created_by")};
}

}  // namespace server::storage
