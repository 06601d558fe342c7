// Scanners that save into a folder.

#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

#include "server/http/desk/handlers.hpp"
#include "server/jobs/scan_folder.hpp"
#include "server/loose_stacks.hpp"
#include "server/file_gate.hpp"
#include "server/quarantine.hpp"
#include "tests/office/requests.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

using namespace office_tests;
using test_support::Ink;
using test_support::scanned_pdf;
using test_support::ScannedPage;
namespace fs = std::filesystem;

namespace {

struct OfficeWithScanner : Office {
    FileGate gate{{}, {{test_support::program(), "page-host"}}};
    fs::path desk_folder = folder.path() / "scans" / "MC";
    jobs::ScanFolder scanner{services};

    OfficeWithScanner() {
        services.gate = &gate;
        config.agency_code = dossier_tests::agency;
        config.data_dir = folder.path();
        config.scan_folder = folder.path() / "scans";
        config.scan_stable_s = 1;
        fs::create_directories(desk_folder);
        fs::create_directories(config.spool_dir());
    }
    void save(const std::string& name, const std::string& bytes) { std::ofstream{desk_folder / name, std::ios::binary} << bytes; }
    int look() { return scanner.look(vn("2026-11-23T09:00")); }
    int look_when_complete() {
        look();
        std::this_thread::sleep_for(std::chrono::milliseconds{1100});
        return look();
    }
    std::vector<storage::Stack> waiting() { return list_unassigned(services, by(desk(), "Nguyễn Thị Lan", "2026-11-23T09:10")); }
};

std::string page_text(dossier::Result<http::Response> answer) {
    REQUIRE(answer);
    return answer->body;
}

std::string text_in(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("a scan saved into a desk's folder becomes a stack of that desk, once, and moves to done", "[scanner]") {
    OfficeWithScanner office;
    const auto scan = scanned_pdf({ScannedPage{}, ScannedPage{}});
    office.save("tap 1.pdf", scan);
    CHECK(office.look_when_complete() == 1);
    const auto waiting = office.waiting();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].unit == "MC");
    CHECK(waiting[0].file_name == "tap 1.pdf");
    CHECK(waiting[0].dossier.empty());
    CHECK(office.files.has(storage::sha256_of(scan)));
    CHECK_FALSE(fs::exists(office.desk_folder / "tap 1.pdf"));
    CHECK(text_in(office.desk_folder / "done" / "tap 1.pdf") == scan);
    CHECK(office.look_when_complete() == 0);

    // A fall between the commit and the move: the same delivery is found again and makes no second stack.
    fs::rename(office.desk_folder / "done" / "tap 1.pdf", office.desk_folder / "tap 1.pdf");
    CHECK(office.look_when_complete() == 1);
    CHECK(office.waiting().size() == 1);
}

TEST_CASE("a scan that is still being written is left alone until it is complete", "[scanner]") {
    OfficeWithScanner office;
    const auto scan = scanned_pdf({ScannedPage{}});
    office.save("tap.pdf", scan.substr(0, scan.size() / 2));
    office.look();
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});
    office.save("tap.pdf", scan);  // the scanner goes on
    CHECK(office.look() == 0);
    CHECK(office.waiting().empty());
    office.save(".nhap.pdf", scan);
    office.save("tap-2.pdf.part", scan);
    CHECK(office.look_when_complete() == 1);
    CHECK(office.waiting().size() == 1);
    CHECK(fs::exists(office.desk_folder / ".nhap.pdf"));
}

TEST_CASE("what the gate refuses lies in rejected with the reasons beside it, its neighbours are taken", "[scanner]") {
    OfficeWithScanner office;
    ScannedPage grey;
    grey.ink = Ink::Grey;
    office.save("xam.pdf", scanned_pdf({grey}));
    office.save("rong.pdf", "");
    office.save("gia.pdf", "MZ chuong trinh");
    office.save("tot.pdf", scanned_pdf({ScannedPage{}}));
    fs::create_directories(office.config.scan_folder / "KHONG-CO");
    std::ofstream{office.config.scan_folder / "KHONG-CO" / "lac.pdf", std::ios::binary} << scanned_pdf({ScannedPage{}});
    CHECK(office.look_when_complete() == 5);
    CHECK(office.waiting().size() == 1);
    const auto rejected = office.desk_folder / "rejected";
    CHECK(text_in(rejected / "xam.pdf.txt").find("Ảnh xám") != std::string::npos);
    CHECK(text_in(rejected / "rong.pdf.txt").find("Tệp rỗng") != std::string::npos);
    CHECK(text_in(rejected / "gia.pdf.txt").find("không khớp nội dung") != std::string::npos);
    for (const auto* name : {"xam.pdf", "rong.pdf", "gia.pdf"}) CHECK(fs::exists(rejected / name));
    CHECK(text_in(office.config.scan_folder / "KHONG-CO" / "rejected" / "lac.pdf.txt").find("không phải mã đơn vị") != std::string::npos);
}

TEST_CASE("a secret paper on the scanner goes to the quarantine, only its reason stays", "[scanner]") {
    OfficeWithScanner office;
    ScannedPage page;
    page.said = "MẬT";
    office.save("mat.pdf", scanned_pdf({page}));
    CHECK(office.look_when_complete() == 1);
    CHECK(office.waiting().empty());
    CHECK_FALSE(fs::exists(office.desk_folder / "mat.pdf"));
    CHECK_FALSE(fs::exists(office.desk_folder / "rejected" / "mat.pdf"));
    CHECK(fs::exists(office.desk_folder / "rejected" / "mat.pdf.txt"));
    CHECK_FALSE(fs::is_empty(office.folder.path() / "quarantine"));
}

TEST_CASE("a stamp that is only read later takes the scanner's own copy away too", "[scanner]") {
    OfficeWithScanner office;
    const auto scan = scanned_pdf({ScannedPage{}});
    office.save("tap.pdf", scan);
    office.save("khac.pdf", scanned_pdf({ScannedPage{}, ScannedPage{}}));
    office.look_when_complete();
    REQUIRE(fs::exists(office.desk_folder / "done" / "tap.pdf"));
    storage::HeldPaper found;
    found.agency = dossier_tests::agency;
    found.level = "MẬT";
    found.sha256 = storage::sha256_of(scan);
    found.size = static_cast<std::int64_t>(scan.size());
    found.found_at = vn("2026-11-23T09:20");
    storage::UnitOfWork work{*office.database};
    const auto id = hold_content(work, found);
    work.commit();
    clear_contents(office.services, id);
    CHECK_FALSE(fs::exists(office.desk_folder / "done" / "tap.pdf"));
    CHECK(fs::exists(office.desk_folder / "done" / "khac.pdf"));
    CHECK_FALSE(office.files.has(found.sha256));
    CHECK(fs::exists(office.folder.path() / "quarantine" / id));
}

TEST_CASE("an officer gives a waiting stack to a dossier; a second one is too late", "[scanner]") {
    OfficeWithScanner office;
    office.save("tap.pdf", scanned_pdf({ScannedPage{}}));
    office.look_when_complete();
    const auto first = office.open().id, second = office.open().id;
    const auto asking = Office::by(desk(), "Nguyễn Thị Lan", "2026-11-23T09:10");
    const auto id = office.waiting().at(0).id;
    const auto given = assign(office.services, id, first, asking);
    REQUIRE(given);
    CHECK(given->stack.dossier == first);
    CHECK(office.waiting().empty());
    const auto late = assign(office.services, id, second, asking);
    REQUIRE_FALSE(late);
    CHECK(late.error().code == dossier::ErrorCode::WrongState);
}

TEST_CASE("the dossier's page says why a waiting stack cannot be taken and offers no button for it", "[scanner]") {
    OfficeWithScanner office;
    office.save("tap.pdf", scanned_pdf({ScannedPage{}}));
    office.look_when_complete();
    const auto dossier = office.open().id;
    const auto page = [&] { return page_text(http::desk::show_dossier(request_by(desk(), "2026-11-23T09:10", {{"dossier_id", dossier.text()}}), office.services)); };
    CHECK(page().find("Gắn vào hồ sơ này") != std::string::npos);
    {
        storage::UnitOfWork work{*office.database};
        auto stack = storage::lock_stack(work, office.waiting().at(0).id);
        REQUIRE(stack);
        stack->state = storage::StackState::Failed;
        stack->problem = "Trang có dấu độ mật";
        storage::update_stack(work, *stack);
        work.commit();
    }
    CHECK(page().find("tap.pdf") != std::string::npos);
    CHECK(page().find("Trang có dấu độ mật") != std::string::npos);
    CHECK(page().find("Gắn vào hồ sơ này") == std::string::npos);
}
