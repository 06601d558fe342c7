#include "server/storage/catalogue_store.hpp"

#include "server/storage/catalogue_store.sql.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {
namespace {

ProcedureRow procedure_of(const Row& row) {
    return {row.text("id"), row.text("code"), row.text("name"), row.text("document"),
            dossier::parse_iso_date(row.text("effective_from")).value_or(dossier::CivilDate{})};
}

}  // namespace

bool put_procedure(UnitOfWork& work, const ProcedureRow& revision, const std::string& imported_by, dossier::Instant now) {
    const auto date = dossier::iso_date(revision.effective_from);
    work.run(sql::retire_procedure,
             {{"now", now}, {"code", revision.code}, {"effective_from", date}, {"document", revision.document}});
    return work.run(sql::insert_procedure, {{"id", new_uuid()},
                                            {"code", revision.code},
                                            {"effective_from", date},
                                            {"name", revision.name},
                                            {"document", revision.document},
                                            {"sha256", sha256_of(revision.document)},
                                            {"now", now},
                                            {"imported_by", imported_by}}) > 0;
}

std::optional<ProcedureRow> procedure_in_force(UnitOfWork& work, const std::string& code, dossier::CivilDate date) {
    const auto row = work.one(sql::procedure_in_force, {{"code", code}, {"date", dossier::iso_date(date)}});
    if (!row) return std::nullopt;
    return procedure_of(*row);
}

std::optional<ProcedureRow> nearest_procedure(UnitOfWork& work, const std::string& code, dossier::CivilDate date) {
    const auto row = work.one(sql::nearest_procedure, {{"code", code}, {"date", dossier::iso_date(date)}});
    if (!row) return std::nullopt;
    return procedure_of(*row);
}

std::vector<ProcedureRow> procedures_in_force(UnitOfWork& work, dossier::CivilDate date) {
    std::vector<ProcedureRow> all;
    for (const auto& row : work.query(sql::procedures_in_force, {{"date", dossier::iso_date(date)}}))
        all.push_back(procedure_of(row));
    return all;
}

void put_calendar(UnitOfWork& work, const std::string& agency, const std::string& document, const std::string& basis,
                  dossier::Instant valid_from) {
    work.run(sql::put_calendar, {{"id", new_uuid()},
                                 {"agency", agency},
                                 {"valid_from", valid_from},
                                 {"document", document},
                                 {"basis", basis}});
}

std::optional<std::string> calendar_of(UnitOfWork& work, const std::string& agency, dossier::CivilDate date) {
    const auto row = work.one(sql::calendar_of, {{"agency", agency}, {"date", dossier::iso_date(date)}});
    if (!row) return std::nullopt;
    return row->text("document");
}

}  // namespace server::storage
