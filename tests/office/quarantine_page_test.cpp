// The keepers' page of papers with a secrecy stamp.

#include <catch2/catch.hpp>

#include <filesystem>

#include "server/http/desk/handlers.hpp"
#include "server/http/permission.hpp"
#include "server/quarantine.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

namespace {

struct Keeper {
    Office office;
    dossier::Actor clerk = dossier_tests::an_actor(dossier::Role::clerk, "MC");
    std::string paper;

    Keeper() {
        office.config.data_dir = office.folder.path();
        http::SpoolWriter writer{office.folder.path()};
        writer.write("nội dung không ai được đọc");
        auto upload = writer.finish();
        hold_upload(office.services, *upload, SecretDoor::TextLayer, "TỐI MẬT", {}, Office::by(clerk, "Lê Thị Mai", "2026-11-23T09:00"));
        paper = list_held(office.services, Office::by(clerk, "Lê Thị Mai", "2026-11-23T09:01")).at(0).id;
    }
    std::filesystem::path bytes() const { return office.folder.path() / "quarantine" / paper; }
    std::string page() {
        const auto answer = http::desk::show_quarantine(request_by(clerk, "2026-11-23T09:02"), office.services);
        REQUIRE(answer);
        return answer->body;
    }
    dossier::Result<http::Response> remove(const std::string& record) {
        auto request = request_by(clerk, "2026-11-23T09:03", {{"held_id", paper}});
        request.form = {{"record", record}};
        return http::desk::remove_quarantined(request, office.services);
    }
};

bool shows(const std::string& page, const char* words) { return page.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the page says what is held and why, and removes it only under a record", "[quarantine]") {
    Keeper keeper;
    const auto before = keeper.page();
    CHECK(shows(before, "TỐI MẬT"));
    CHECK(shows(before, "Chữ trong tệp có dấu độ mật"));
    CHECK(shows(before, "23/11/2026"));
    CHECK_FALSE(shows(before, "nội dung không ai"));

    const auto without = keeper.remove("");
    REQUIRE(without);
    CHECK(without->status == 422);
    CHECK(shows(without->body, ("href=\"#" + keeper.paper + "-record\"").c_str()));  // the summary leads to the field
    CHECK(shows(without->body, "ghi số biên bản"));
    CHECK(std::filesystem::exists(keeper.bytes()));

    const auto removed = keeper.remove("01/BB-VP");
    REQUIRE(removed);
    CHECK(removed->status == 303);
    CHECK_FALSE(std::filesystem::exists(keeper.bytes()));
    const auto after = keeper.page();
    CHECK(shows(after, "Không có tài liệu nào đang bị cách ly"));
    CHECK(shows(after, "01/BB-VP"));
    CHECK(keeper.remove("02/BB-VP")->status == 409);
}

TEST_CASE("keepers of records see the quarantine, others do not", "[quarantine]") {
    for (const auto& [role, may] : {std::pair{"clerk", true}, std::pair{"archivist", true}, std::pair{"reception_officer", false},
                                    std::pair{"leader", false}, std::pair{"administrator", false}}) {
        INFO(role);
        http::Principal principal;
        principal.kind = http::Principal::Kind::Officer;
        principal.roles = {role};
        CHECK(http::allows(principal, http::Permission::KeepRecords) == may);
    }
}
