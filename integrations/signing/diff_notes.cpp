// RevisionDiff's rule for annotations that a certification with /P 3 lets others add (ISO 32000-1, table 254). Only
// those that cannot hide what was certified and cannot pass for it: notes, their windows, marks on lines of text.
#include "integrations/signing/drawing_resources.hpp"
#include "integrations/signing/picture.hpp"
#include "integrations/signing/revision_diff.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr WordList note_keys{"/Type", "/Subtype", "/Rect",         "/Contents", "/P",    "/NM",       "/M",          "/F",
                                      "/C",    "/CA",      "/T",            "/Popup",    "/Open", "/RC",       "/CreationDate", "/IRT",
                                      "/Subj", "/RT",      "/Name",         "/State",    "/StateModel", "/QuadPoints", "/Parent", "/AP"};
constexpr double largest_note = 40, highest_line = 40;  // points
constexpr double lightest_line = 0.9;                  // luminance; yellow is 0.89
constexpr size_t most_marks = 500;                     // on one page
constexpr int most_lines = 2;                          // over one place: an underline and a line through it
constexpr int hidden_now_and_then = 1 << 8;             // ToggleNoView (ISO 32000-1, table 165)

struct Extent {
    double width, height;
};

Extent extent_of(Object rectangle) {
    const auto corner = rectangle.getArrayAsRectangle();
    return {std::abs(corner.urx - corner.llx), std::abs(corner.ury - corner.lly)};
}

// Every marked line is as high as a line of text: viewers draw marks in proportion to it.
bool marks_lines(Object annotation) {
    auto points = annotation.getKey("/QuadPoints");
    if (!points.isArray() || points.getArrayNItems() == 0 || points.getArrayNItems() % 8 != 0) return false;
    const auto numbers = points.getArrayAsVector();
    for (size_t first = 0; first < numbers.size(); first += 8) {
        double left = 1e9, right = -1e9, bottom = 1e9, top = -1e9;
        for (size_t i = first; i < first + 8; i += 2) {
            if (!Object(numbers[i]).isNumber() || !Object(numbers[i + 1]).isNumber()) return false;
            const double x = Object(numbers[i]).getNumericValue(), y = Object(numbers[i + 1]).getNumericValue();
            left = std::min(left, x), right = std::max(right, x), bottom = std::min(bottom, y), top = std::max(top, y);
        }
        if (std::min(right - left, top - bottom) > highest_line) return false;
    }
    return true;
}

// Nearly white lines drawn over letters make them disappear.
bool is_nearly_white(Object annotation) {
    auto colour = annotation.getKey("/C");
    if (!colour.isArray()) return false;
    std::vector<double> part;
    for (auto& each : colour.getArrayAsVector()) part.push_back(each.isNumber() ? each.getNumericValue() : 1);
    const auto white = luminance(part);
    return white && *white > lightest_line;
}

// A highlighter's ink: whatever is darker shines through.
bool shines_through(Object annotation) {
    auto looks = annotation.getKey("/AP");
    if (!looks.isDictionary() || looks.getKeys() != std::set<std::string>{"/N"}) return false;
    const auto picture = picture_of(looks.getKey("/N"));
    return picture.understood && picture.multiplies && !picture.text && !picture.dark_paint;
}

bool is_open(Object annotation) {
    auto open = annotation.getKey("/Open");
    return !open.isNull() && !(open.isBool() && !open.getBoolValue());
}

}  // namespace

// Line upon line becomes a bar.
bool RevisionDiff::is_stacked(Object annotation) {
    const auto corner = annotation.getKey("/Rect").getArrayAsRectangle();
    int below = 0;
    auto& lines = lines_on_page_[current_page_.getObjGen()];
    for (const auto& line : lines)
        if (line.llx < corner.urx && corner.llx < line.urx && line.lly < corner.ury && corner.lly < line.ury) ++below;
    lines.push_back(corner);
    return below >= most_lines || lines.size() > most_marks;
}

void RevisionDiff::new_note(Object annotation) {
    for (const auto& key : annotation.getKeys())
        if (!note_keys.contains(key)) return refuse("chú thích thêm sau mang hành động hoặc mục lạ");
    auto subtype = annotation.getKey("/Subtype"), flags = annotation.getKey("/F");
    const auto kind = subtype.isName() ? subtype.getName() : std::string{};
    if (!annotation.getKey("/Rect").isRectangle() || is_open(annotation) ||
        (!flags.isNull() && !(flags.isInteger() && (flags.getIntValue() & hidden_now_and_then) == 0)))
        return refuse("chú thích thêm sau có thể che nội dung đã chứng nhận");
    const auto size = extent_of(annotation.getKey("/Rect"));
    const bool bare = !annotation.hasKey("/AP");
    const bool allowed = kind == "/Text"        ? bare && size.width <= largest_note && size.height <= largest_note
                         : kind == "/Popup"     ? bare
                         : kind == "/Highlight" ? marks_lines(annotation) && (bare || (shines_through(annotation) && !redefines_colours(resources_of_page(current_page_))))
                         : kind == "/Underline" || kind == "/Squiggly" || kind == "/StrikeOut" ? bare && marks_lines(annotation) && !is_nearly_white(annotation) && !is_stacked(annotation)
                                                                                               : false;
    if (!allowed) return refuse("trang nhận thêm một chú thích có thể che nội dung đã chứng nhận");
    note("thêm ghi chú mà chứng nhận cho phép");
}

}  // namespace integrations::signing
