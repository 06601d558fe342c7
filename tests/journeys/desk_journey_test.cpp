// Officers take one dossier from the counter to the citizen in a real browser, through the pages alone.

#include <catch2/catch.hpp>

#include "tests/support/places.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/web_driver.hpp"

using test_support::Browser;
using test_support::PictureOnFailure;
using test_support::RunningServer;

namespace {

RunningServer& server() {
    static RunningServer running;
    return running;
}

void sign_in(Browser& browser, const std::string& name) {
    browser.go(server().url() + "/sign-in");
    browser.type("[name=username]", name);
    browser.type("[name=password]", RunningServer::password());
    browser.click("main form button");
    browser.wait_for_text("Hồ sơ");
}

// Opens a folded action of the dossier's page, fills it and sends it.
class ActionForm {
  public:
    ActionForm(Browser& browser, const std::string& action)
        : browser_(browser), form_("form[action$=\"/actions/" + action + "\"] ") {
        browser.wait_for(form_);
        browser.script("document.querySelector('" + std::string{"form[action$=\"/actions/" + action + "\"]"} +
                       "').closest('details').open = true");
    }
    ActionForm& type(const std::string& name, const std::string& text) {
        browser_.type(form_ + "[name=\"" + name + "\"]", text);
        return *this;
    }
    ActionForm& choose(const std::string& name, const std::string& value) {
        browser_.choose(form_ + "[name=\"" + name + "\"]", value);
        return *this;
    }
    ActionForm& tick(const std::string& name) {
        browser_.click(form_ + "[name=\"" + name + "\"][type=checkbox]");
        return *this;
    }
    void send() { browser_.click(form_ + "button"); }

  private:
    Browser& browser_;
    std::string form_;
};

}  // namespace

TEST_CASE("an officer opens, completes and receives a dossier on the pages, and the citizen finds its state",
          "[journey][browser]") {
    Browser browser;
    PictureOnFailure picture{browser, test_support::in_build("pictures/desk-journey.png")};
    sign_in(browser, "lan");

    browser.go(server().url() + "/desk/new");
    browser.choose("[name=procedure]", "1.001612");
    browser.type("[name=\"applicant.name\"]", "Nguyễn Văn Mẫu");
    browser.type("[name=\"applicant.number\"]", "001090000017");
    browser.type("[name=\"applicant.phone\"]", "0912345678");
    browser.click("main form button.govuk-button");
    browser.wait_for_text("Chưa đủ thành phần hồ sơ");
    const auto dossier = browser.url();

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
    PictureOnFailure citizen_picture{at_home, test_support::in_build("pictures/look-up-journey.png")};
    at_home.go(server().url() + "/tra-cuu");
    at_home.type("[name=ma]", code);
    at_home.click("main form button");
    at_home.wait_for_text("được tiếp nhận");
    CHECK(at_home.source().find("Nguyễn Văn Mẫu") == std::string::npos);
    citizen_picture.all_is_well();

    CHECK(browser.console_errors().empty());
    picture.all_is_well();
}

TEST_CASE("a wrong password and an unknown code are answered in plain Vietnamese", "[journey][browser]") {
    Browser browser;
    PictureOnFailure picture{browser, test_support::in_build("pictures/refusals-journey.png")};
    browser.go(server().url() + "/sign-in");
    browser.type("[name=username]", "lan");
    browser.type("[name=password]", "sai");
    browser.click("main form button");
    browser.wait_for(".govuk-error-summary");
    browser.go(server().url() + "/tra-cuu?ma=H99.14-990101-9999");
    browser.wait_for_text("Không tìm thấy hồ sơ có mã này");
    picture.all_is_well();
}
