#pragma once
// A real browser (Debian's chromium) by the WebDriver protocol: as much of it as our journeys need.

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/child_process.hpp"
#include "integrations/https_client.hpp"

namespace test_support {

struct BrowserFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct BrowserWish {
    int width = 1280, height = 900;   // CSS pixels
    bool javascript = true;
    std::string downloads{};          // folder; empty: no downloads
};

// Elements are named by CSS selectors; the first match is meant. All calls throw BrowserFault.
class Browser {
  public:
    explicit Browser(BrowserWish wish = {});
    ~Browser();
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    void go(const std::string& url);
    std::string url();
    std::string title();
    std::string source();

    bool has(const std::string& selector);
    int count(const std::string& selector);
    // Until the element is there; pages that load are waited for by the driver itself.
    void wait_for(const std::string& selector, std::chrono::seconds within = std::chrono::seconds{10});
    void wait_for_text(const std::string& text, std::chrono::seconds within = std::chrono::seconds{10});
    std::string text(const std::string& selector = "body");
    std::string attribute(const std::string& selector, const std::string& name);
    void click(const std::string& selector);
    void click_link(const std::string& text);
    // Replaces what the field holds. File fields take a path.
    void type(const std::string& selector, const std::string& text);
    void choose(const std::string& selector, const std::string& value);  // an option of a select
    void press(const std::string& key);  // to the focused element: "\uE004" is Tab
    nlohmann::json script(const std::string& body);  // may `return`

    std::vector<std::string> console_errors();
    void screenshot(const std::string& path);         // PNG of the whole page
    void window_screenshot(const std::string& path);  // PNG of what is in the window

  private:
    nlohmann::json call(const std::string& method, const std::string& path, const nlohmann::json& body);
    nlohmann::json on_element(const std::string& selector, const std::string& method, const std::string& what, const nlohmann::json& body);
    std::string element(const std::string& selector);
    std::string element_by(const std::string& kind, const std::string& value);

    ChildProcess driver_;
    integrations::HttpsClient http_;
    std::string base_;     // http://127.0.0.1:PORT
    std::string session_;  // /session/ID
};

// Takes a picture when a test leaves by an exception or with a failed check: put one beside the browser.
class PictureOnFailure {
  public:
    PictureOnFailure(Browser& browser, std::string path) : browser_(browser), path_(std::move(path)) {}
    ~PictureOnFailure();
    void all_is_well() { well_ = true; }

  private:
    Browser& browser_;
    std::string path_;
    bool well_ = false;
};

}  // namespace test_support
