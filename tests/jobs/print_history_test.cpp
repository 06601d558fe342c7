// A print of the counter leaves its trace in the dossier, and never waits for it.

#include "server/http/api/inbound.hpp"
#include "server/http/api/print_jobs.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/jobs/record_print.hpp"
#include "server/jobs/render_form.hpp"
#include "server/print_trace.hpp"
#include "server/storage/audit.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"

using namespace papers_tests;
using dossier_tests::desk;
using nlohmann::json;

namespace {

struct Counter : Printing {
    dossier::DossierId id = receive(open().id).id;
    std::string lan = officer_account("lan", "reception_officer");

    http::Request request(const char* time, const json& body = nullptr) const {
        auto made = office_tests::request_by(desk(), time, {{"dossier_id", id.text()}}, body);
        made.principal.id = lan;
        made.principal.name = "Nguyễn Thị Lan";
        return made;
    }
    dossier::Result<http::Response> print(const char* time, const json& wish, const std::string& key = "") {
        auto asked = request(time, wish);
        asked.idempotency_key = key;
        return http::print_dossier_job(asked, services);
    }
    std::vector<dossier::Print> prints() { return now(id).prints; }
    int waiting() {
        storage::UnitOfWork work{*database};
        return static_cast<int>(storage::claim_jobs(work, "record_print", 50, vn("2027-06-01T00:00"), std::chrono::seconds{60}).size());  // not committed
    }
    std::string page() { return http::desk::show_dossier(request("2026-11-23T12:00"), services)->body; }
};

const json three_separators{{"separators", 3}};

}  // namespace

TEST_CASE("the history tells which papers were printed, by whom and when, and which of them again", "[papers][print-job]") {
    Counter office;
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const json wish{{"receipt", true}, {"control_sheet", true}, {"cover", true}, {"separators", 2}, {"labels", 4}};
    REQUIRE(office.print("2026-11-23T11:00", wish));
    REQUIRE(office.print("2026-11-23T11:30", {{"receipt", true}}));
    const auto prints = office.prints();
    REQUIRE(prints.size() == 2);
    CHECK(prints[0].by.text() == office.lan);
    CHECK(prints[0].at == vn("2026-11-23T11:00"));
    const auto kept = office.now(office.id).forms.at(0).file;
    CHECK(prints[0].papers == std::vector<dossier::PrintedPaper>{{"receipt", "2025", "1/TNHS", kept}, {"control_sheet", "2025", "", {}}, {"cover", "", "", {}},
                                                                 {"separator", "", "", {}, 2}, {"folder_label", "", "", {}, 4}});
    CHECK(prints[1].papers == std::vector<dossier::PrintedPaper>{{"receipt", "2025", "1/TNHS", kept, 1, true}});
    CHECK(office.waiting() == 0);
    const auto page = office.page();
    for (const auto* words : {"In giấy tờ</strong>: Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01) số 1/TNHS, bản in đầu; Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 06); "
                              "1 tờ bìa hồ sơ; 2 tờ phân cách; 4 nhãn dán bìa hồ sơ<time>11:00 23/11/2026 – Nguyễn Thị Lan",
                              "số 1/TNHS, bản in lại<time>11:30 23/11/2026"})
        CHECK(page.find(words) != std::string::npos);
    CHECK(storage::verify_audit(*office.database).sound());
}

TEST_CASE("a print tells nobody outside: no notice to the applicant, no message to the portal, no line in the package of another agency", "[papers][print-job]") {
    Counter office;
    const auto jobs_of = [&](const char* kind) {
        storage::UnitOfWork work{*office.database};
        return storage::claim_jobs(work, kind, 50, vn("2027-06-01T00:00"), std::chrono::seconds{60}).size();  // not committed
    };
    const auto told = office.told(office.id).size(), sent = jobs_of("deliver_message");
    REQUIRE(office.print("2026-11-23T11:00", three_separators));
    CHECK(office.told(office.id).size() == told);
    CHECK(jobs_of("deliver_message") == sent);
    const auto package = http::show_package(office.request("2026-11-23T11:01"), office.services);
    REQUIRE(package);
    CHECK_FALSE(json::parse(package->body).contains("prints"));
}

TEST_CASE("whoever works on the dossier meanwhile is not told to load it again because somebody printed", "[papers][print-job]") {
    Counter office;
    const auto seen = office.now(office.id).version;
    REQUIRE(office.print("2026-11-23T11:00", three_separators));
    auto who = Office::by(desk(), "Nguyễn Thị Lan", "2026-11-23T11:01");
    who.version = seen;
    CHECK(perform(office.services, office.id, dossier::HandOverTo{"TP", "", "", "", true}, who));
}

TEST_CASE("a dossier somebody holds does not keep the paper; the worker notes the print once it is free, and once only", "[papers][print-job]") {
    Counter office;
    {
        storage::UnitOfWork somebody{*office.database};
        REQUIRE(storage::lock_dossier(somebody, office.id));
        const auto begun = std::chrono::steady_clock::now();
        CHECK(office.print("2026-11-23T11:00", three_separators));
        CHECK(std::chrono::steady_clock::now() - begun < office.database->options().lock_timeout);
        CHECK(office.prints().empty());
    }
    CHECK(office.run("record_print", jobs::record_print) == 1);
    REQUIRE(office.prints().size() == 1);
    CHECK(office.prints()[0].at == vn("2026-11-23T11:00"));
    CHECK(office.run("record_print", jobs::record_print) == 0);
    CHECK(storage::verify_audit(*office.database).sound());
}

TEST_CASE("a print announced before the server died is noted by the worker; one that was withdrawn never is", "[papers][print-job]") {
    Counter office;
    const dossier::Actor lan{dossier::OfficerId{office.lan}, {dossier::Role::reception_officer}, dossier_tests::agency, "MC", "Nguyễn Thị Lan", {}};
    const auto announced = [&](const char* id) {
        storage::UnitOfWork work{*office.database};
        auto trace = announce_print(work, office.now(office.id), {id, {{"cover", "", "", {}}}}, lan, vn("2026-11-23T11:00"));
        REQUIRE(trace);
        work.commit();
        return *trace;
    };
    withdraw_print(office.services, announced("not-made"));
    const auto died = announced("died");
    CHECK(office.run("record_print", jobs::record_print) == 1);
    REQUIRE(office.prints().size() == 1);
    CHECK(office.prints()[0].id == "died");
    record_print(office.services, died);  // it was only slow
    CHECK(office.prints().size() == 1);
}

TEST_CASE("what could not be made was not printed", "[papers][print-job]") {
    Counter office;
    const auto refused = office.print("2026-11-23T11:00", {{"refusal", true}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(0).field == "refusal");
    templates::FormEngine broken{{.python = "/bin/false"}};
    office.services.forms = &broken;
    CHECK_THROWS_AS(office.print("2026-11-23T11:01", three_separators), templates::FormFault);
    CHECK(office.prints().empty());
    CHECK(office.waiting() == 0);
}

TEST_CASE("a request sent again under its key is one print; the button pressed again is another", "[papers][print-job]") {
    Counter office;
    for (int time = 0; time < 2; ++time) REQUIRE(office.print("2026-11-23T11:00", three_separators, "lan-1"));
    CHECK(office.prints().size() == 1);
    CHECK(office.waiting() == 0);
    REQUIRE(office.print("2026-11-23T11:01", three_separators));
    REQUIRE(office.print("2026-11-23T11:01", three_separators));
    CHECK(office.prints().size() == 3);
}

TEST_CASE("what may not be noted is not printed: another agency's dossier, a cancelled draft", "[papers][print-job]") {
    Counter office;
    auto stranger = office.request("2026-11-23T11:00", three_separators);
    stranger.principal.agency = "H56.03";
    CHECK_FALSE(http::print_dossier_job(stranger, office.services));
    office.id = office.open().id;
    office.act(office.id, dossier::CancelDraft{"nhầm"}, desk(), "2026-11-23T09:10");
    const auto refused = office.print("2026-11-23T11:00", three_separators);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::WrongState);
}

TEST_CASE("the button for the label of a bundle is a print too", "[papers][print-job]") {
    Counter office;
    office.id = office.open().id;
    dossier::MarkNotDigitised mark;
    mark.component = dossier_tests::form_code;
    mark.reason = dossier::MarkReason::Drawing;
    office.act(office.id, mark, desk(), "2026-11-23T09:10");
    office.receive(office.id);
    REQUIRE(http::desk::label_bundle(office.request("2026-11-23T11:00"), office.services));
    REQUIRE(office.prints().size() == 1);
    CHECK(office.prints()[0].papers == std::vector<dossier::PrintedPaper>{{"bundle_label", "", "", {}}});
}
