// Before a result is signed, who may sign it, and the clerk's documents: by the pages alone, in a real browser.

#include <catch2/catch.hpp>

#include <unistd.h>

#include "tests/journeys/desk_pages.hpp"
#include "tests/support/desk.hpp"

namespace journeys {

using test_support::Browser;
using test_support::PictureOnFailure;

namespace {

const std::string sample_pdf = test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf");

std::string in_server(const std::string& name) { return (server().folder() / name).string(); }

// Signed as by the demonstration PKI's person, then the agency.
std::string signed_by_both() {
    server().run({"sign", sample_pdf, "--out", in_server("one.pdf"), "--pki", in_server("pki"), "--as", "person"});
    server().run({"sign", in_server("one.pdf"), "--out", in_server("both.pdf"), "--pki", in_server("pki"), "--as", "agency"});
    return in_server("both.pdf");
}

// In the hands of the specialist, decided: its address.
std::string decided_dossier() {
    test_support::Desk desk{server()};
    const auto dossier = desk.received().at("id").get<std::string>();
    auto specialist = desk.sign_in("tam"), leader = desk.sign_in("son");
    desk.act(desk.reception(), dossier, "HandOverTo", {{"unit", "KT"}, {"note", "Đủ thành phần"}, {"paper", true}});
    desk.act(specialist, dossier, "TakeOver");
    desk.act(leader, dossier, "Decide", {{"outcome", "granted"}});
    specialist.upload("/api/dossiers/" + dossier + "/results?code=KQ.G05.000301&number=12&form=electronic&title=Ket%20qua", test_support::content_of(sample_pdf), "application/pdf",
                      "ket-qua.pdf");
    return server().url() + "/desk/dossiers/" + dossier;
}

void open(Browser& browser, const std::string& form) {
    browser.wait_for(form, std::chrono::seconds{60});
    browser.script("document.querySelector('" + form + "').closest('details').open = true");
}

}  // namespace

TEST_CASE("a leader stamps a result and writes the own title on it before signing; the page shows both", "[journey][browser]") {
    const auto dossier = decided_dossier();
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/marks-journey.png")};
    sign_in(browser, "son");
    browser.go(dossier);
    const std::string stamp = "form[action$=\"/urgency\"]", title = "form[action$=\"/title\"]";
    open(browser, stamp);
    browser.click(stamp + " button");
    browser.wait_for_text("Mức độ khẩn: chọn");
    open(browser, stamp);
    browser.click(stamp + " [value=express]");
    browser.click(stamp + " button");
    browser.wait_for_text("HỎA TỐC");
    open(browser, title);
    CHECK_FALSE(browser.has(stamp));
    browser.choose(title + " [name=authority]", "KT.");
    browser.type(title + " [name=title]", "PHÓ CHỦ TỊCH");
    browser.click(title + " button");
    browser.wait_for_text("Phải ghi ký thay mặt, ký thay ai");
    CHECK(browser.attribute(title + " [name=title]", "value") == "PHÓ CHỦ TỊCH");
    browser.type(title + " [name=place_of]", "CHỦ TỊCH");
    browser.click(title + " button");
    browser.wait_for_text("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH");
    failure.all_is_well();
}

TEST_CASE("an administrator writes down a certificate, a leader lets somebody sign by TUQ. and ends it", "[journey][browser]") {
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/signers-journey.png")};
    sign_in(browser, "duc");
    browser.go(server().url() + "/desk/personal-certificates");
    const auto officer = browser.script("return [...document.querySelectorAll('[name=officer] option')].find(each => each.text.includes('Phó Chủ tịch')).value").get<std::string>();
    browser.choose("[name=officer]", officer);
    browser.type("#certificate", in_server("pki/person/cert.pem"));
    browser.click("form[enctype] button");
    browser.wait_for_text("Đã ghi chứng thư số");
    CHECK(browser.text("dl").find("Hoàng Minh Sơn") != std::string::npos);

    Browser leader;
    PictureOnFailure second{leader, test_support::in_build("pictures/delegation-journey.png")};
    sign_in(leader, "son");
    leader.go(server().url() + "/desk/signing-delegations");
    leader.script("document.querySelector('[name=officer]').selectedIndex = 1");
    leader.type("[name=document]", "21/GUQ-UBND");
    leader.type("[name=content]", "Quyết định về hộ tịch");
    leader.script("const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);"
                  "document.querySelector('[name=valid_from]').value = day(-2); document.querySelector('[name=valid_to]').value = day(30)");
    leader.click("main form[action$=\"signing-delegations\"] button");
    leader.wait_for_text("đang có hiệu lực");
    open(leader, "form[action$=\"/end\"]");
    leader.type("form[action$=\"/end\"] [name=reason]", "Thông báo 30/TB-UBND");
    leader.click("form[action$=\"/end\"] button");
    leader.wait_for_text("Đã qua");
    CHECK(leader.text("table").find("Thông báo 30/TB-UBND") != std::string::npos);
    CHECK_FALSE(leader.has("form[action$=\"/end\"]"));
    second.all_is_well();
    failure.all_is_well();
}

TEST_CASE("a clerk takes in a signed document, enters it in the book and forwards it, and sends one to another agency", "[journey][browser]") {
    const auto pdf = signed_by_both();
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/documents-journey.png")};
    sign_in(browser, "mai");
    browser.go(server().url() + "/desk/documents");
    const std::string taking = "form[action$=\"/documents/incoming\"]", sending = "form[action$=\"/documents/sent\"]";
    browser.script("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n'}))");  // unfolds the form
    browser.click(taking + " [value=exchange]");
    browser.type(taking + " [name=sender]", "Ủy ban nhân dân phường Bình Minh");
    browser.type(taking + " [name=subject]", "Thông báo lịch họp");
    browser.script("document.querySelector('form[action$=\"/documents/incoming\"] [name=dated]').value = '2026-01-05'");
    browser.type(taking + " [name=file]", pdf);
    browser.click(taking + " button");
    browser.wait_for_text("Phải ghi số, ký hiệu");
    browser.type(taking + " [name=notation]", "07/TB-UBND");
    browser.type(taking + " [name=file]", pdf);  // browsers forget files
    browser.click(taking + " button");
    browser.wait_for_text("Đã nhận văn bản");
    browser.wait_for_text("Chờ vào sổ");
    browser.wait_for_text("Ngày văn bản: 05/01/2026");
    browser.click("form[action$=\"/registration\"] button");
    browser.wait_for("form[action$=\"/forward\"]");
    browser.choose("form[action$=\"/forward\"] select", "TP");
    browser.click("form[action$=\"/forward\"] button");
    browser.wait_for_text("Đã chuyển");

    browser.go(server().url() + "/desk/documents?book=sent");
    open(browser, sending);
    browser.choose(sending + " [name=to]", "H99.15");
    browser.type(sending + " [name=notation]", "16/CV-UBND");
    browser.type(sending + " [name=subject]", "Trả lời");
    browser.type(sending + " [name=file]", sample_pdf);
    browser.click(sending + " button");
    browser.wait_for(".govuk-error-summary");  // nobody signed it
    browser.type(sending + " [name=file]", pdf);
    browser.click(sending + " button");
    browser.wait_for_text("Đã đến nơi nhận, chờ vào sổ");
    failure.all_is_well();
}

}  // namespace journeys
