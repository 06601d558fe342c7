#pragma once
// What managers watch: work by unit and person, what lies too long, how much was digitised. And the other dossiers of
// the same person.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct HolderWork {
    std::string unit, officer, officer_name;  // officer empty: nobody in particular
    std::int64_t received = 0;                // since the beginning of the period
    std::int64_t in_hand = 0, near_due = 0, overdue = 0;
};
// `near`: how far ahead a due date counts as near.
std::vector<HolderWork> work_by_holder(UnitOfWork& work, std::string_view agency, dossier::Instant since, dossier::Instant now,
                                       std::chrono::microseconds near);

// Received, still at the desk; the oldest first.
std::vector<dossier::Dossier> not_handed_on(UnitOfWork& work, std::string_view agency, dossier::Instant now, int most);

struct UncollectedResult {
    dossier::DossierId id;
    std::string code, procedure_name;
    dossier::Personal<std::string> applicant, phone;
    dossier::Instant finished_at{};
};
// The oldest first.
std::vector<UncollectedResult> uncollected_results(UnitOfWork& work, std::string_view agency, int most);

struct Digitisation {
    std::string procedure_code, procedure_name;
    std::int64_t dossiers = 0, fully_digitised = 0;  // no component marked "not digitised"
    std::int64_t components = 0, reused = 0;         // satisfied by what the administration already had
};
std::vector<Digitisation> digitisation_by_procedure(UnitOfWork& work, std::string_view agency, dossier::Instant since);

struct SignIns {
    std::string officer, name, unit;
    std::vector<dossier::Instant> at;
};
// Of everybody who handles dossiers there, also those who never came.
std::vector<SignIns> sign_ins_of_handlers(UnitOfWork& work, std::string_view agency, dossier::Instant since);

// Of the same applicant, at this agency; the latest first.
std::vector<dossier::Dossier> dossiers_of_same_person(UnitOfWork& work, const dossier::Dossier& dossier, int most);

// Open dossiers this agency receives, decides or supports, drafts included.
std::vector<dossier::DossierId> open_dossiers_touching(UnitOfWork& work, std::string_view agency);

struct VisitLine {
    dossier::DossierId id;
    std::string code, procedure_name;
    dossier::State state = dossier::State::Draft;
};
// The others of the same visit, in the order they were opened.
std::vector<VisitLine> others_of_visit(UnitOfWork& work, const dossier::Dossier& dossier);

}  // namespace server::storage
