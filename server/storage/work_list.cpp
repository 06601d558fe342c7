#include "server/storage/work_list.hpp"

#include "server/storage/work_list.sql.hpp"

namespace server::storage {

std::vector<WorkListRow> work_list(UnitOfWork& work, const WorkListFilter& filter) {
    const auto answer = work.query(sql::work_list, {{"agency", filter.agency}, {"state", filter.state}, {"text", filter.text},
                                                    {"overdue", filter.overdue}, {"now", filter.now}, {"most", filter.most},
                                                    {"skip", filter.skip}});
    std::vector<WorkListRow> rows;
    for (const auto& row : answer)
        rows.push_back({row.id<dossier::DossierId>("id"), row.text("code"), row.text("applicant_name"), row.text("procedure_name"),
                        row.text("holder_unit"), dossier::value_named<dossier::State>(row.text("state")).value_or(dossier::State::Draft),
                        row.maybe_instant("due"), row.truth("urgent"), row.truth("fully_digitised")});
    return rows;
}

WorkCounts work_counts(UnitOfWork& work, const std::string& agency, dossier::Instant now) {
    const auto row = work.one(sql::work_counts, {{"agency", agency}, {"now", now}});
    return {row->number("waiting"), row->number("in_hand"), row->number("due_soon"), row->number("overdue"), row->number("to_return")};
}

}  // namespace server::storage
