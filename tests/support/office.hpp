#pragma once
// Rules, storage and catalogue together, without HTTP and without other processes: actions through perform().

#include <catch2/catch.hpp>

#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/perform.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/catalogue_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/notice_store.hpp"
#include "tests/support/database.hpp"
#include "tests/unit/dossier/builders.hpp"

namespace test_support {

using namespace server;
using dossier_tests::vn;

// An office whose dossiers need no paper, and the worker that sends its notices.
struct Office {
    test_support::TestDatabase database;
    test_support::TemporaryFolder folder;
    storage::FileStore files{folder.path() / "files"};
    Config config;
    Catalogue catalogue{std::chrono::seconds{600}};
    Services services{config, *database, files, catalogue};

    Office() {
        put(paperless());
        config.agency_name = "Ủy ban nhân dân xã Mẫu";
        config.mail_from = "motcua@vidu.example";
        storage::UnitOfWork work{*database};
        for (const auto* code : {dossier_tests::agency, "H56.03"}) {
            storage::Agency agency;
            agency.code = code;
            agency.name = config.agency_name;
            storage::put_agency(work, agency);
        }
        for (const auto* unit : {"MC", "TP", "KT", "LD"}) storage::put_unit(work, {dossier_tests::agency, unit, unit});
        work.commit();
    }
    // The sample procedure with one component nobody must bring.
    static dossier::Procedure paperless() {
        auto procedure = dossier_tests::a_procedure();
        procedure.components.resize(1);
        procedure.components[0].required = false;
        procedure.field_name = "Hộ tịch";
        return procedure;
    }
    void put(const dossier::Procedure& procedure) {
        storage::UnitOfWork work{*database};
        storage::put_procedure(work, {"", procedure.code, procedure.name, catalogue::procedure_to_json(procedure).dump(), procedure.effective_from},
                               "", vn("2026-11-20T09:00"));
        work.commit();
        catalogue.forget();
    }
    static Asking by(dossier::Actor actor, const char* name, const char* time) {
        actor.id = dossier::OfficerId{actor.unit == "MC" ? "00000000-0000-7000-8000-000000000010" : "00000000-0000-7000-8000-000000000020"};
        actor.name = name;
        return {actor, vn(time), {}};
    }
    dossier::Dossier open(const std::string& email = "", const char* time = "2026-11-23T09:00",
                          const std::string& procedure = dossier_tests::a_procedure().code, dossier::OpenDraft draft = {}) {
        draft.agency = dossier_tests::agency;
        draft.particulars.applicant = dossier_tests::a_citizen();
        draft.particulars.applicant.email = dossier::Personal<std::string>{email};
        draft.particulars.name_spelling_confirmed = true;
        storage::UnitOfWork work{*database};
        auto opened = open_in(work, services, procedure, std::move(draft), by(dossier_tests::desk(), "Nguyễn Thị Lan", time));
        REQUIRE(opened);
        work.commit();
        return *opened;
    }
    dossier::Actor a_citizen_account() {
        storage::AccountRow account;
        account.kind = "citizen";
        account.login = "cong-dan-" + std::to_string(++citizens_);
        account.name = "Nguyễn Thị Mẫu";
        account.roles = {"citizen"};
        storage::UnitOfWork work{*database};
        dossier::Actor citizen;
        citizen.id = dossier::OfficerId{storage::put_account(work, account, vn("2026-11-20T09:00"))};
        citizen.roles = {dossier::Role::citizen};
        citizen.name = account.name;
        work.commit();
        return citizen;
    }
    // Prepared and submitted from the citizen's own account.
    dossier::Dossier file_online(const dossier::Actor& citizen, const std::string& email, const std::string& phone) {
        dossier::OpenDraft draft;
        draft.channel = dossier::Channel::Online;
        draft.source = dossier::Source::OwnPortal;
        draft.agency = dossier_tests::agency;
        draft.particulars.applicant = dossier_tests::a_citizen();
        draft.particulars.applicant.email = dossier::Personal<std::string>{email};
        draft.particulars.applicant.phone = dossier::Personal<std::string>{phone};
        const Asking asking{citizen, vn("2026-11-23T09:00"), {}};
        storage::UnitOfWork work{*database};
        auto opened = open_in(work, services, dossier_tests::a_procedure().code, std::move(draft), asking);
        REQUIRE(opened);
        work.commit();
        return act(opened->id, dossier::SubmitDraft{}, asking);
    }
    dossier::Dossier act(const dossier::DossierId& id, const dossier::Action& action, const Asking& asking) {
        auto after = perform(services, id, action, asking);
        if (!after) FAIL(after.error().detail);
        return *std::move(after);
    }
    dossier::Dossier act(const dossier::DossierId& id, const dossier::Action& action, dossier::Actor actor, const char* time) {
        const auto* name = actor.unit == "MC" ? "Nguyễn Thị Lan" : "Lê Văn Tâm";
        return act(id, action, by(std::move(actor), name, time));
    }
    // Received and in the specialist's hands, finished, …
    dossier::Dossier receive(const dossier::DossierId& id, const char* time = "2026-11-23T09:30") {
        return act(id, dossier::Receive{}, dossier_tests::desk(), time);
    }
    dossier::Dossier finish(const dossier::DossierId& id, const char* time = "2026-11-25T10:05") {
        act(id, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T10:00");
        act(id, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T10:30");
        act(id, dossier::Decide{dossier::Outcome::Granted, ""}, dossier_tests::leader(), "2026-11-25T09:00");
        auto result = dossier_tests::a_signed_result();
        result.file = a_file("%PDF-kết quả");
        act(id, result, dossier_tests::specialist(), "2026-11-25T10:00");
        return act(id, dossier::Finish{}, dossier_tests::specialist(), time);
    }
    dossier::FileId a_file(const std::string& bytes) {
        storage::UnitOfWork work{*database};
        storage::FileRow file;
        file.agency = dossier_tests::agency;
        file.sha256 = files.keep(bytes);
        file.size = static_cast<std::int64_t>(bytes.size());
        file.media_type = "application/pdf";
        file.created_at = vn("2026-11-23T09:00");
        const auto id = storage::insert_file(work, file);
        work.commit();
        return id;
    }
    std::vector<storage::NoticeRow> told(const dossier::DossierId& id) {
        storage::UnitOfWork work{*database};
        auto notices = storage::notices_about(work, id);
        std::reverse(notices.begin(), notices.end());
        return notices;
    }

  private:
    int citizens_ = 0;
};

}  // namespace test_support
