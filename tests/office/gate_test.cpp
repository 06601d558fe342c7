// The gate for files: the scan standard from facts of the file, types, sizes, and who is only warned.

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "ocr/image.hpp"
#include "server/file_gate.hpp"
#include "server/http/api/files.hpp"
#include "server/http/api/stacks.hpp"
#include "server/http/citizen/handlers.hpp"
#include "tests/office/requests.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

using namespace office_tests;
using test_support::Ink;
using test_support::scanned_pdf;
using test_support::ScannedPage;

namespace {

const std::string form_code = dossier_tests::a_procedure().components[0].code;

struct GuardedOffice : Office {
    std::filesystem::path rules = folder.path() / "intake_rules.json";
    FileGate gate{written(rules), {{test_support::program(), "page-host"}}};
    dossier::DossierId id;

    GuardedOffice() {
        services.gate = &gate;
        id = open().id;
    }
    static std::filesystem::path written(const std::filesystem::path& place) {
        std::filesystem::copy_file(test_support::in_source("sample_data/rules/intake_rules.json"), place);
        return place;
    }
    http::Request with(const std::string& bytes, const std::string& name, http::Pairs query) {
        auto request = request_by(desk(), "2026-11-23T09:06", {{"dossier_id", id.text()}, {"component", form_code}});
        request.query = std::move(query);
        http::SpoolWriter spool{folder.path()};
        spool.write(bytes);
        request.upload = spool.finish();
        request.upload->file_name = name;
        return request;
    }
    dossier::Result<http::Response> bring(const std::string& bytes, const std::string& name, const char* made_by = "agency") {
        return http::add_component_file(with(bytes, name, {{"made_by", made_by}}), services);
    }
    // Rules of what was refused, in order; the file store and the tables must not know it.
    std::string refused(const std::string& bytes, const std::string& name = "quet.pdf") {
        const auto answer = bring(bytes, name);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == dossier::ErrorCode::InvalidInput);
        CHECK_FALSE(files.has(storage::sha256_of(bytes)));
        std::string rules_told;
        for (const auto& each : answer.error().fields) {
            CHECK(each.field == "file");
            rules_told += (rules_told.empty() ? "" : " ") + each.rule;
        }
        said = answer.error().detail;
        return rules_told;
    }
    // A citizen's file of the same kind is taken; the warnings' rules.
    std::string warned(const std::string& bytes, const std::string& name = "quet.pdf") {
        std::string rules_told;
        const auto answer = office_tests::told(bring(bytes, name, "applicant"));
        for (const auto& each : answer["warnings"]) rules_told += (rules_told.empty() ? "" : " ") + each["rule"].get<std::string>();
        CHECK(files.has(storage::sha256_of(bytes)));
        return rules_told;
    }
    std::string said;
};

ScannedPage page(Ink ink = Ink::Colour, double dpi = 200) {
    ScannedPage made;
    made.ink = ink;
    made.dpi = dpi;
    return made;
}

}  // namespace

TEST_CASE("a good scan of the agency is taken", "[gate]") {
    GuardedOffice office;
    CHECK(told(office.bring(scanned_pdf({page(), page(Ink::Colour, 300)}), "quet.pdf"))["warnings"].empty());
}

TEST_CASE("a scan of the agency in PDF 1.3 is refused, an applicant's is taken with a warning", "[gate][R-FMT-01]") {
    GuardedOffice office;
    const auto old = scanned_pdf({page()}, "1.3");
    CHECK(office.refused(old) == "R-FMT-01");
    CHECK(office.said.find("1.3") != std::string::npos);
    CHECK(office.warned(old) == "R-FMT-01");
}

TEST_CASE("a black and white or grey scan of the agency is refused, an applicant's warned", "[gate][R-FMT-02]") {
    GuardedOffice office;
    const auto grey = scanned_pdf({page(Ink::Grey)}), one_bit = scanned_pdf({page(Ink::OneBit)});
    CHECK(office.refused(grey) == "R-FMT-02");
    CHECK(office.said.find("Ảnh xám") != std::string::npos);
    CHECK(office.refused(one_bit) == "R-FMT-02");
    CHECK(office.said.find("Ảnh đen trắng") != std::string::npos);
    CHECK(office.warned(grey) == "R-FMT-02");
    CHECK(office.warned(one_bit) == "R-FMT-02");
}

TEST_CASE("a page below 200 dpi is refused and named, wherever it lies", "[gate][R-FMT-03]") {
    GuardedOffice office;
    const auto coarse = scanned_pdf({page(), page(Ink::Colour, 150), page()});
    CHECK(office.refused(coarse) == "R-FMT-03");
    CHECK(office.said.find("Trang 2: Độ phân giải 150 dpi") != std::string::npos);
    CHECK(office.warned(coarse) == "R-FMT-03");
}

TEST_CASE("an A4 scan reduced to A5, or put small on its page, is refused", "[gate][R-FMT-04]") {
    GuardedOffice office;
    ScannedPage reduced = page(Ink::Colour, 300);
    reduced.page_mm[0] = 148, reduced.page_mm[1] = 210;
    const auto shrunk = scanned_pdf({reduced});
    CHECK(office.refused(shrunk) == "R-FMT-04");
    CHECK(office.said.find("A4 ở 300 dpi") != std::string::npos);
    CHECK(office.warned(shrunk) == "R-FMT-04");
    ScannedPage small = page(Ink::Colour, 200);
    small.paper_mm[0] = 148, small.paper_mm[1] = 210, small.page_mm[0] = 148, small.page_mm[1] = 210;
    CHECK(told(office.bring(scanned_pdf({small}), "a5.pdf"))["warnings"].empty());  // an A5 sheet at 100 % is what it should be
}

TEST_CASE("documents of the agency are of the listed kinds; PNG only as picture of a signature or seal", "[gate][R-FMT-05]") {
    GuardedOffice office;
    const auto png = ocr::encode_png(ocr::Image::white(60, 40, 32));
    const auto bring = [&](const std::string& bytes, const std::string& name) {
        auto request = office.with(bytes, name, {{"dossier", office.id.text()}, {"title", "Văn bản"}});
        return http::add_arising_document(request, office.services);
    };
    for (const auto& [bytes, name] : {std::pair{std::string{"MZ\x90 chuong trinh"}, "cai-dat.exe"}, std::pair{std::string{"PK\x03\x04 mot goi"}, "goi.zip"}, std::pair{png, "anh.png"}}) {
        INFO(name);
        const auto answer = bring(bytes, name);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fields.at(0).rule == "R-FMT-05");
    }
    CHECK(bring("{\\rtf1 van ban}", "cong-van.rtf").has_value());
    CHECK(bring("Ý kiến của xã.", "y-kien.txt").has_value());
    CHECK(bring(std::string{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"} + std::string(600, ' '), "bang.xls").has_value());

    const auto place = office.folder.path() / "dau.png";
    std::ofstream{place, std::ios::binary} << png;
    CHECK(office.gate.check(place, png.size(), png, "dau.png", FileUse::SealImage).has_value());
}

TEST_CASE("a program with the ending of a PDF is refused, and so is a JPEG called PDF", "[gate][R-FMT-06]") {
    GuardedOffice office;
    CHECK(office.refused("MZ\x90 chuong trinh", "don.pdf") == "R-FMT-06");
    CHECK(office.refused("\xff\xd8\xff\xe0 JFIF anh", "don.pdf") == "R-FMT-06");
    CHECK(office.said.find("nội dung là jpeg") != std::string::npos);
    CHECK(office.refused(scanned_pdf({page()}), "don.docx") == "R-FMT-06");
}

TEST_CASE("a changed limit counts from the next upload on, and a broken rules file changes nothing", "[gate][R-FMT-07]") {
    GuardedOffice office;
    const auto scan = scanned_pdf({page(), page()});
    told(office.bring(scan, "hai-trang.pdf"));
    auto rules = json::parse(std::ifstream{office.rules});
    const auto put = [&](const std::string& text, int seconds) {
        std::ofstream{office.rules} << text;
        std::filesystem::last_write_time(office.rules, std::filesystem::file_time_type::clock::now() + std::chrono::seconds{seconds});
    };
    rules["profiles"]["agency_scan"]["pages"] = 1;
    put(rules.dump(), 2);
    CHECK(office.refused(scanned_pdf({page(), page(), page()})) == "pages");
    CHECK(office.said.find("quá 1 trang") != std::string::npos);
    put("{", 4);
    CHECK(office.refused(scanned_pdf({page(), page(), page()})) == "pages");
    rules["profiles"]["agency_scan"]["pages"] = 3;
    put(rules.dump(), 6);
    told(office.bring(scanned_pdf({page(), page(), page()}), "ba-trang.pdf"));
}

TEST_CASE("the limits in force are told to everybody, as data and as a page", "[gate][R-FMT-08]") {
    GuardedOffice office;
    const http::Request nobody;
    const auto shown = told(http::citizen::file_rules(nobody, office.services))["profiles"];
    CHECK(shown["agency_scan"]["megabytes"] == 200);
    CHECK(shown["applicant_file"]["types"].size() > 5);
    auto rules = json::parse(std::ifstream{office.rules});
    rules["profiles"]["applicant_file"]["megabytes"] = 7;
    std::ofstream{office.rules} << rules.dump();
    std::filesystem::last_write_time(office.rules, std::filesystem::file_time_type::clock::now() + std::chrono::seconds{2});
    CHECK(told(http::citizen::file_rules(nobody, office.services))["profiles"]["applicant_file"]["megabytes"] == 7);
    const auto page_shown = http::citizen::show_file_guide(nobody, office.services);
    REQUIRE(page_shown);
    CHECK(page_shown->body.find("tối đa 7 MB") != std::string::npos);
}

TEST_CASE("three faults of one file are three entries of one answer", "[gate][R-FMT-13]") {
    GuardedOffice office;
    CHECK(office.refused(scanned_pdf({page(), page(Ink::Grey, 150)}, "1.3")) == "R-FMT-01 R-FMT-02 R-FMT-03");
}

TEST_CASE("a 150-dpi, a greyscale and a PDF 1.3 scan are each refused with a reason of their own, at every door", "[gate][R-DIG-13]") {
    GuardedOffice office;
    const std::vector<std::pair<std::string, std::string>> bad{{scanned_pdf({page(Ink::Colour, 150)}), "150 dpi"},
                                                               {scanned_pdf({page(Ink::Grey)}), "Ảnh xám"},
                                                               {scanned_pdf({page()}, "1.3"), "phiên bản 1.3"}};
    for (const auto& [bytes, why] : bad) {
        INFO(why);
        office.refused(bytes);
        CHECK(office.said.find(why) != std::string::npos);
        const auto as_stack = http::upload_stack(office.with(bytes, "tap.pdf", {}), office.services);
        REQUIRE_FALSE(as_stack);
        CHECK(as_stack.error().detail.find(why) != std::string::npos);
        const auto brought = told(http::upload_stack(office.with(bytes, "tap.pdf", {{"made_by", "applicant"}}), office.services));
        storage::UnitOfWork work{*office.database};
        const auto file = storage::find_file(work, dossier::FileId{brought["file"].get<std::string>()});
        REQUIRE(file->warnings.size() == 1);
        CHECK(file->warnings[0].message.find(why) != std::string::npos);
    }
}

TEST_CASE("an intake rule that means nothing is named with its path", "[gate]") {
    const auto read = catalogue::parse_intake_rules(R"({"profiles": {"agency_scan": {"title": "x", "types": ["exe"], "megabytes": 900, "blok": []}}})");
    REQUIRE_FALSE(read);
    std::string paths;
    for (const auto& fault : read.error().fields) paths += fault.field + " ";
    for (const auto* path : {"profiles.agency_scan.types", "profiles.agency_scan.megabytes", "profiles.agency_scan.blok", "profiles.seal_image"})
        CHECK(paths.find(path) != std::string::npos);
}
