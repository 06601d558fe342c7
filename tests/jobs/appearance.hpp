#pragma once
// What a reader sees of a signature: where it stands, its letters and their size, its pictures.

#include <fstream>
#include <map>
#include <regex>

#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/signature_fields.hpp"
#include "tests/jobs/printing.hpp"

namespace papers_tests {

struct Shown {
    std::string field;
    int page = 0;  // from 1
    dossier::signing_rules::PlaceMm place{};
    bool picture = false;  // draws an image
    bool alpha = false;    // which lets the page through
};

inline void look_for_pictures(QPDFObjectHandle form, Shown& shown) {
    auto objects = form.getDict().getKey("/Resources").getKey("/XObject");
    if (!objects.isDictionary()) return;
    for (const auto& key : objects.getKeys()) {
        auto object = objects.getKey(key);
        if (object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) {
            shown.picture = true;
            shown.alpha = shown.alpha || object.getDict().hasKey("/SMask");
        } else {
            look_for_pictures(object, shown);
        }
    }
}

// Every signature of the file, in the order of its fields.
inline std::vector<Shown> signatures_shown(const std::string& pdf) {
    auto opened = signing::open_strictly(pdf);
    REQUIRE(opened);
    const auto pages = opened->pdf->getAllPages();
    std::vector<Shown> all;
    for (auto& field : signing::signature_fields(*opened->pdf)) {
        if (!field.signed_already()) continue;
        REQUIRE(field.widgets.size() == 1);
        auto widget = field.widgets.front();
        const auto box = widget.getKey("/Rect").getArrayAsRectangle();
        Shown shown{field.name, 0, {}};
        for (size_t i = 0; i < pages.size(); ++i) {
            if (pages[i].getObjGen() != widget.getKey("/P").getObjGen()) continue;
            shown.page = static_cast<int>(i + 1);
            shown.place = signing::PageGeometry(pages[i]).to_displayed({box.llx, box.lly, box.urx, box.ury});
        }
        look_for_pictures(widget.getKey("/AP").getKey("/N"), shown);
        all.push_back(shown);
    }
    return all;
}

struct Line {
    std::string text, family, colour;  // "#000000"
    double size = 0;                   // pt
    int page = 0;
    int top = 0, right = 0;            // pt
};

// Letters beyond the first alphabet come from another subset of the font, as pieces of their own.
inline bool continues(const Line& line, const Line& piece, int left) {
    const auto base = [](const std::string& family) { return family.substr(family.find('+') + 1); };
    return line.page == piece.page && std::abs(line.top - piece.top) <= 2 && std::abs(line.right - left) <= 2 && line.size == piece.size && line.colour == piece.colour &&
           base(line.family) == base(piece.family);
}

// The lines of the pages with everything that lies on them, as another program reads them.
inline std::vector<Line> lines_of(const Printing& office, const std::string& pdf) {
    const auto base = (office.folder.path() / "shown").string();
    std::ofstream{base + ".pdf", std::ios::binary} << pdf;
    const auto command = "cd " + office.folder.path().string() + " && qpdf --flatten-annotations=all shown.pdf flat.pdf && pdftohtml -xml -i -zoom 1 -stdout flat.pdf > flat.xml 2>/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream file{(office.folder.path() / "flat.xml").string()};
    std::map<std::string, Line> fonts;
    std::vector<Line> lines;
    const std::regex page{"<page number=\"(\\d+)\""}, font{"<fontspec id=\"(\\d+)\" size=\"([\\d.]+)\" family=\"([^\"]*)\" color=\"([^\"]*)\""},
        text{"<text top=\"(-?\\d+)\" left=\"(-?\\d+)\" width=\"(\\d+)\"[^>]*font=\"(\\d+)\"[^>]*>(.*)</text>"};
    int number = 0;
    std::smatch found;
    for (std::string line; std::getline(file, line);) {
        if (std::regex_search(line, found, page)) number = std::stoi(found[1]);
        if (std::regex_search(line, found, font)) fonts[found[1]] = {"", found[3], found[4], std::stod(found[2])};
        if (!std::regex_search(line, found, text)) continue;
        auto piece = fonts[found[4]];
        const int left = std::stoi(found[2]);
        piece.text = found[5];
        piece.page = number;
        piece.top = std::stoi(found[1]);
        piece.right = left + std::stoi(found[3]);
        if (lines.empty() || !continues(lines.back(), piece, left)) {
            lines.push_back(piece);
            continue;
        }
        lines.back().text += piece.text;
        lines.back().right = piece.right;
    }
    for (auto& line : lines)
        for (auto seam = line.text.find("</b><b>"); seam != std::string::npos; seam = line.text.find("</b><b>")) line.text.erase(seam, 7);
    return lines;
}

inline const Line* line_with(const std::vector<Line>& lines, const std::string& words) {
    for (const auto& line : lines)
        if (line.text.find(words) != std::string::npos) return &line;
    return nullptr;
}

// "top right of page 1", of an A4 page.
inline bool in_the_corner(const Shown& shown) {
    const auto& place = shown.place;
    return shown.page == 1 && place.left > 105 && place.left + place.width <= 210 && place.top >= 0 && place.top + place.height < 297.0 / 4;
}

}  // namespace papers_tests
