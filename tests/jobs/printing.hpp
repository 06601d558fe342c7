#pragma once
// An office with a real form engine and the agency's demonstration PKI; its jobs are run one by one.

#include <catch2/catch.hpp>

#include <fstream>

#include "integrations/signing/demo_pki.hpp"
#include "integrations/signing/verify.hpp"
#include "server/jobs/job_kinds.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/job_store.hpp"
#include "server/trust.hpp"
#include "templates/form_engine.hpp"
#include "tests/support/office.hpp"

namespace papers_tests {

using namespace server;
using dossier_tests::vn;
using test_support::Office;

namespace signing = integrations::signing;

inline std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

struct Printing : Office {
    Printing() {
        services.forms = &forms;
        const auto pki = folder.path() / "pki";
        signing::DemoNames names;
        names.agency = "Ủy ban nhân dân xã Mẫu";
        REQUIRE(signing::make_demo_pki(pki, names, vn("2026-01-01T00:00"), signing::KeyKind::P256));
        config.demo_pki = config.trust_dir = pki;
        storage::UnitOfWork work{*database};
        storage::Agency agency;
        agency.code = dossier_tests::agency;
        agency.name = names.agency;
        storage::put_agency(work, agency);
        storage::put_unit(work, {agency.code, "MC", "Trung tâm Phục vụ hành chính công"});
        work.commit();
    }
    std::string officer_account(const char* login, const char* role) {
        storage::AccountRow account;
        account.login = account.name = login;
        account.agency = dossier_tests::agency;
        account.unit = "MC";
        account.roles = {role};
        storage::UnitOfWork work{*database};
        const auto id = storage::put_account(work, account, vn("2026-11-20T09:00"));
        work.commit();
        return id;
    }
    static dossier::Actor actor(dossier::Role role, const std::string& id) {
        auto actor = dossier_tests::an_actor(role, "MC");
        actor.id = dossier::OfficerId{id};
        return actor;
    }
    // Runs what is due of a kind; answers how many were done.
    int run(const char* kind, jobs::Outcome (*job)(const storage::Job&, Services&)) {
        std::vector<storage::Job> due;
        {
            storage::UnitOfWork work{*database};
            due = storage::claim_jobs(work, kind, 50, vn("2027-06-01T00:00"), std::chrono::seconds{60});
            work.commit();
        }
        int done = 0;
        for (const auto& each : due) {
            const auto outcome = job(each, services);
            if (const auto* given_up = std::get_if<jobs::GiveUp>(&outcome)) FAIL(given_up->reason);
            storage::UnitOfWork work{*database};
            if (std::holds_alternative<jobs::Done>(outcome)) {
                ++done;
                storage::finish_job(work, each.id, vn("2026-11-23T10:00"));
            } else {
                storage::postpone_job(work, each.id, vn("2026-11-23T10:00"), "");
            }
            work.commit();
        }
        return done;
    }
    dossier::Dossier now(const dossier::DossierId& id) {
        storage::UnitOfWork work{*database};
        return *storage::find_dossier(work, id);
    }
    std::string bytes_of(const dossier::FileId& file) {
        storage::UnitOfWork work{*database};
        return files.read(storage::find_file(work, file)->sha256);
    }
    // Words with one blank between, wherever lines break.
    std::string text_of(const std::string& pdf) const {
        const auto path = (folder.path() / "paper.pdf").string();
        std::ofstream{path, std::ios::binary} << pdf;
        REQUIRE(std::system(("pdftotext " + path + " " + path + ".txt").c_str()) == 0);
        std::ifstream file{path + ".txt"};
        std::string text;
        for (std::string word; file >> word;) text += (text.empty() ? "" : " ") + word;
        return text;
    }
    signing::Report judged(const std::string& pdf) const {
        signing::VerifyOptions options;
        options.trust = trust_of(config);
        options.at = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        return signing::verify(pdf, options);
    }
    templates::FormEngine forms;
    std::string giver, taker;  // account ids
};

}  // namespace papers_tests
