// A file is given to nobody before its pages were looked through for a secrecy stamp.

#include <catch2/catch.hpp>

#include "server/file_gate.hpp"
#include "server/http/api/files.hpp"
#include "server/http/api/results.hpp"
#include "server/http/api/stacks.hpp"
#include "server/jobs/page_records.hpp"
#include "server/screening.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/quarantine_store.hpp"
#include "server/storage/result_store.hpp"
#include "tests/office/requests.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

using namespace office_tests;
using test_support::scanned_pdf;
using test_support::ScannedPage;

namespace {

const std::string form_code = dossier_tests::a_procedure().components[0].code;

struct ScreeningOffice : Office {
    FileGate gate{{}, {{test_support::program(), "page-host"}}};
    dossier::DossierId id;
    dossier::FileId file;

    // Two pages in a component, not looked through yet.
    ScreeningOffice() {
        services.gate = &gate;
        config.data_dir = folder.path();
        id = open().id;
        const auto view = office_tests::told(http::add_component_file(with(scanned_pdf({ScannedPage{}, ScannedPage{}})), services));
        file = dossier::FileId{view["components"][0]["files"][0]["file"].get<std::string>()};
    }
    http::Request with(const std::string& bytes) {
        auto request = request_by(desk(), "2026-11-23T09:06", {{"dossier_id", id.text()}, {"component", form_code}});
        http::SpoolWriter spool{folder.path()};
        spool.write(bytes);
        request.upload = spool.finish();
        request.upload->file_name = "quet.pdf";
        return request;
    }
    http::Request asked(const dossier::FileId& of) { return request_by(desk(), "2026-11-23T09:07", {{"dossier_id", id.text()}, {"file_id", of.text()}}); }
    dossier::Result<http::Response> opened() { return http::show_file(asked(file), services); }
    std::string standing() { return office_tests::told(http::show_file_facts(asked(file), services))["screening"]; }
    void read(int page, const ocr::Answer& answer = {}) { jobs::record_screening(services, file, page, answer, vn("2026-11-23T09:08")); }
};

ocr::Answer refused(ocr::Problem problem, const char* detail) {
    ocr::Answer answer;
    answer.refused = ocr::Refusal{problem, detail};
    return answer;
}

}  // namespace

TEST_CASE("a component's file opens after its last page was looked through, not before", "[screening]") {
    ScreeningOffice office;
    const auto waiting = office.opened();
    REQUIRE_FALSE(waiting);
    CHECK(waiting.error().code == dossier::ErrorCode::WrongState);
    CHECK(waiting.error().detail.find("đang được soát dấu độ mật") != std::string::npos);
    CHECK(office.standing() == "waiting");
    auto portal = office.asked(office.file);
    CHECK_FALSE(http::show_file_to_portal(portal, office.services));
    office.read(2);
    office.read(2);  // a job may run twice
    CHECK_FALSE(office.opened());
    office.read(1);
    CHECK(office.opened());
    CHECK(office.standing() == "clear");
}

TEST_CASE("a page the machine cannot read is told, and the file opens for people to look", "[screening]") {
    ScreeningOffice office;
    office.read(1);
    office.read(2, refused(ocr::Problem::TimedOut, "Đọc trang quá lâu"));
    CHECK(office.opened());
    CHECK(office.standing() == "unread");
}

TEST_CASE("a stamp on the first page withholds the file while the others still wait", "[screening]") {
    ScreeningOffice office;
    office.read(1, refused(ocr::Problem::Secret, "Tài liệu có dấu độ mật “TỐI MẬT”"));
    const auto held = office.opened();
    REQUIRE_FALSE(held);
    CHECK(held.error().code == dossier::ErrorCode::NotFound);
    office.read(2);  // its job was under way
    CHECK_FALSE(office.opened());
    storage::UnitOfWork work{*office.database};
    CHECK(storage::count_held_papers(work) == 1);
}

TEST_CASE("a stack's upload and previews wait for its last page", "[screening]") {
    ScreeningOffice office;
    const auto stack = told(http::upload_stack(office.with(scanned_pdf({ScannedPage{}})), office.services));
    const dossier::StackId id{stack["id"].get<std::string>()};
    office.file = dossier::FileId{stack["file"].get<std::string>()};
    ocr::Answer inspected;
    inspected.facts.pages = 1;
    jobs::record_inspection(office.services, id, inspected, vn("2026-11-23T09:08"));
    CHECK_FALSE(office.opened());
    const auto preview = [&] {
        return http::show_preview(request_by(desk(), "2026-11-23T09:09", {{"stack_id", id.text()}, {"page", "1"}}), office.services);
    };
    ocr::Answer page;
    page.page.preview = "\xFF\xD8\xFF ảnh";
    jobs::record_page(office.services, id, 1, page, vn("2026-11-23T09:09"));
    CHECK(office.opened());
    CHECK_FALSE(preview());  // not arranged yet
    jobs::arrange(office.services, id);
    CHECK(preview());
}

TEST_CASE("a result whose file bears a stamp is refused, not left waiting", "[screening]") {
    ScreeningOffice office;
    storage::ResultUpload row;
    row.agency = dossier_tests::agency;
    row.dossier = office.id;
    row.file = office.file;
    row.uploaded_by = dossier::OfficerId{"00000000-0000-7000-8000-000000000010"};
    row.uploaded_at = vn("2026-11-23T09:06");
    storage::UnitOfWork work{*office.database};
    row.id = storage::insert_result_upload(work, row);
    work.commit();
    SECTION("verified after the last page") {
        const auto due = [&] {
            storage::UnitOfWork asking{*office.database};
            return storage::claim_jobs(asking, "verify_result", 9, vn("2026-11-23T10:00"), std::chrono::seconds{60}).size();
        };
        office.read(1);
        CHECK(due() == 0);
        office.read(2);
        CHECK(due() == 1);
    }
    SECTION("refused with the stamp") {
        office.read(1, refused(ocr::Problem::Secret, "Tài liệu có dấu độ mật “MẬT”"));
        storage::UnitOfWork reading{*office.database};
        CHECK(storage::find_result_upload(reading, row.id)->status == storage::UploadStatus::Refused);
    }
}

TEST_CASE("an office document that says its degree is quarantined at the door", "[screening]") {
    ScreeningOffice office;
    auto request = office.with("ỦY BAN NHÂN DÂN XÃ\nTỐI MẬT\nVề việc …\n");
    request.upload->file_name = "cong-van.txt";
    request.query = {{"dossier", office.id.text()}, {"title", "Công văn"}};
    const auto answer = http::add_arising_document(request, office.services);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fields.at(0).rule == "secret");
    storage::UnitOfWork work{*office.database};
    const auto held = storage::held_papers(work, dossier_tests::agency, 9);
    REQUIRE(held.size() == 1);
    CHECK(held[0].level == "TỐI MẬT");
    CHECK(held[0].door == storage::SecretDoor::TextLayer);
}
