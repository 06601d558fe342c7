// A scanned stack in a real browser: uploaded, read by the real worker, confirmed by the officer, received, printed.

#include <catch2/catch.hpp>

#include <unistd.h>

#include "tests/journeys/desk_pages.hpp"

using namespace journeys;
using test_support::Browser;
using test_support::PictureOnFailure;

TEST_CASE("a stack is uploaded, read, confirmed and received on the pages, and its receipt is shown", "[journey][browser]") {
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/stack-journey.png")};
    sign_in(browser, "lan");
    open_draft(browser);
    const auto dossier = browser.url();

    browser.type("#stack", test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"));
    browser.click("form[action$=\"/stacks\"] button");
    browser.wait_for("#document-1 form[action$=\"/confirm\"] button", std::chrono::seconds{90});
    CHECK(browser.text().find("3/3 trang") != std::string::npos);
    CHECK(browser.text("#document-1").find("Gợi ý") != std::string::npos);
    CHECK(browser.count(".mc-review img") == 3);
    picture(browser, "stack");
    browser.click("#document-1 form[action$=\"/confirm\"] button");
    browser.wait_for_text("Đã xác nhận là");
    browser.wait_for("#document-2 form[action$=\"/confirm\"] button");
    browser.click("#document-2 form[action$=\"/confirm\"] button");
    browser.wait_for("#document-2 .govuk-inset-text");

    browser.go(dossier);
    for (int tries = 0; tries < 60 && browser.text().find("Đủ thành phần hồ sơ") == std::string::npos; ++tries) {
        usleep(500'000);  // the second document's PDF is being made
        browser.go(dossier);
    }
    ActionForm{browser, "Receive"}.send();
    browser.wait_for_text("Đã tiếp nhận hồ sơ");
    picture(browser, "received");
    CHECK(browser.text("h1 .mc-code").rfind("H99.14-", 0) == 0);
    const auto code = browser.text("h1 .mc-code");

    browser.go(browser.url().substr(0, browser.url().find('?')) + "/papers/receipt");
    browser.wait_for_text("GIẤY TIẾP NHẬN HỒ SƠ");
    CHECK(browser.text().find(code) != std::string::npos);
    CHECK(browser.has("img"));
    picture(browser, "receipt");
    browser.go(server().url() + "/desk");
    browser.wait_for_text(code);
    picture(browser, "work-list");
    browser.go(server().url() + "/desk/find");
    browser.type("[name=q]", "nguyen van mau");
    browser.click("main form button");
    browser.wait_for_text(code);
    CHECK(browser.url().find("nguyen") == std::string::npos);  // names stay out of addresses
    picture(browser, "find");
    browser.click("a.mc-code");
    browser.wait_for_text("Đã báo cho người nộp");
    browser.script("document.getElementById('notices').scrollIntoView()");
    picture(browser, "notices");
    browser.go(server().url() + "/desk/books");
    browser.wait_for_text("SỔ THEO DÕI HỒ SƠ");
    picture(browser, "book");
    browser.go(server().url() + "/tra-cuu?ma=" + code);
    browser.wait_for_text("được tiếp nhận");
    picture(browser, "look-up");

    CHECK(browser.console_errors() == std::vector<std::string>{});
    failure.all_is_well();
}
