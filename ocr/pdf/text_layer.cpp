#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <unicode/unistr.h>

#include "ocr/pdf/parts.hpp"

namespace ocr {
namespace {

constexpr double widest_gap = 1.5;  // between words of one run, in heights of the line

// A point of the displayed page to page space, undoing /Rotate.
Point to_page(Point pixel, const TextPage& page, const Placement& at) {
    const bool quarter = at.rotate % 180 != 0;
    const double shown_width = quarter ? at.height_pt : at.width_pt;
    const double shown_height = quarter ? at.width_pt : at.height_pt;
    const double u = pixel.x / page.width * shown_width;
    const double v = shown_height - pixel.y / page.height * shown_height;
    switch (at.rotate) {
        case 90: return {at.left_pt + at.width_pt - v, at.bottom_pt + u};
        case 180: return {at.left_pt + at.width_pt - u, at.bottom_pt + at.height_pt - v};
        case 270: return {at.left_pt + v, at.bottom_pt + at.height_pt - u};
        default: return {at.left_pt + u, at.bottom_pt + v};
    }
}

std::string hex(const std::string& utf8, int& units) {
    const auto text = icu::UnicodeString::fromUTF8(utf8);
    std::string out;
    char four[8];
    units = text.length();
    for (int32_t i = 0; i < text.length(); ++i) {
        std::snprintf(four, sizeof four, "%04X", static_cast<unsigned>(text.charAt(i)));
        out += four;
    }
    return out;
}

// Words of a line that stand together, with where they begin and end on its base line, as shares of its length.
struct Run {
    double begin, end;
    std::string text;
};

// A wide gap parts columns; one run across it would put its words elsewhere.
std::vector<Run> runs_of(const Line& line) {
    const Point from = line.corners[3], to = line.corners[2];
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double height = std::hypot(line.corners[0].x - from.x, line.corners[0].y - from.y);
    if (length < 1) return {};
    const auto share = [&](double x, double y) { return ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / length / length; };
    std::vector<Run> runs;
    for (const Word& word : line.words) {
        const Box& box = word.box;
        const auto [left, right] = std::minmax({share(box.left, box.top), share(box.right, box.top), share(box.left, box.bottom), share(box.right, box.bottom)});
        if (runs.empty() || (left - runs.back().end) * length > height * widest_gap) runs.push_back({left, right, word.text});
        else runs.back() = {runs.back().begin, right, runs.back().text + " " + word.text};
    }
    if (runs.size() == 1) return {{0, 1, runs.front().text}};
    return runs;
}

std::string shown(const Line& line, const TextPage& page, const Placement& at) {
    const Point begin = to_page(line.corners[3], page, at);
    const Point end = to_page(line.corners[2], page, at);
    const Point top = to_page(line.corners[0], page, at);
    const double length = std::hypot(end.x - begin.x, end.y - begin.y);
    const double size = std::max(1.0, std::hypot(top.x - begin.x, top.y - begin.y) * 0.8);
    if (length < 0.5) return {};
    double cosine = (end.x - begin.x) / length;
    double sine = (end.y - begin.y) / length;
    // Readers put letters of one height into one line; a tilted run would come back in pieces. So the runs of a line are
    // level (or upright) at its middle height; only real slants keep their angle.
    Point start = begin;
    if (std::abs(sine) < 0.2) {
        start = {(begin.x + end.x) / 2 - std::copysign(length / 2, cosine), (begin.y + end.y) / 2};
        cosine = std::copysign(1.0, cosine);
        sine = 0;
    } else if (std::abs(cosine) < 0.2) {
        start = {(begin.x + end.x) / 2, (begin.y + end.y) / 2 - std::copysign(length / 2, sine)};
        sine = std::copysign(1.0, sine);
        cosine = 0;
    }
    std::string out;
    for (const Run& run : runs_of(line)) {
        int units = 0;
        const std::string text = hex(run.text + " ", units);
        const double from = run.begin * length, wide = (run.end - run.begin) * length;
        if (wide < 0.5 || units < 2) continue;
        const double stretch = 100 * wide / ((units - 1) * 0.5 * size);  // every glyph is half an em wide
        char numbers[200];
        std::snprintf(numbers, sizeof numbers, "/MotcuaText %.2f Tf %.2f Tz %.5f %.5f %.5f %.5f %.2f %.2f Tm <", size, stretch, cosine, sine,
                      -sine, cosine, start.x + from * cosine, start.y + from * sine);
        out += numbers + text + "> Tj\n";
    }
    return out;
}

}  // namespace

std::string text_layer(const TextPage& page, const Placement& placement) {
    if (page.empty() || page.width <= 0 || page.height <= 0) return {};
    std::string out = "BT\n3 Tr\n";
    for (const Line& line : page.lines) out += shown(line, page, placement);
    return out + "ET\n";
}

QPDFObjectHandle make_text_font(QPDF& pdf) {
    auto file = compressed_stream(pdf, glyphless_font());
    file.getDict().replaceKey("/Length1", QPDFObjectHandle::newInteger(static_cast<long long>(glyphless_font().size())));
    std::string all_to_one;  // every character shows the empty glyph 1
    for (int i = 0; i < 65536; ++i) all_to_one += std::string("\0\1", 2);
    auto map = compressed_stream(pdf, all_to_one);
    auto unicode = compressed_stream(pdf, 
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    auto descriptor = pdf.makeIndirectObject(QPDFObjectHandle::parse(
        "<< /Type /FontDescriptor /FontName /MOTCUA+Glyphless /Flags 4 /FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent 0"
        " /CapHeight 1000 /StemV 80 >>"));
    descriptor.replaceKey("/FontFile2", file);
    auto descendant = pdf.makeIndirectObject(QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MOTCUA+Glyphless /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"));
    descendant.replaceKey("/FontDescriptor", descriptor);
    descendant.replaceKey("/CIDToGIDMap", map);
    auto font = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /MOTCUA+Glyphless /Encoding /Identity-H >>"));
    font.replaceKey("/DescendantFonts", QPDFObjectHandle::newArray({descendant}));
    font.replaceKey("/ToUnicode", unicode);
    return font;
}

}  // namespace ocr
