#include <catch2/catch.hpp>

#include "templates/forms.hpp"
#include "tests/unit/templates/sample_views.hpp"

using namespace templates;

TEST_CASE("each rule set has its forms, each asks only for what is documented", "[templates][forms]") {
    int of_2025 = 0, of_2018 = 0;
    for (const auto& kind : form_kinds()) {
        if (kind.rule_set == "2025") ++of_2025;
        if (kind.rule_set == "2018") ++of_2018;
        std::set<std::string> missing;
        const auto html = render_form(kind.rule_set, kind.form, sample::form(kind.rule_set, kind.form), Medium::Screen, &missing);
        for (const auto& name : missing) FAIL_CHECK(kind.template_name << " asks for " << name);
        CHECK(html.find(kind.title) != std::string::npos);
        CHECK(html.find("{{") == std::string::npos);
    }
    CHECK(of_2025 == 7);
    CHECK(of_2018 == 6);
    CHECK_THROWS_AS(render_form("2018", "stop", View::object()), TemplateFault);
}

TEST_CASE("the QR data set of 2023 keeps its order and cannot be widened from inside a field", "[templates][forms]") {
    CHECK(qr_text({"H56.14-261121-0001", "1.001193", "001190012345", "Giấy|tiếp nhận", "Một cửa", "2026-11-21T09:30:00+07:00",
                   "2026-11-26T17:00:00+07:00", ""}) ==
          "H56.14-261121-0001|1.001193|001190012345|Giấy tiếp nhận|Một cửa|2026-11-21T09:30:00+07:00|2026-11-26T17:00:00+07:00");
}

TEST_CASE("on screen a form links the style sheet, in a PDF it carries it", "[templates][forms]") {
    const auto screen = render_form("2025", "receipt", sample::form("2025", "receipt"), Medium::Screen);
    const auto paper = render_form("2025", "receipt", sample::form("2025", "receipt"), Medium::Pdf);
    CHECK(screen.find("href=\"/static/forms-") != std::string::npos);
    CHECK(paper.find("href=\"data:text/css;base64,") != std::string::npos);
    CHECK(paper.find("/static/") == std::string::npos);
}
