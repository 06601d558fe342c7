#include "server/storage/absence_store.hpp"

#include "server/storage/absence_store.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {
namespace {

Absence absence_of(const Row& row) {
    return {row.text("id"),
            row.text("agency"),
            row.text("officer"),
            row.text("substitute"),
            row.text("officer_name"),
            row.text("substitute_name"),
            row.instant("begins_at"),
            row.instant("ends_at"),
            row.text("reason"),
            row.text("recorded_by"),
            row.instant("recorded_at")};
}

}  // namespace

std::string record_absence(UnitOfWork& work, Absence absence) {
    work.one(sql::lock_officer, {{"officer", absence.officer}});  // two at once see each other
    absence.id = new_uuid();
    const auto recorded = work.run(sql::record_absence, {{"id", absence.id},
                                                         {"agency", absence.agency},
                                                         {"officer", absence.officer},
                                                         {"substitute", absence.substitute},
                                                         {"begins_at", absence.begins_at},
                                                         {"ends_at", absence.ends_at},
                                                         {"reason", absence.reason},
                                                         {"by", absence.recorded_by},
                                                         {"now", absence.recorded_at}});
    return recorded == 1 ? absence.id : std::string{};
}

bool end_absence(UnitOfWork& work, std::string_view id, dossier::Instant now) {
    return work.run(sql::end_absence, {{"id", id}, {"now", now}}) == 1;
}

std::optional<Absence> find_absence(UnitOfWork& work, std::string_view id) {
    const auto row = work.one(sql::find_absence, {{"id", id}});
    if (!row) return std::nullopt;
    return absence_of(*row);
}

std::vector<Absence> absences_of(UnitOfWork& work, std::string_view agency, dossier::Instant since) {
    std::vector<Absence> absences;
    for (const auto& row : work.query(sql::absences_of, {{"agency", agency}, {"since", since}})) absences.push_back(absence_of(row));
    return absences;
}

std::string substitute_of(UnitOfWork& work, std::string_view officer, dossier::Instant at) {
    const auto row = work.one(sql::substitute_of, {{"officer", officer}, {"at", at}});
    return row ? row->text("substitute") : std::string{};
}

}  // namespace server::storage
