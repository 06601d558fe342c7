// Signing at the desk: the seal's button and the register of pictures.

#include "server/http/desk/handlers.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;
namespace desk_pages = http::desk;

namespace {

bool has(const dossier::Result<http::Response>& page, const std::string& words) { return page && page->body.find(words) != std::string::npos; }

struct Pages : Leaders {
    dossier::Result<http::Response> page(dossier::Role role, const std::string& who) { return desk_pages::show_dossier(request("", role, who), services); }
    dossier::Result<http::Response> press(const std::string& upload, const std::string& who) {
        return desk_pages::seal_result(request(upload, dossier::Role::clerk, who), services);
    }
    dossier::Result<http::Response> put_picture(const std::string& png, http::Pairs form) {
        auto asked = request("", dossier::Role::clerk, mai);
        asked.form = std::move(form);
        http::SpoolWriter spool{folder.path()};
        spool.write(png);
        asked.upload = spool.finish();
        return desk_pages::register_picture(asked, services);
    }
};

const http::Pairs seal_form{{"kind", "seal"}, {"name", "Con dấu UBND xã"}, {"width_mm", "36,5"}, {"valid_from", "2026-01-01"}, {"valid_to", "2027-12-31"}};

}  // namespace

TEST_CASE("the clerk sees what sealing will do, presses once, and reads why it is refused", "[signing][desk]") {
    Pages office;
    const auto early = office.upload(office.paper());
    CHECK(office.run("verify_result", jobs::verify_result) == 1);
    const auto shown = office.page(dossier::Role::clerk, office.mai);
    CHECK(has(shown, "/results/" + early + "/seal\""));
    CHECK(has(shown, "Ký cơ quan"));
    CHECK(has(shown, "trùm khoảng một phần ba chữ ký"));
    CHECK(has(shown, "chưa đủ chữ ký"));
    CHECK_FALSE(has(office.page(dossier::Role::leader, office.minh), "Ký cơ quan"));

    const auto refused = office.press(early, office.mai);
    REQUIRE(refused);
    CHECK(refused->status == 409);
    CHECK(has(refused, "Chưa có chữ ký số của người có thẩm quyền, cơ quan chưa được ký"));
    const auto not_holder = office.press(early, office.hoa);
    REQUIRE(not_holder);
    CHECK(not_holder->status == 403);
    CHECK(has(not_holder, "Chỉ văn thư đang giữ thiết bị ký số của cơ quan"));

    const auto ready = office.upload(office.signed_by_person());
    const auto pressed = office.press(ready, office.mai);
    REQUIRE(pressed);
    CHECK(pressed->status == 303);
    CHECK(office.run("verify_result", jobs::verify_result) == 2);
    const auto after = office.page(dossier::Role::clerk, office.mai);
    CHECK_FALSE(has(after, "/results/" + ready + "/seal\""));  // signed further
    CHECK(has(after, "có bản mới hơn"));
    CHECK(has(after, "hợp lệ"));
}

TEST_CASE("a scan asks for its confirmation first, then for the seal", "[signing][desk]") {
    Pages office;
    const auto scan = office.upload(office.paper(), "paper_scan");
    CHECK(office.run("verify_result", jobs::verify_result) == 1);
    const auto before = office.page(dossier::Role::clerk, office.mai);
    CHECK(has(before, "/results/" + scan + "/scan\""));
    CHECK_FALSE(has(before, "/results/" + scan + "/seal\""));
    const auto confirmed = desk_pages::confirm_result_scan(office.request(scan, dossier::Role::clerk, office.mai), office.services);
    REQUIRE(confirmed);
    CHECK(confirmed->status == 303);
    const auto after = office.page(dossier::Role::clerk, office.mai);
    CHECK_FALSE(has(after, "/results/" + scan + "/scan\""));
    CHECK(has(after, "/results/" + scan + "/seal\""));
    CHECK(has(after, "góc trên bên phải trang 1"));
}

TEST_CASE("the register shows what was found in a picture, its approval and its term, and says what is wrong", "[signing][desk]") {
    Pages office;
    const auto wrong = office.put_picture(signing::demo_signature_png("Mai"), {{"kind", "seal"}, {"name", "Con dấu"}, {"width_mm", "rộng"}});
    REQUIRE(wrong);
    CHECK(wrong->status == 422);
    CHECK(has(wrong, "Hình con dấu phải màu đỏ"));
    CHECK(has(wrong, "bề ngang thật từ 10 đến 120 mm"));
    CHECK(has(wrong, "value=\"rộng\""));
    const auto put = office.put_picture(signing::demo_seal_png("UBND XÃ MẪU"), seal_form);
    REQUIRE(put);
    CHECK(put->status == 303);
    const auto as_clerk = desk_pages::show_images(office.request("", dossier::Role::clerk, office.mai), office.services);
    CHECK(has(as_clerk, "chờ phê duyệt, chưa dùng được"));
    CHECK(has(as_clerk, "600 × 600 điểm ảnh, nền trong suốt, màu đỏ, 418 điểm mỗi inch ở cỡ thật"));
    CHECK(has(as_clerk, "36.5 mm"));
    CHECK_FALSE(has(as_clerk, "Phê duyệt hình này"));

    std::string id;
    {
        storage::UnitOfWork work{*office.database};
        id = storage::images_of(work, dossier_tests::agency).front().id;
    }
    auto approval = office.request("", dossier::Role::leader, office.minh);
    approval.path_values = {{"image_id", id}};
    CHECK(has(desk_pages::show_images(approval, office.services), "Phê duyệt hình này"));
    CHECK(has(desk_pages::approve_picture(approval, office.services), "phải ghi số văn bản phê duyệt"));
    approval.form = {{"document", "07/QĐ-UBND"}};
    CHECK(desk_pages::approve_picture(approval, office.services)->status == 303);
    CHECK(has(desk_pages::show_images(approval, office.services), "07/QĐ-UBND (minh)"));
    CHECK(desk_pages::show_picture(approval, office.services)->media_type == "image/png");
    auto stranger = office.request("", dossier::Role::reception_officer, office.hoa);
    stranger.path_values = {{"image_id", id}};
    CHECK(status_of(desk_pages::show_picture(stranger, office.services)) == 404);
    CHECK_FALSE(has(desk_pages::show_images(stranger, office.services), "Đăng ký một hình"));
}
