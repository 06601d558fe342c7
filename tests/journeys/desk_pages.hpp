#pragma once
// What an officer does on the pages, as a person does it: shared by the journeys. One server serves them all.

#include <cstdlib>
#include <string>

#include "tests/support/places.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/web_driver.hpp"

namespace journeys {

inline test_support::RunningServer& server() {
    static test_support::RunningServer running;
    return running;
}

inline void sign_in(test_support::Browser& browser, const std::string& name) {
    browser.go(server().url() + "/sign-in");
    browser.type("[name=username]", name);
    browser.type("[name=password]", test_support::RunningServer::password());
    browser.click("main form button");
    browser.wait_for_text("Đăng xuất");
}

// A draft for the registration of a household business; the browser stands on its page.
inline void open_draft(test_support::Browser& browser) {
    browser.go(server().url() + "/desk/new");
    browser.choose("[name=procedure]", "1.001612");
    browser.type("[name=\"applicant.name\"]", "Nguyễn Văn Mẫu");
    browser.type("[name=\"applicant.number\"]", "001090000017");
    browser.type("[name=\"applicant.phone\"]", "0912345678");
    browser.click("[name=name_spelling_confirmed][type=checkbox]");
    browser.click("main form button.govuk-button");
    browser.wait_for_text("Chưa đủ thành phần hồ sơ");
}

// Opens a folded action of the dossier's page, fills it and sends it.
class ActionForm {
  public:
    ActionForm(test_support::Browser& browser, const std::string& action)
        : browser_(browser), form_("form[action$=\"/actions/" + action + "\"] ") {
        browser.wait_for(form_);
        browser.script("document.querySelector('form[action$=\"/actions/" + action + "\"]').closest('details').open = true");
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
    test_support::Browser& browser_;
    std::string form_;
};

// Keeps a picture of the window for README when MOTCUA_TOUR names a folder (scripts/tour does).
inline void picture(test_support::Browser& browser, const std::string& name) {
    if (const char* folder = std::getenv("MOTCUA_TOUR")) browser.window_screenshot(std::string{folder} + "/" + name + ".png");
}

}  // namespace journeys
