#pragma once
// Dossiers acted on as perform.cpp does it, without the server: lock, decide, number, record, commit.

#include "dossier/intake/dossier_code.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/number_store.hpp"
#include "tests/support/database.hpp"
#include "tests/unit/dossier/builders.hpp"

namespace storage_tests {

using namespace server::storage;
using dossier_tests::at;
using dossier_tests::desk;
using test_support::TestDatabase;

inline dossier::FileId a_file(Database& database, const char* name = "scan.pdf") {
    UnitOfWork work{database};
    FileRow file;
    file.agency = dossier_tests::agency;
    file.sha256 = std::string(64, 'a');
    file.size = 4;
    file.media_type = "application/pdf";
    file.name = name;
    file.created_at = dossier_tests::vn("2026-11-23T09:00");
    const auto id = insert_file(work, file);
    work.commit();
    return id;
}

class Recorded {
  public:
    explicit Recorded(Database& database) : database_(database) {}
    dossier::Procedure procedure = dossier_tests::a_procedure();
    dossier::DossierId id;

    dossier::Dossier act(const dossier::Action& action, dossier::Context context) {
        UnitOfWork work{database_};
        dossier::Dossier before;
        if (!id.empty()) before = *lock_dossier(work, id);
        auto event = dossier::decide(before, action, context);
        if (!event) {
            std::string why = event.error().detail;
            for (const auto& field : event.error().fields) why += "; " + field.field + ": " + field.message;
            FAIL(why);
        }
        if (const auto series = dossier::receiving_series(before, *event)) {
            const auto serial = next_daily_number(work, series->agency, series->date);
            event = dossier::number(before, *event, static_cast<unsigned>(serial), dossier::CodeScheme::B);
        }
        const auto after = dossier::apply(before, *event);
        record(work, before, after, *event);
        work.commit();
        return after;
    }
    dossier::Dossier open(const char* name = "Nguyễn Thị Mẫu", const char* time = "2026-11-23T09:00", const char* agency = dossier_tests::agency) {
        dossier::OpenDraft draft;
        draft.id = new_id<dossier::DossierId>();
        draft.agency = agency;
        draft.particulars.applicant = dossier_tests::a_citizen();
        draft.particulars.applicant.name = dossier::Personal<std::string>{name};
        auto context = at(time, dossier_tests::an_actor(dossier::Role::reception_officer, "MC", agency));
        context.procedure = &procedure;
        auto opened = act(draft, context);
        id = draft.id;
        return opened;
    }
    dossier::Dossier receive(const char* time = "2026-11-23T09:30") {
        using namespace dossier;
        for (const auto* component : {dossier_tests::form_code, dossier_tests::certificate_code})
            act(AddFile{component, 1, a_file(database_), FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
                at("2026-11-23T09:01", desk()));
        act(RecordShown{dossier_tests::identity_code, 1, "Thẻ căn cước"}, at("2026-11-23T09:03", desk()));
        return act(Receive{}, at(time, desk()));
    }

  private:
    Database& database_;
};

}  // namespace storage_tests
