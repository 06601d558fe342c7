#include <algorithm>

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

}  // namespace

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
