#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <unicode/unistr.h>

#include "ocr/pdf/parts.hpp"

namespace ocr {
namespace {

constexpr double widest_gap = 1.5;  // between words of one run, in heights of the line
constexpr double same_row = 0.4;    // how far the middles of lines beside each other may be apart, in heights
constexpr double slant = 0.2;       // sine from which a line keeps its angle
constexpr double shortest = 0.5;    // points; nothing shorter is shown

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

// Where a line runs, in page space.
struct Course {
    Point start{};
    double cosine = 1, sine = 0, length = 0, size = 1;
    bool level() const { return std::abs(sine) < slant; }
    bool upright() const { return std::abs(cosine) < slant; }
    double height() const { return level() ? start.y : start.x; }  // across the direction of reading
};

Course course_of(const Line& line, const TextPage& page, const Placement& at) {
    const Point begin = to_page(line.corners[3], page, at);
    const Point end = to_page(line.corners[2], page, at);
    const Point top = to_page(line.corners[0], page, at);
    Course course{begin, 1, 0, std::hypot(end.x - begin.x, end.y - begin.y), std::max(1.0, std::hypot(top.x - begin.x, top.y - begin.y) * 0.8)};
    if (course.length < shortest) return course;
    course.cosine = (end.x - begin.x) / course.length;
    course.sine = (end.y - begin.y) / course.length;
    // Readers put letters of one height into one line; a tilted run would come back in pieces. So the runs of a line are
    // level (or upright) at its middle height; only real slants keep their angle.
    if (course.level()) {
        course.start = {(begin.x + end.x) / 2 - std::copysign(course.length / 2, course.cosine), (begin.y + end.y) / 2};
        course.cosine = std::copysign(1.0, course.cosine);
        course.sine = 0;
    } else if (course.upright()) {
        course.start = {(begin.x + end.x) / 2, (begin.y + end.y) / 2 - std::copysign(course.length / 2, course.sine)};
        course.sine = std::copysign(1.0, course.sine);
        course.cosine = 0;
    }
    return course;
}

// Lines beside each other on the upright page, such as the cells of a row, get one height: on a tilted page each would be
// level at a height of its own, and readers would take the columns one after the other.
void align_rows(const std::vector<Line>& lines, std::vector<Course>& courses) {
    struct Row {
        double middle, height;
        std::vector<size_t> lines;
    };
    std::vector<Row> rows;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (!courses[i].level() && !courses[i].upright()) continue;
        const double middle = (lines[i].upright.top + lines[i].upright.bottom) / 2.0, height = lines[i].upright.height();
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& known) { return std::abs(known.middle - middle) < same_row * std::min(known.height, height); });
        if (row == rows.end()) rows.push_back({middle, height, {i}});
        else row->lines.push_back(i);
    }
    for (const Row& row : rows) {
        if (row.lines.size() < 2) continue;
        double sum = 0;
        for (const size_t i : row.lines) sum += courses[i].height();
        for (const size_t i : row.lines) (courses[i].level() ? courses[i].start.y : courses[i].start.x) = sum / static_cast<double>(row.lines.size());
    }
}

std::string shown(const Line& line, const Course& course) {
    const auto& [start, cosine, sine, length, size] = course;
    if (length < shortest) return {};
    std::string out;
    for (const Run& run : runs_of(line)) {
        int units = 0;
        const std::string text = hex(run.text + " ", units);
        const double from = run.begin * length, wide = (run.end - run.begin) * length;
        if (wide < shortest || units < 2) continue;
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
    std::vector<Course> courses;
    for (const Line& line : page.lines) courses.push_back(course_of(line, page, placement));
    align_rows(page.lines, courses);
    for (size_t i = 0; i < page.lines.size(); ++i) out += shown(page.lines[i], courses[i]);
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
