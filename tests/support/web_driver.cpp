#include "tests/support/web_driver.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

namespace test_support {
namespace {

using nlohmann::json;

constexpr const char* element_key = "element-6066-11e4-a52e-4f735466cecf";  // fixed by the W3C

std::string port_of(ChildProcess& driver) {
    for (int line = 0; line < 10; ++line) {
        const auto text = driver.next_line(std::chrono::seconds{30});
        const std::string before = "started successfully on port ";
        if (const auto at = text.find(before); at != std::string::npos)
            return text.substr(at + before.size(), text.find_first_not_of("0123456789", at + before.size()) - at - before.size());
    }
    throw BrowserFault("chromedriver did not start");
}

json capabilities(const BrowserWish& wish) {
    auto arguments = json::array({"--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=vi",
                                  "--no-proxy-server", "--force-device-scale-factor=1",
                                  "--window-size=" + std::to_string(wish.width) + "," + std::to_string(wish.height)});
    json preferences{{"download.prompt_for_download", false}};
    if (!wish.downloads.empty()) preferences["download.default_directory"] = wish.downloads;
    if (!wish.javascript) preferences["profile.managed_default_content_settings.javascript"] = 2;
    return {{"capabilities",
             {{"alwaysMatch",
               {{"browserName", "chrome"},
                {"acceptInsecureCerts", true},  // the demo's own certificate
                {"goog:loggingPrefs", {{"browser", "ALL"}}},
                {"timeouts", {{"pageLoad", 30'000}, {"script", 10'000}}},
                {"goog:chromeOptions", {{"args", arguments}, {"prefs", preferences}}}}}}}};
}

std::string decoded(const std::string& base64) {
    std::string bytes;
    unsigned group = 0;
    int bits = 0;
    for (const char letter : base64) {
        const std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const auto value = letters.find(letter);
        if (value == std::string_view::npos) break;
        group = group << 6 | static_cast<unsigned>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(group >> bits & 0xFF);
    }
    return bytes;
}

template <class Condition>
bool comes_true(Condition condition, std::chrono::seconds within) {
    const auto deadline = std::chrono::steady_clock::now() + within;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return true;
}

}  // namespace

Browser::Browser(BrowserWish wish) : driver_({"chromedriver", "--port=0"}), base_("http://127.0.0.1:" + port_of(driver_)) {
    session_ = "/session/" + call("POST", "/session", capabilities(wish)).at("sessionId").get<std::string>();
}

Browser::~Browser() {
    try {
        call("DELETE", session_, nullptr);
    } catch (const std::exception&) {
        std::cerr << "the browser did not end by itself\n";
    }
}

json Browser::call(const std::string& method, const std::string& path, const json& body) {
    const auto sent = http_.send({method, base_ + path, {{"Content-Type", "application/json"}}, method == "POST" ? body.dump() : ""});
    if (!sent) throw BrowserFault("WebDriver: " + sent.error().detail);
    const auto answer = json::parse(sent->body, nullptr, false);
    if (!answer.is_object() || !answer.contains("value")) throw BrowserFault("WebDriver: no answer to " + path);
    if (sent->status != 200) throw BrowserFault(answer["value"].value("error", "") + ": " + answer["value"].value("message", ""));
    return answer["value"];
}

std::string Browser::element_by(const std::string& kind, const std::string& value) {
    return session_ + "/element/" +
           call("POST", session_ + "/element", {{"using", kind}, {"value", value}}).at(element_key).get<std::string>();
}
std::string Browser::element(const std::string& selector) { return element_by("css selector", selector); }

void Browser::go(const std::string& url) { call("POST", session_ + "/url", {{"url", url}}); }
std::string Browser::url() { return call("GET", session_ + "/url", nullptr); }
std::string Browser::title() { return call("GET", session_ + "/title", nullptr); }
std::string Browser::source() { return call("GET", session_ + "/source", nullptr); }

int Browser::count(const std::string& selector) {
    return static_cast<int>(call("POST", session_ + "/elements", {{"using", "css selector"}, {"value", selector}}).size());
}
bool Browser::has(const std::string& selector) { return count(selector) > 0; }

void Browser::wait_for(const std::string& selector, std::chrono::seconds within) {
    if (!comes_true([&] { return has(selector); }, within)) throw BrowserFault("never came: " + selector + " on " + url());
}
void Browser::wait_for_text(const std::string& text_, std::chrono::seconds within) {
    if (!comes_true([&] { return text().find(text_) != std::string::npos; }, within))
        throw BrowserFault("never came: “" + text_ + "” on " + url());
}

// A page that refreshes itself takes elements away under our hands, and pictures that load move them: for three seconds
// that is tried again, as a person would. Between two pages there is no body.
json Browser::on_element(const std::string& selector, const std::string& method, const std::string& what, const json& body) {
    for (int tries = 1;; ++tries) {
        try {
            return call(method, element(selector) + what, body);
        } catch (const BrowserFault& fault) {
            const std::string why = fault.what();
            const auto says = [&](const char* words) { return why.find(words) != std::string::npos; };
            const bool passes = says("intercepted") || says("stale") || says("does not belong to the document") || (selector == "body" && says("no such element"));
            if (tries == 30 || !passes) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }
}

std::string Browser::text(const std::string& selector) { return on_element(selector, "GET", "/text", nullptr); }
std::string Browser::attribute(const std::string& selector, const std::string& name) {
    const auto value = on_element(selector, "GET", "/attribute/" + name, nullptr);
    return value.is_string() ? value.get<std::string>() : std::string{};
}
void Browser::click(const std::string& selector) {
    call("POST", session_ + "/execute/sync",
         {{"script", "document.querySelector(arguments[0])?.scrollIntoView({block: 'center'})"}, {"args", {selector}}});
    on_element(selector, "POST", "/click", json::object());
}
void Browser::click_link(const std::string& text) {
    call("POST", element_by("partial link text", text) + "/click", json::object());
}

void Browser::type(const std::string& selector, const std::string& text) {
    const auto field = element(selector);
    if (attribute(selector, "type") != "file") call("POST", field + "/clear", json::object());
    call("POST", field + "/value", {{"text", text}});
}
void Browser::choose(const std::string& selector, const std::string& value) {
    click(selector + " option[value=\"" + value + "\"]");
}
void Browser::press(const std::string& key) {
    const auto focused = call("GET", session_ + "/element/active", nullptr).at(element_key).get<std::string>();
    call("POST", session_ + "/element/" + focused + "/value", {{"text", key}});
}
json Browser::script(const std::string& body) {
    return call("POST", session_ + "/execute/sync", {{"script", body}, {"args", json::array()}});
}

std::vector<std::string> Browser::console_errors() {
    std::vector<std::string> errors;
    for (const auto& entry : call("POST", session_ + "/se/log", {{"type", "browser"}}))
        if (entry.value("level", "") == "SEVERE") errors.push_back(entry.value("message", ""));
    return errors;
}

void Browser::screenshot(const std::string& path) {
    const auto height = script("return Math.min(document.documentElement.scrollHeight, 6000)").get<int>();
    const auto size = call("GET", session_ + "/window/rect", nullptr);
    call("POST", session_ + "/window/rect", {{"width", size["width"]}, {"height", std::max(height + 90, size["height"].get<int>())}});
    window_screenshot(path);
    call("POST", session_ + "/window/rect", {{"width", size["width"]}, {"height", size["height"]}});
}

void Browser::window_screenshot(const std::string& path) {
    std::filesystem::create_directories(std::filesystem::path{path}.parent_path());
    std::ofstream{path, std::ios::binary} << decoded(call("GET", session_ + "/screenshot", nullptr).get<std::string>());
}

PictureOnFailure::~PictureOnFailure() {
    if (well_) return;
    try {
        browser_.screenshot(path_);
        std::cerr << "picture of the failure: " << path_ << " (" << browser_.url() << ")\n";
    } catch (const std::exception& fault) {
        std::cerr << "no picture of the failure: " << fault.what() << "\n";
    }
}

}  // namespace test_support
