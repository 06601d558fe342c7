// What every template keeps to, whoever edits it.

#include <regex>

#include <catch2/catch.hpp>

#include "templates/embedded.hpp"
#include "templates/render.hpp"
#include "tests/unit/templates/sample_views.hpp"

TEST_CASE("no template leaves a value unescaped, because one would be enough", "[templates]") {
    for (const auto& file : templates::embedded_files()) {
        if (!file.name.ends_with(".html")) continue;
        INFO(file.name);
        CHECK(file.bytes.find("{{{") == std::string_view::npos);
        CHECK(file.bytes.find("{{&") == std::string_view::npos);
    }
}

TEST_CASE("pages hold no inline script, handler or style, because the content policy forbids them", "[templates]") {
    const std::regex forbidden{R"(<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|<style|javascript:)", std::regex::icase};
    for (const auto& page : sample::pages()) {
        const auto html = templates::render(page.name, page.view);
        std::smatch found;
        INFO(page.name);
        const bool any = std::regex_search(html, found, forbidden);
        CHECK_FALSE(any);
    }
}

TEST_CASE("every field has a label and every label a field", "[templates]") {
    const std::regex inputs{R"re(<(?:input|select|textarea)\b[^>]*>)re"};
    const std::regex id{R"re(\bid="([^"]+)")re"};
    for (const auto& page : sample::pages()) {
        const auto html = templates::render(page.name, page.view);
        for (std::sregex_iterator at{html.begin(), html.end(), inputs}, end; at != end; ++at) {
            const auto tag = at->str();
            if (tag.find("type=\"hidden\"") != std::string::npos) continue;
            INFO(page.name << ": " << tag);
            std::smatch found;
            REQUIRE(std::regex_search(tag, found, id));
            const bool labelled = html.find("for=\"" + found[1].str() + "\"") != std::string::npos ||
                                  tag.find("aria-label=") != std::string::npos;
            CHECK(labelled);
        }
    }
}
