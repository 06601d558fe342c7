// A clerk takes in and sends documents by the forms of the books' page.

#include "server/http/desk/handlers.hpp"
#include "tests/jobs/registry.hpp"

using namespace papers_tests;
namespace desk_pages = http::desk;

namespace {

bool has(const dossier::Result<http::Response>& page, const std::string& words) { return page && page->body.find(words) != std::string::npos; }

struct Book : Registry {
    http::Request form(const std::string& pdf, http::Pairs fields) const {
        auto made = with(pdf, {}, "2026-11-23T09:00");
        made.form = std::move(fields);
        return made;
    }
    dossier::Result<http::Response> take(const std::string& pdf, http::Pairs fields) { return desk_pages::take_document(form(pdf, std::move(fields)), services); }
    dossier::Result<http::Response> send(const std::string& pdf, http::Pairs fields) { return desk_pages::send_document(form(pdf, std::move(fields)), services); }
    dossier::Result<http::Response> page(const char* book, dossier::Role role = dossier::Role::clerk) {
        auto asked = request("2026-11-23T10:00");
        asked.principal.roles = {std::string{dossier::name_of(role)}};
        asked.query = {{"book", book}};
        return desk_pages::show_documents(asked, services);
    }
    std::string newest(const char* agency = dossier_tests::agency) {
        storage::UnitOfWork work{*database};
        return storage::incoming_of(work, agency, 1).at(0).id;
    }
    int step(const char* name, http::Pairs fields = {}) {
        auto asked = request("2026-11-23T10:00", {{"document_id", newest()}, {"step", name}});
        asked.form = std::move(fields);
        return desk_pages::step_document(asked, services)->status;
    }
};

http::Pairs letter(const char* how, const char* sender = "Ủy ban nhân dân xã Mẫu") {
    return {{"came", how}, {"sender", sender}, {"notation", "15/CV-UBND"}, {"subject", "Về việc mẫu"}};
}

}  // namespace

TEST_CASE("a clerk takes in a scan of paper by the form and goes all its steps; the page shows each", "[documents][desk]") {
    Book office;
    office.give_device();
    CHECK(has(office.page("incoming"), "action=\"/desk/documents/incoming\""));
    CHECK_FALSE(has(office.page("incoming", dossier::Role::archivist), "action=\"/desk/documents/incoming\""));
    auto dated = letter("paper", "Sở Tư pháp");
    dated.emplace_back("dated", "2026-11-20");
    CHECK(office.take(office.paper(), dated)->status == 303);
    CHECK(has(office.page("incoming"), "Chờ đối chiếu với bản giấy"));
    CHECK(has(office.page("incoming"), "Ngày văn bản: 20/11/2026"));
    CHECK(office.step("seen", {{"seen", "true"}}) == 303);
    CHECK(has(office.page("incoming"), "Đối chiếu bản giấy 10:00 23/11/2026, mai"));
    CHECK(office.step("seal") == 303);
    CHECK(office.step("registration") == 303);
    CHECK(office.step("forward", {{"unit", "MC"}}) == 303);
    const auto shown = office.page("incoming");
    CHECK(has(shown, "01/2026"));
    CHECK(has(shown, "Ký số bản quét 10:00 23/11/2026"));
    CHECK(has(shown, "Đã chuyển Trung tâm Phục vụ hành chính công"));
}

TEST_CASE("an electronic document shows its four checks; one that failed gets no number", "[documents][desk]") {
    Book office;
    auto announced = letter("exchange");
    const auto pdf = office.signed_by_both();
    announced.emplace_back("sha256", std::string{" "} + signing::hex(signing::sha256(pdf)) + " ");
    for (auto& sign : announced.back().second) sign = static_cast<char>(std::toupper(sign));  // as people paste it
    CHECK(office.take(pdf, announced)->status == 303);
    auto shown = office.page("incoming");
    for (const auto* words : {"Bốn kiểm tra khi nhận", "Toàn vẹn <strong class=\"govuk-tag govuk-tag--green\">đạt", "Chờ vào sổ"}) CHECK(has(shown, words));
    CHECK(office.take(office.paper(), letter("exchange"))->status == 303);
    shown = office.page("incoming");
    CHECK(has(shown, "Chữ ký số <strong class=\"govuk-tag govuk-tag--red\">không đạt"));
    CHECK(has(shown, "Không vào sổ được"));
    CHECK(office.step("registration") == 409);
}

TEST_CASE("the form for a document that came says what is missing and keeps what was typed; nothing is on record", "[documents][desk]") {
    Book office;
    const auto refused = office.take(office.paper(), {{"came", "exchange"}, {"sender", "Sở \"Tư pháp\""}});
    REQUIRE(refused);
    CHECK(refused->status == 422);
    for (const auto* words : {"href=\"#new-notation\"", "Phải ghi số, ký hiệu", "Phải ghi trích yếu", "value=\"Sở &quot;Tư pháp&quot;\"", "value=\"exchange\" checked", "<details class=\"govuk-details\" open>"})
        CHECK(has(refused, words));
    CHECK(has(refused, "Sổ chưa có văn bản nào"));
    auto tomorrow = letter("paper");
    tomorrow.emplace_back("dated", "2026-11-24");
    const auto not_yet = office.take(office.paper(), tomorrow);
    CHECK(not_yet->status == 422);
    for (const auto* words : {"href=\"#new-dated\"", "Không thể sau ngày đến 23/11/2026", "value=\"2026-11-24\""}) CHECK(has(not_yet, words));
    const auto no_pdf = office.take("GIF89a", letter("paper"));
    CHECK(no_pdf->status == 422);
    CHECK(has(no_pdf, "Văn bản đến phải là tệp PDF"));
    CHECK(has(office.take("", letter("paper")), "Chọn tệp văn bản"));
}

TEST_CASE("a signed document is sent by the form and its way at the receiver is shown; an unsigned one is refused", "[documents][desk]") {
    Book office;
    const http::Pairs outgoing{{"to", "H56.03"}, {"notation", "16/CV-UBND"}, {"subject", "Trả lời"}};
    CHECK(has(office.page("sent"), "<option value=\"H56.03\">"));
    const auto unsigned_one = office.send(office.paper(), outgoing);
    REQUIRE(unsigned_one);
    CHECK(unsigned_one->status == 409);
    CHECK(has(unsigned_one, "value=\"16/CV-UBND\""));
    CHECK(has(office.send(office.signed_by_both(), {{"notation", "16/CV-UBND"}}), "Phải ghi trích yếu"));

    CHECK(office.send(office.signed_by_both(), outgoing)->status == 303);
    CHECK(has(office.page("sent"), "Đã đến nơi nhận, chờ vào sổ"));
    auto there = office.request("2026-11-23T11:00", {{"document_id", office.newest("H56.03")}}, {{"unit", "MC"}});
    there.principal.agency = "H56.03";
    REQUIRE(http::register_incoming(there, office.services));
    CHECK(has(office.page("sent"), "Nơi nhận đã vào sổ lúc 11:00 23/11/2026, số đến 01/2026"));
}
