#include <algorithm>
#include <iterator>

#include <leptonica/allheaders.h>

#include "ocr/tables.hpp"

namespace ocr {
namespace {

// `a` must be read before `b`: it ends above b's middle and begins above b, and both stand in one column.
bool above(const Line& a, const Line& b) {
    const int overlap = std::min(a.upright.right, b.upright.right) - std::max(a.upright.left, b.upright.left);
    const int narrower = std::min(a.upright.width(), b.upright.width());
    const int middle = (b.upright.top + b.upright.bottom) / 2;
    return overlap * 10 > narrower * 3 && a.upright.bottom < middle && a.upright.top < b.upright.top;
}

double widest_space(const Line& line) {
    int widest = 0;
    for (size_t i = 1; i < line.words.size(); ++i) widest = std::max(widest, line.words[i].box.left - line.words[i - 1].box.right);
    return widest;
}

// One line that the layout analysis cut in two: `b` goes on where `a` ends, no further away than its words are from each other.
bool goes_on(const Line& a, const Line& b) {
    const double height = std::max(a.height, b.height);
    const int overlap = std::min(a.upright.bottom, b.upright.bottom) - std::max(a.upright.top, b.upright.top);
    const int lower = std::min(a.upright.height(), b.upright.height());
    const int gap = b.upright.left - a.upright.right;
    return overlap * 10 > lower * 7 && std::min(a.height, b.height) * 10 > height * 7 && gap > -height / 4 &&
           gap < std::clamp(1.2 * std::max(widest_space(a), widest_space(b)), height * 0.7, height * 1.2);
}

void append(Line& line, Line&& more) {
    std::move(more.words.begin(), more.words.end(), std::back_inserter(line.words));
    line.upright = {line.upright.left, std::min(line.upright.top, more.upright.top), more.upright.right, std::max(line.upright.bottom, more.upright.bottom)};
    line.corners[1] = more.corners[1];
    line.corners[2] = more.corners[2];
    line.height = std::max(line.height, more.height);
}

}  // namespace

std::vector<Line> whole_lines(std::vector<Line> lines) {
    for (size_t i = 0; i < lines.size(); ++i)
        for (size_t k = 0; k < lines.size();) {
            const bool next = k != i && goes_on(lines[i], lines[k]);
            if (next) {
                append(lines[i], std::move(lines[k]));
                lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(k));
                if (k < i) --i;
            }
            k = next ? 0 : k + 1;
        }
    return lines;
}

std::vector<Line> settled_order(std::vector<Line> lines) {
    std::vector<bool> placed(lines.size());
    std::vector<Line> out;
    while (out.size() < lines.size()) {
        size_t pick = lines.size();
        for (size_t i = 0; i < lines.size() && pick == lines.size(); ++i) {
            if (placed[i]) continue;
            bool free = true;
            for (size_t k = 0; k < lines.size() && free; ++k) free = placed[k] || k == i || !above(lines[k], lines[i]);
            if (free) pick = i;
        }
        if (pick == lines.size()) pick = static_cast<size_t>(std::find(placed.begin(), placed.end(), false) - placed.begin());
        placed[pick] = true;
        out.push_back(lines[pick]);
    }
    return out;
}

std::vector<Box> unread_rows(const Image& ink, const std::vector<Line>& lines, int dpi) {
    Image rest{pixCopy(nullptr, ink.pix())};
    const int margin = dpi / 40;
    for (const Line& line : lines) {
        const Box& b = line.upright;
        pixRasterop(rest.pix(), b.left - margin, b.top - margin, b.width() + 2 * margin, b.height() + 2 * margin, PIX_CLR, nullptr, 0, 0);
    }
    // Letters only: neither specks nor pictures; then neighbours grow together into rows.
    const Image no_specks{pixSelectBySize(rest.pix(), dpi / 75, dpi / 75, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, nullptr)};
    const Image letters{pixSelectBySize(no_specks.pix(), dpi / 3, dpi / 4, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, nullptr)};
    const Image rows{pixCloseSafeBrick(nullptr, letters.pix(), dpi / 8, 1)};
    BOXA* found = pixConnCompBB(rows.pix(), 8);
    std::vector<Box> boxes;
    for (int i = 0; i < boxaGetCount(found); ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found, i, &x, &y, &w, &h);
        if (w < dpi * 4 / 10 || h < dpi / 20 || h > dpi / 3 || w < 3 * h) continue;
        const int pad = dpi / 30;
        boxes.push_back({std::max(0, x - pad), std::max(0, y - pad), std::min(ink.width(), x + w + pad), std::min(ink.height(), y + h + pad)});
    }
    boxaDestroy(&found);
    return boxes;
}

void insert_line(std::vector<Line>& lines, Line line) {
    line.block = 200000 + static_cast<int>(lines.size());
    const int middle = (line.upright.top + line.upright.bottom) / 2;
    const auto place = std::find_if(lines.begin(), lines.end(), [middle](const Line& other) { return other.upright.top > middle; });
    lines.insert(place, std::move(line));
}

}  // namespace ocr
