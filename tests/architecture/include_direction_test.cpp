// server → integrations → dossier; ocr and templates know nobody. All system headers share one include folder,
// so the compiler cannot hold this line.

#include <algorithm>

#include <catch2/catch.hpp>

#include "source_tree.hpp"

using namespace architecture;

namespace {

bool starts_with(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

// Headers of the standard library have no folder and no ".h" at the end.
bool is_standard(const std::string& header) {
    return header.find('/') == std::string::npos && header.find('.') == std::string::npos;
}

std::vector<Include> all_includes() {
    std::vector<Include> all;
    for (const auto* folder : {"dossier", "ocr", "integrations", "templates", "server"})
        for (const auto& file : sources_under(folder))
            for (auto& include : includes_of(file)) all.push_back(std::move(include));
    return all;
}

struct Confined {
    const char* because;
    std::vector<std::string> headers;  // prefixes
    std::vector<std::string> folders;  // where they may stand
};

}  // namespace

TEST_CASE("because rules must be testable without a machine, dossier includes only std, tl::expected and itself",
          "[architecture]") {
    for (const auto& file : sources_under("dossier"))
        for (const auto& include : includes_of(file)) {
            CAPTURE(include.file, include.header);
            CHECK((starts_with(include.header, "dossier/") || include.header == "tl/expected.hpp" ||
                   is_standard(include.header)));
        }
}

TEST_CASE("because the domain reads no clock and no file, dossier names neither", "[architecture]") {
    for (const auto& file : sources_under("dossier")) {
        CAPTURE(file.path);
        CHECK(file.text.find("system_clock::now") == std::string::npos);
        for (const auto& include : includes_of(file)) {
            CAPTURE(include.header);
            CHECK(include.header != "fstream");
            CHECK(include.header != "filesystem");
            CHECK(include.header != "iostream");
        }
    }
}

TEST_CASE("because a page must be readable by any program, ocr and templates include no sibling folder",
          "[architecture]") {
    for (const auto* folder : {"ocr", "templates"})
        for (const auto& file : sources_under(folder))
            for (const auto& include : includes_of(file)) {
                if (!include.own) continue;
                CAPTURE(include.file, include.header);
                for (const auto* sibling : {"dossier/", "ocr/", "integrations/", "templates/", "server/"})
                    if (std::string{folder} + "/" != sibling) CHECK_FALSE(starts_with(include.header, sibling));
            }
}

TEST_CASE("because partners must not depend on our process, integrations include no server, ocr or templates",
          "[architecture]") {
    for (const auto& file : sources_under("integrations"))
        for (const auto& include : includes_of(file)) {
            if (!include.own) continue;
            CAPTURE(include.file, include.header);
            for (const auto* other : {"server/", "ocr/", "templates/"})
                CHECK_FALSE(starts_with(include.header, other));
        }
}

TEST_CASE("because each defect of a library is wrapped in one place, a library stays in its folder", "[architecture]") {
    const std::vector<Confined> rules{
        {"image decoders are hostile ground", {"tesseract/", "leptonica/"}, {"ocr/"}},
        {"SOCI's error texts hold bound values", {"soci/"}, {"server/storage/"}},
        {"Pistache needs the Guard", {"pistache/"}, {"server/http/"}},
        {"WeasyPrint and Mustache belong to what people see", {"mustache", "kainjow/"}, {"templates/"}},
        {"one HTTP client with limits", {"curl/"}, {"integrations/", "server/tools/"}},
    };
    for (const auto& include : all_includes())
        for (const auto& rule : rules)
            for (const auto& header : rule.headers) {
                if (!starts_with(include.header, header)) continue;
                CAPTURE(rule.because, include.file, include.header);
                CHECK(std::any_of(rule.folders.begin(), rule.folders.end(),
                                  [&](const auto& folder) { return starts_with(include.file, folder); }));
            }
}
