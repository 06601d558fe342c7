#include "server/storage/oversight.hpp"

#include "server/storage/dossier_store.hpp"
#include "server/storage/oversight.sql.hpp"

namespace server::storage {
namespace {

std::vector<dossier::Dossier> loaded(UnitOfWork& work, const Rows& rows) {
    std::vector<dossier::Dossier> dossiers;
    for (const auto& row : rows) dossiers.push_back(*find_dossier(work, row.id<dossier::DossierId>("id")));
    return dossiers;
}

}  // namespace

std::vector<HolderWork> work_by_holder(UnitOfWork& work, std::string_view agency, dossier::Instant since, dossier::Instant now,
                                       std::chrono::microseconds near) {
    std::vector<HolderWork> holders;
    for (const auto& row : work.query(sql::work_by_holder, {{"agency", agency}, {"since", since}, {"now", now}, {"near", now + near}}))
        holders.push_back({row.text("holder_unit"), row.text("holder"), row.text("holder_name"), row.number("received"),
                           row.number("in_hand"), row.number("near_due"), row.number("overdue")});
    return holders;
}

std::vector<dossier::Dossier> not_handed_on(UnitOfWork& work, std::string_view agency, dossier::Instant now, int most) {
    return loaded(work, work.query(sql::not_handed_on, {{"agency", agency}, {"now", now}, {"most", most}}));
}

std::vector<UncollectedResult> uncollected_results(UnitOfWork& work, std::string_view agency, int most) {
    std::vector<UncollectedResult> results;
    for (const auto& row : work.query(sql::uncollected_results, {{"agency", agency}, {"most", most}}))
        results.push_back({row.id<dossier::DossierId>("id"), row.text("code"), row.text("procedure_name"),
                           dossier::Personal<std::string>{row.text("applicant_name")},
                           dossier::Personal<std::string>{row.text("applicant_phone")}, row.instant("finished_at")});
    return results;
}

std::vector<Digitisation> digitisation_by_procedure(UnitOfWork& work, std::string_view agency, dossier::Instant since) {
    std::vector<Digitisation> rows;
    for (const auto& row : work.query(sql::digitisation_by_procedure, {{"agency", agency}, {"since", since}}))
        rows.push_back({row.text("procedure_code"), row.text("procedure_name"), row.number("dossiers"),
                        row.number("fully_digitised"), row.number("components"), row.number("reused")});
    return rows;
}

std::vector<SignIns> sign_ins_of_handlers(UnitOfWork& work, std::string_view agency, dossier::Instant since) {
    std::vector<SignIns> officers;
    for (const auto& row : work.query(sql::sign_ins_of_handlers, {{"agency", agency}, {"since", since}})) {
        if (officers.empty() || officers.back().officer != row.text("id"))
            officers.push_back({row.text("id"), row.text("name"), row.text("unit"), {}});
        if (const auto at = row.maybe_instant("at")) officers.back().at.push_back(*at);
    }
    return officers;
}

std::vector<dossier::Dossier> dossiers_of_same_person(UnitOfWork& work, const dossier::Dossier& dossier, int most) {
    return loaded(work, work.query(sql::dossiers_of_person, {{"number", dossier.particulars.applicant.number},
                                                             {"except", dossier.id},
                                                             {"agency", dossier.agency},
                                                             {"most", most}}));
}

std::vector<dossier::DossierId> open_dossiers_touching(UnitOfWork& work, std::string_view agency) {
    std::vector<dossier::DossierId> ids;
    for (const auto& row : work.query(sql::open_dossiers_touching, {{"agency", agency}})) ids.push_back(row.id<dossier::DossierId>("id"));
    return ids;
}

std::vector<VisitLine> others_of_visit(UnitOfWork& work, const dossier::Dossier& dossier) {
    std::vector<VisitLine> others;
    const auto visit = dossier.visit.empty() ? dossier.id.text() : dossier.visit;
    for (const auto& row : work.query(sql::others_of_visit, {{"visit", visit}, {"first", visit}, {"id", dossier.id}, {"agency", dossier.agency}}))
        others.push_back({row.id<dossier::DossierId>("id"), row.text("code"), row.text("procedure_name"),
                          dossier::value_named<dossier::State>(row.text("state")).value_or(dossier::State::Draft)});
    return others;
}

}  // namespace server::storage
