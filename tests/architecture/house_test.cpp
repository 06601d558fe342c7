#include <algorithm>

#include <catch2/catch.hpp>

#include "source_tree.hpp"

using namespace architecture;

TEST_CASE("because a reader has one screen and one morning, no source file passes 300 lines", "[architecture]") {
    for (const auto* folder : {"dossier", "ocr", "integrations", "templates", "server", "tests"})
        for (const auto& file : sources_under(folder)) {
            CAPTURE(file.path);
            CHECK(std::count(file.text.begin(), file.text.end(), '\n') <= 300);
        }
}

TEST_CASE("because SOCI's what() holds bound values, nobody outside its wrapper reads a SOCI error", "[architecture]") {
    for (const auto* folder : {"dossier", "ocr", "integrations", "templates", "server"})
        for (const auto& file : sources_under(folder)) {
            if (file.path.rfind("server/storage/", 0) == 0) continue;
            CAPTURE(file.path);
            CHECK(file.text.find("soci::") == std::string::npos);
        }
}

TEST_CASE("because names say the business, there is no folder for leftovers", "[architecture]") {
    for (const auto* folder : {"dossier", "ocr", "integrations", "templates", "server"})
        for (const auto& file : sources_under(folder)) {
            CAPTURE(file.path);
            for (const auto* word : {"utils", "common/", "helper", "manager"})
                CHECK(file.path.find(word) == std::string::npos);
        }
}

TEST_CASE("because an agency's own text must reach every paper, one function of the server renders forms", "[architecture]") {
    for (const auto& file : sources_under("server")) {
        if (file.path == "server/own_forms.cpp" || file.path.rfind("server/tools/bench/", 0) == 0) continue;
        CAPTURE(file.path);
        CHECK(file.text.find("render_form(rule") == std::string::npos);
        CHECK(file.text.find("templates::render_form") == std::string::npos);
    }
}
