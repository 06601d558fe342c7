// The forms of the dossier's page that write on a result before anybody signs it.

#include "server/http/desk/handlers.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;
namespace desk_pages = http::desk;

namespace {

bool has(const dossier::Result<http::Response>& page, const std::string& words) { return page && page->body.find(words) != std::string::npos; }

struct Pages : Leaders {
    dossier::Result<http::Response> page(dossier::Role role, const std::string& who) { return desk_pages::show_dossier(request("", role, who), services); }
    dossier::Result<http::Response> stamp(const std::string& upload, http::Pairs form) {
        auto asked = request(upload, dossier::Role::clerk, mai);
        asked.form = std::move(form);
        return desk_pages::stamp_result(asked, services);
    }
    dossier::Result<http::Response> note(const std::string& upload, http::Pairs form) {
        auto asked = request(upload, dossier::Role::leader, minh);
        asked.form = std::move(form);
        return desk_pages::note_result_title(asked, services);
    }
    std::string looked_at(const std::string& pdf, const char* form = "electronic") {
        const auto id = upload(pdf, form);
        run("verify_result", jobs::verify_result);
        return id;
    }
    std::string newest() {
        storage::UnitOfWork work{*database};
        return storage::result_uploads_of(work, dossier).back().id;
    }
};

}  // namespace

TEST_CASE("a result nobody signed is stamped and gets the signer's title on the page, which shows both", "[signing][desk]") {
    Pages office;
    const auto draft = office.looked_at(office.paper());
    const auto offered = office.page(dossier::Role::leader, office.minh);
    CHECK(has(offered, "/results/" + draft + "/urgency\""));
    CHECK(has(offered, "/results/" + draft + "/title\""));
    CHECK_FALSE(has(office.page(dossier::Role::clerk, office.mai), "/title\""));  // whoever signs writes the own title
    CHECK_FALSE(has(office.page(dossier::Role::reception_officer, office.hoa), "/urgency\""));

    const auto nothing = office.stamp(draft, {});
    REQUIRE(nothing);
    CHECK(nothing->status == 422);
    CHECK(has(nothing, "href=\"#Urgency-" + draft + "-level\">Mức độ khẩn: chọn"));

    CHECK(office.stamp(draft, {{"level", "express"}})->status == 303);
    const auto waiting = office.page(dossier::Role::leader, office.minh);
    CHECK(has(waiting, "HỎA TỐC"));
    CHECK_FALSE(has(waiting, "/title\""));  // the page asks again by itself: nothing to type in
    office.run("verify_result", jobs::verify_result);
    const auto stamped = office.newest();
    CHECK_FALSE(has(office.page(dossier::Role::leader, office.minh), "/urgency\""));  // one stamp, and not on what was followed

    const auto untitled = office.note(stamped, {{"authority", "KT."}, {"place_of", "CHỦ TỊCH"}});
    REQUIRE(untitled);
    CHECK(untitled->status == 422);
    CHECK(has(untitled, "Phải ghi chức vụ của người ký"));
    CHECK(has(untitled, "value=\"CHỦ TỊCH\""));
    CHECK(has(untitled, "<option value=\"KT.\" selected>"));
    CHECK(office.note(stamped, {{"authority", "KT."}, {"place_of", "CHỦ TỊCH"}, {"title", "PHÓ CHỦ TỊCH"}})->status == 303);
    office.run("verify_result", jobs::verify_result);
    const auto after = office.page(dossier::Role::leader, office.minh);
    CHECK(has(after, "Ghi trước chữ ký: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."));
    CHECK_FALSE(has(after, "/title\""));
}

TEST_CASE("nothing is written on a signed result: no form is offered, and the form of an old page is refused with the way out", "[signing][desk]") {
    Pages office;
    const auto ready = office.looked_at(office.signed_by_person());
    const auto shown = office.page(dossier::Role::leader, office.minh);
    CHECK_FALSE(has(shown, "/urgency\""));
    CHECK_FALSE(has(shown, "/title\""));
    for (const auto& refused : {office.stamp(ready, {{"level", "urgent"}}), office.note(ready, {{"authority", "Q."}, {"title", "CHỦ TỊCH"}})}) {
        REQUIRE(refused);
        CHECK(refused->status == 409);
        CHECK(has(refused, "Tệp đã ký số không sửa được; dấu và chức vụ phải ghi trước khi ký"));
    }
    const auto scan = office.looked_at(office.paper(), "paper_scan");
    CHECK_FALSE(has(office.page(dossier::Role::clerk, office.mai), "/results/" + scan + "/urgency\""));  // ink on paper is stamped on paper
}
