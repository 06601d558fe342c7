// Officers take one dossier from the counter to the citizen in a real browser, through the pages alone.

#include <catch2/catch.hpp>

#include "tests/journeys/desk_pages.hpp"

using namespace journeys;
using test_support::Browser;
using test_support::PictureOnFailure;

TEST_CASE("an officer opens, completes and receives a dossier on the pages, and the citizen finds its state",
          "[journey][browser]") {
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/desk-journey.png")};
    sign_in(browser, "lan");

    open_draft(browser);

    ActionForm{browser, "MarkNotDigitised"}.choose("reason", "other").type("text", "Bản giấy đóng quyển").send();
    browser.wait_for_text("Thành phần hồ sơ");
    ActionForm{browser, "RecordLookup"}.choose("source", "identity").tick("found").type("reference", "tra-cuu-1").send();
    browser.wait_for_text("Đủ thành phần hồ sơ");
    ActionForm{browser, "Receive"}.send();
    browser.wait_for_text("Đã tiếp nhận hồ sơ");
    const auto code = browser.text("h1 .mc-code");
    CHECK(code.rfind("H99.14-", 0) == 0);
    CHECK(browser.text().find("Hẹn trả") != std::string::npos);

    Browser at_home;
    PictureOnFailure citizen_failure{at_home, test_support::in_build("pictures/look-up-journey.png")};
    at_home.go(server().url() + "/tra-cuu");
    at_home.type("[name=ma]", code);
    at_home.click("main form button");
    at_home.wait_for_text("được tiếp nhận");
    CHECK(at_home.source().find("Nguyễn Văn Mẫu") == std::string::npos);
    citizen_failure.all_is_well();

    CHECK(browser.console_errors() == std::vector<std::string>{});
    failure.all_is_well();
}

TEST_CASE("a wrong password and an unknown code are answered in plain Vietnamese", "[journey][browser]") {
    Browser browser;
    PictureOnFailure failure{browser, test_support::in_build("pictures/refusals-journey.png")};
    browser.go(server().url() + "/sign-in");
    browser.type("[name=username]", "lan");
    browser.type("[name=password]", "sai");
    browser.click("main form button");
    browser.wait_for(".govuk-error-summary");
    browser.go(server().url() + "/tra-cuu?ma=H99.14-990101-9999");
    browser.wait_for_text("Không tìm thấy hồ sơ có mã này");
    failure.all_is_well();
}
