#include <catch2/catch.hpp>

#include "templates/asset.hpp"
#include "templates/render.hpp"
#include "tests/unit/templates/sample_views.hpp"

using templates::render;
using templates::render_text;
using templates::View;

TEST_CASE("a value never becomes markup", "[templates]") {
    CHECK(render_text("<p title=\"{{x}}\">{{x}}</p>", {{"x", "<i>\"'&"}}) ==
          "<p title=\"&lt;i&gt;&quot;&apos;&amp;\">&lt;i&gt;&quot;&apos;&amp;</p>");
    for (const auto& page : sample::pages()) {
        INFO(page.name);
        const auto html = render(page.name, page.view);
        CHECK(html.find("><script>") == std::string::npos);
        CHECK(html.find("Lan <b>") == std::string::npos);
        CHECK(html.find("Nguyễn Thị Lan &lt;b&gt;") != std::string::npos);
    }
}

TEST_CASE("empty, null and false hide a section, zero does not", "[templates]") {
    CHECK(render_text("{{#x}}seen{{/x}}{{^x}}hidden{{/x}}", {{"x", ""}}) == "hidden");
    CHECK(render_text("{{#x}}seen{{/x}}{{^x}}hidden{{/x}}", {{"x", nullptr}}) == "hidden");
    CHECK(render_text("{{#x}}seen{{/x}}{{^x}}hidden{{/x}}", {{"x", View::array()}}) == "hidden");
    CHECK(render_text("{{x}}", {{"x", 0}}) == "0");
}

TEST_CASE("every name a page asks for is in its view", "[templates]") {
    for (const auto& page : sample::pages()) {
        std::set<std::string> missing;
        render(page.name, page.view, &missing);
        for (const auto& name : missing) FAIL_CHECK(page.name << " asks for " << name);
    }
}

TEST_CASE("a broken template is named", "[templates]") {
    CHECK_THROWS_AS(render("pages/no-such-page", View::object()), templates::TemplateFault);
    CHECK_THROWS_AS(render_text("{{#open}}", View::object()), templates::TemplateFault);
    CHECK_THROWS_AS(render_text("{{> partials/none}}", View::object()), templates::TemplateFault);
}

TEST_CASE("assets are found by the address that carries their hash", "[templates]") {
    const auto* sheet = templates::find_asset(templates::asset_url("app.css"));
    REQUIRE(sheet);
    CHECK(sheet->media_type == "text/css; charset=utf-8");
    CHECK(sheet->bytes.size() <= 40'000);
    CHECK(sheet->bytes.find("GDS") == std::string_view::npos);
    for (auto at = sheet->bytes.find("url(\"/"); at != std::string_view::npos; at = sheet->bytes.find("url(\"/", at + 1)) {
        const auto path = sheet->bytes.substr(at + 5, sheet->bytes.find('"', at + 5) - at - 5);
        INFO(path);
        CHECK(templates::find_asset(path));
    }
    CHECK(templates::find_asset(templates::asset_url("app.js"))->bytes.size() <= 30'000);
    CHECK(templates::find_asset("/static/app.css") == nullptr);
}
