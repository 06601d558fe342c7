// What leaves as a result: signed by person and agency, or the agency's signed scan of an ink original.

#include "server/http/api/dossiers.hpp"
#include "server/storage/message_store.hpp"
#include "tests/jobs/appearance.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

namespace {

struct Counter : Desk {
    Counter() {
        assign(mai);
        act(dossier, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T10:00");
        act(dossier, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T10:30");
        act(dossier, dossier::Decide{dossier::Outcome::Granted, ""}, dossier_tests::leader(), "2026-11-23T11:00");
    }
    // Over the API, with the version of now.
    int post(const char* action, const dossier::Actor& who, const json& body = json::object()) {
        auto request = office_tests::request_by(who, "2026-11-23T14:00", {{"dossier_id", dossier.text()}, {"action", action}}, body);
        request.if_match = now(dossier).version;
        return status_of(http::act_on_dossier(request, services));
    }
    int finish() { return post("Finish", dossier_tests::specialist()); }
    int give_back() {
        return post("ReturnResult", dossier_tests::desk(),
                    {{"mode", "counter"}, {"receipt_shown", true}, {"taken_by", "Nguyễn Thị Mẫu"}, {"proof", "KN-1"}});
    }
    void judge() { CHECK(run("verify_result", jobs::verify_result) == 1); }
    // Whether the portal was told of a result file, and that the dossier is done.
    bool told_of(const std::string& upload) {
        const auto file = now_upload(upload).file.text();
        storage::UnitOfWork work{*database};
        for (const auto& message : storage::messages_about(work, dossier.text()))
            if (storage::find_message(work, message.id)->body.find(file) != std::string::npos) return true;
        return false;
    }
    bool told_done() {
        storage::UnitOfWork work{*database};
        for (const auto& message : storage::messages_about(work, dossier.text())) {
            const std::string state = json::parse(storage::find_message(work, message.id)->body).at("HoSo").at("TrangThaiHoSo");
            if (state == "9" || state == "10") return true;
        }
        return false;
    }
};

}  // namespace

TEST_CASE("an unsigned electronic result is not released: 409; a paper result goes to the portal only as a scan the agency signed",
          "[signing][result][R-RES-03]") {
    Counter electronic;
    for (const auto& pdf : {electronic.paper(), electronic.signed_by_person()}) {  // no signature; the agency's is missing
        electronic.upload(pdf);
        electronic.judge();
        CHECK(electronic.finish() == 409);
        CHECK(electronic.give_back() == 409);
    }
    CHECK_FALSE(electronic.told_done());
    const auto both = electronic.sealed(electronic.upload(electronic.signed_by_person()));
    CHECK(electronic.run("verify_result", jobs::verify_result) == 2);
    CHECK(electronic.finish() == 200);
    CHECK(electronic.told_of(both));

    Counter paper;
    const auto scan = paper.upload(paper.paper(), "paper_scan");
    paper.judge();
    CHECK(paper.finish() == 409);
    CHECK(paper.give_back() == 409);
    CHECK_FALSE(paper.told_of(scan));
    CHECK_FALSE(paper.told_done());
    {
        storage::UnitOfWork work{*paper.database};
        REQUIRE(storage::confirm_result_scan(work, scan, dossier::OfficerId{paper.mai}, vn("2026-11-23T13:50")));
        work.commit();
    }
    const auto sealed = paper.sealed(scan);
    paper.judge();
    CHECK(paper.finish() == 200);
    CHECK(paper.give_back() == 200);
    CHECK_FALSE(paper.told_of(scan));
    CHECK(paper.told_of(sealed));
    CHECK(paper.told_done());
    // Bound to the paper that was handed over: same number, marked as its scan.
    const auto result = paper.now(paper.dossier).results.at(0);
    CHECK(result.form == dossier::ResultForm::PaperScan);
    CHECK(result.number == "1");
    CHECK(result.signature.agency_signed);
    CHECK_FALSE(result.signature.person_signed);
}

TEST_CASE("the agency's signature on a scanned ink original stands at the top right of page 1", "[signing][result]") {
    Counter office;
    const auto scan = office.upload(office.forms.pdf("<meta charset=utf-8><style>@page{size:A4}p{break-after:page}</style><p>Bản chính</p><p>Trang sau</p>"), "paper_scan");
    {
        storage::UnitOfWork work{*office.database};
        REQUIRE(storage::confirm_result_scan(work, scan, dossier::OfficerId{office.mai}, vn("2026-11-23T13:50")));
        work.commit();
    }
    const auto shown = signatures_shown(office.pdf_of(office.sealed(scan)));
    REQUIRE(shown.size() == 1);
    CHECK(in_the_corner(shown[0]));
}
