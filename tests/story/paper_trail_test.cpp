// What becomes of a scan: its words are found, its values are an officer's, its original stays, its pages are counted.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks which of its two pointer styles is meant: the newer
#include <sys/wait.h>

#include "server/catalogue/dossier_json.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/stack_store.hpp"
#include "tests/story/place.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

using namespace story;
using namespace test_support;

namespace {

// The stack was read; its first document goes into the component.
json confirmed(const std::string& dossier, const json& stack, const std::string& component, const json& values = json::array()) {
    desk().reception().post("/api/stacks/" + stack["id"].get<std::string>() + "/confirm",
                            {{"document", stack["documents"][0]["number"]}, {"component", component}, {"values", values}});
    json made;
    wait_until("the confirmed document", 60, [&] {
        const auto view = desk().show(dossier);  // a value of its own: ranges over a temporary's part dangle
        for (const auto& each : view.at("components"))
            if (each.at("code") == component && each.contains("confirmed") && !each.at("files").empty()) made = each;
        return !made.is_null();
    });
    return made;
}

json facts_of(const std::string& dossier, const std::string& file) { return desk().reception().get("/api/dossiers/" + dossier + "/files/" + file + "/facts"); }

// As another program counts.
int counted_by_qpdf(const std::string& bytes) {
    const auto place = office().folder() / "dem.pdf";
    std::ofstream{place, std::ios::binary} << bytes;
    FILE* qpdf = popen(("qpdf --show-npages " + place.string() + " 2>/dev/null").c_str(), "r");
    int pages = 0;
    if (std::fscanf(qpdf, "%d", &pages) != 1) pages = -1;
    pclose(qpdf);
    return pages;
}

}  // namespace

TEST_CASE("a page is found by its words with and without marks", "[R-DIG-07]") {
    const auto dossier = desk().draft();
    const auto stack = desk().settled(desk().scan(dossier, content_of(in_source("sample_data/scans/stacks/khai-sinh.pdf")), "khai-sinh.pdf"));
    REQUIRE(stack["state"] == "read");
    for (const auto* words : {"tờ khai đăng ký khai sinh", "to khai dang ky khai sinh"}) {
        INFO(words);
        bool found = false;
        const auto answer = desk().reception().post("/api/search/pages", {{"q", words}});
        for (const auto& hit : answer["pages"]) found = found || (hit["stack"] == stack["id"] && hit["page"] == 1 && hit["dossier"] == dossier);
        CHECK(found);
    }
    const auto answer = desk().reception().post("/api/search/pages", {{"q", "không có chữ này trên trang nào"}});
    CHECK(answer["pages"].empty());
}

TEST_CASE("a value that was read waits for an officer, and the history keeps what was read and what was confirmed", "[R-DIG-08]") {
    const auto dossier = desk().draft();
    const auto stack = desk().settled(desk().scan(dossier, content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")), "tap.pdf"));
    json field;
    for (const auto& page : stack["pages"])
        for (const auto& each : page["fields"])
            if (page["document"] == stack["documents"][0]["number"] && (field.is_null() || each["confidence"] < field["confidence"])) field = each;
    REQUIRE_FALSE(field.is_null());
    CHECK(field["standing"] == "unconfirmed");
    CHECK(field["confidence"].get<double>() <= 1);
    CHECK(desk().show(dossier)["components"].empty());  // nothing of it counts yet

    const auto component = confirmed(dossier, stack, application_form, json::array({{{"name", field["name"]}, {"value", "Trị số công chức sửa"}}}));
    const auto& value = component["confirmed"]["values"][0];
    CHECK(value["name"] == field["name"]);
    CHECK(value["proposed"] == field["value"]);
    CHECK(value["confidence"] == field["confidence"]);
    CHECK(value["value"] == "Trị số công chức sửa");
    const auto after = desk().stack(stack["id"]);
    for (const auto& page : after["pages"])
        for (const auto& each : page["fields"])
            if (each["name"] == field["name"] && page["document"] == stack["documents"][0]["number"]) CHECK(each["standing"] == "confirmed");

    server::storage::Database database{beside(office())};
    server::storage::UnitOfWork work{database};
    std::string told;
    for (const auto& event : server::storage::events_after(work, dossier::DossierId{dossier}, 0))
        if (dossier::event_name(event) == "ComponentConfirmed") told = server::catalogue::event_to_json(event).dump();
    CHECK(told.find(json(field["value"]).dump()) != std::string::npos);
    CHECK(told.find("Trị số công chức sửa") != std::string::npos);
}

TEST_CASE("a photo becomes a PDF for the dossier, and the photo stays as it came, linked from it", "[R-FMT-14]") {
    const auto dossier = desk().draft();
    const auto photo = content_of(in_source("sample_data/scans/pages/img/s20260_02_quyet_dinh_office.jpg"));
    const auto at = "/api/dossiers/" + dossier;
    const auto brought = desk().reception().upload(at + "/stacks?made_by=applicant", photo, "image/jpeg", "anh-chup.jpg");
    const auto stack = desk().settled(brought.at("id"));
    REQUIRE(stack["state"] == "read");
    const auto component = confirmed(dossier, stack, identity_paper);
    const auto derivative = component["files"][0]["file"].get<std::string>();
    const auto facts = facts_of(dossier, derivative);
    CHECK(facts["media_type"] == "application/pdf");
    CHECK(facts["made_from"] == stack["file"]);
    CHECK(desk().reception().bytes(at + "/files/" + derivative).starts_with("%PDF-"));
    CHECK(desk().reception().bytes(at + "/files/" + stack["file"].get<std::string>()) == photo);
}

TEST_CASE("the pages of every stored document are counted as another program counts them", "[R-FMT-10]") {
    const auto dossier = desk().draft(), received = desk().received().at("id").get<std::string>();
    const auto scan = content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"));
    const auto stack = desk().settled(desk().reception().upload("/api/dossiers/" + dossier + "/stacks", scan, "application/pdf", "tap.pdf").at("id"));
    const auto component = confirmed(dossier, stack, authorisation);
    std::string receipt;
    wait_until("the receipt's paper", 60, [&] {
        const auto view = desk().show(received);
        for (const auto& form : view.at("forms"))
            if (form.at("form") == "receipt") receipt = form.at("file");
        return !receipt.empty();
    });
    for (const auto& [of, file] : {std::pair{dossier, stack["file"].get<std::string>()}, std::pair{dossier, component["files"].back()["file"].get<std::string>()},
                                   std::pair{received, receipt}}) {
        wait_until("the count", 150, [&, of = of, file = file] { return facts_of(of, file)["pages"].is_number(); });
        const auto counted = counted_by_qpdf(desk().reception().bytes("/api/dossiers/" + of + "/files/" + file));
        CHECK(counted > 0);
        CHECK(facts_of(of, file)["pages"] == counted);
    }
}

TEST_CASE("twenty archived files make twenty records, each bad one is named, and none is half there", "[R-DIG-21]") {
    const auto folder = office().folder() / "luu-tru";
    std::filesystem::create_directories(folder);
    const auto paper = first_page_of(content_of(in_source("sample_data/scans/stacks/khai-sinh.pdf")));
    for (int i = 1; i <= 20; ++i) {
        std::ofstream{folder / ("to-khai-" + std::to_string(i) + ".pdf"), std::ios::binary} << paper << "% bản " << i << "\n";
    }
    ScannedPage grey;
    grey.ink = Ink::Grey;
    std::ofstream{folder / "xam.pdf", std::ios::binary} << scanned_pdf({grey});
    std::ofstream{folder / "hong.pdf", std::ios::binary} << "%PDF-1.7 dở dang";
    std::ofstream{folder / "rong.pdf", std::ios::binary} << "";
    const auto answer = (office().folder() / "luu-tru.json").string();
    const auto import = [&] {
        return WEXITSTATUS(std::system((program() + " archive " + folder.string() + " --json --config " + (office().folder() / "motcua.toml").string() + " >" + answer + " 2>" + answer + ".errors").c_str()));
    };
    const auto taken = import();
    INFO(content_of(answer + ".errors"));
    CHECK(taken == 4);
    auto lines = json::parse(std::ifstream{answer});
    REQUIRE(lines.size() == 23);
    CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.contains("record"); }) == 20);
    for (const auto& line : lines)
        if (line.contains("error")) CHECK_FALSE(line["error"].get<std::string>().empty());
    {
        server::storage::Database database{beside(office())};
        server::storage::UnitOfWork work{database};
        CHECK(server::storage::count_archived(work, "H99.14") == 20);
    }
    CHECK(import() == 3);  // the same again: every file is known, nothing is taken twice

    auto archivist = desk().sign_in("binh");
    wait_until("the words of an archived page", 300, [&] {
        const auto found = archivist.post("/api/search/pages", {{"q", "to khai dang ky khai sinh"}});
        for (const auto& hit : found["pages"])
            if (hit["purpose"] == "archive" && hit["file_name"] == "to-khai-7.pdf") return true;
        return false;
    });
}
