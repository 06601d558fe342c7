// Papers with a secrecy stamp: none of the doors lets one in.

#include <catch2/catch.hpp>

#include <filesystem>

#include "server/http/password.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/account_store.hpp"
#include "tests/story/place.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

using namespace story;
using namespace test_support;

namespace {

json held() { return desk().sign_in("mai").get("/api/quarantine").at("papers"); }

// The newest.
json held_by(const std::string& door) {
    const auto papers = held();
    for (const auto& paper : papers)
        if (paper.at("door") == door && paper.at("state") == "held") return paper;
    return nullptr;
}

bool found(const std::string& words) {
    const auto hits = desk().reception().post("/api/search", {{"q", words}, {"papers", true}});
    return !hits.at("dossiers").empty();
}

std::filesystem::path kept_at(const std::string& bytes) {
    const auto sha256 = server::storage::sha256_of(bytes);
    return office().data() / "files" / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

std::string a_secret_scan() { return content_of(in_source("sample_data/scans/secret/toi-mat.pdf")); }

integrations::HttpAnswer bring(const std::string& path, const std::string& bytes) {
    return desk().reception().ask("POST", path, bytes, "application/pdf", {{"Idempotency-Key", "k" + std::to_string(std::hash<std::string>{}(path + bytes))},
                                                                          {"Content-Disposition", "attachment; filename=\"giay.pdf\""}});
}

std::string portal_secret() {
    const std::string secret = "cong-quoc-gia-mat";
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    server::storage::Database database{beside(office())};
    server::storage::UnitOfWork work{database};
    server::storage::put_token(work, "Cổng DVCQG, mật", "H99.14", server::http::sha256_hex(secret), {"portal_exchange"}, now,
                               now + std::chrono::hours{1});
    work.commit();
    return secret;
}

}  // namespace

TEST_CASE("secret papers are quarantined at every door, told by an alarm, searchable nowhere, and removed under a record", "[R-ACC-12]") {
    auto& lan = desk().reception();
    const auto dossier = desk().draft();
    const auto at = "/api/dossiers/" + dossier;

    SECTION("by the stamp read on a scanned page") {
        const auto scan = a_secret_scan();
        const auto view = desk().settled(desk().scan(dossier, scan, "tap.pdf"));
        CHECK(view["state"] == "failed");
        CHECK(view["problem"].get<std::string>().find("độ mật") != std::string::npos);
        CHECK(view.dump().find("Hoa Sen") == std::string::npos);
        CHECK(lan.ask("GET", at + "/files/" + view["file"].get<std::string>()).status == 404);
        CHECK_FALSE(found("hoa sen trang"));
        const auto paper = held_by("page");
        REQUIRE(paper.is_object());
        CHECK(paper["level"] == "TỐI MẬT");
        wait_until("the bytes are out of the store", 10, [&] { return !std::filesystem::exists(kept_at(scan)); });
        auto leader = desk().sign_in("son");
        wait_until("the alarm", 20, [&] { return leader.bytes("/metrics").find("motcua_alarm{alarm=\"secret_papers\"} 1") != std::string::npos; });

        auto clerk = desk().sign_in("mai");
        const auto place = office().data() / "quarantine" / paper["id"].get<std::string>();
        CHECK(std::filesystem::exists(place));
        const auto removal = "/api/quarantine/" + paper["id"].get<std::string>() + "/removal";
        CHECK(clerk.ask("POST", removal, "{}").status == 422);
        CHECK(lan.ask("POST", removal, R"({"record": "01/BB"})").status == 403);
        CHECK(clerk.post(removal, {{"record", "01/BB-VP"}})["state"] == "removed");
        CHECK_FALSE(std::filesystem::exists(place));
        CHECK(clerk.ask("POST", removal, R"({"record": "02/BB"})").status == 409);
    }
    SECTION("by the stamp on a page of a file that goes straight into a component") {
        auto scan = a_secret_scan() + "% bản thứ hai\n";
        const auto taken = lan.upload(at + "/components/" + application_form + "/files", scan, "application/pdf", "don.pdf");
        const auto file = taken["components"][0]["files"][0]["file"].get<std::string>();
        wait_until("the file is withheld", 60, [&] {
            const auto status = lan.ask("GET", at + "/files/" + file).status;
            CHECK((status == 409 || status == 404));  // given to nobody before either
            return status == 404;
        });
        CHECK(held_by("page")["level"] == "TỐI MẬT");
    }
    SECTION("by the text layer of a PDF, visible or not, before it is stored") {
        ScannedPage page;
        page.said = "TUYỆT MẬT";
        page.hidden = true;
        const auto scan = scanned_pdf({ScannedPage{}, page});
        for (const auto* door : {"/stacks?made_by=applicant", "/stacks"}) {
            const auto refused = bring(at + door, scan);
            CHECK(refused.status == 422);
            CHECK(refused.body.find("độ mật") != std::string::npos);
        }
        CHECK_FALSE(std::filesystem::exists(kept_at(scan)));
        CHECK(held_by("text_layer")["level"] == "TUYỆT MẬT");
    }
    SECTION("by the degree declared with it") {
        const auto scan = content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")) + "% kèm độ mật\n";
        const auto refused = bring(at + "/components/" + application_form + "/files?secrecy=M%E1%BA%ADt", scan);
        CHECK(refused.status == 422);
        CHECK_FALSE(std::filesystem::exists(kept_at(scan)));
        CHECK(desk().show(dossier)["components"].empty());
        CHECK(held_by("declared")["level"] == "MẬT");
        CHECK(bring(at + "/stacks?secrecy=la", scan).status == 422);  // no degree anybody knows
    }
    SECTION("by a partner's header") {
        auto portal = desk().stranger();
        const json message{{"source_id", "G09.20-20261123-0099017"}, {"agency", "H99.14"}, {"procedure", household_business},
                           {"particulars", {{"applicant", {{"name", "Nguyễn Thị Kín"}, {"number", "001099000001"}}}}}};
        const auto refused = portal.ask("POST", "/api/portal/dossiers", message.dump(), "application/json",
                                        {{"Authorization", "Bearer " + portal_secret()}, {"X-Secrecy-Level", "toi mat"}});
        CHECK(refused.status == 422);
        CHECK_FALSE(found("Nguyễn Thị Kín"));
        CHECK(held_by("partner")["level"] == "TỐI MẬT");
    }
}
