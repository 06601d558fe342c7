#include <algorithm>
#include <cmath>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

std::vector<Box> components(const Image& ink) {
    BOXA* found = pixConnCompBB(ink.pix(), 8);
    std::vector<Box> boxes;
    for (int i = 0; i < boxaGetCount(found); ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found, i, &x, &y, &w, &h);
        boxes.push_back({x, y, x + w, y + h});
    }
    boxaDestroy(&found);
    return boxes;
}

}  // namespace

std::vector<Box> find_leaders(const Image& ink, int dpi) {
    // A dot of a leader is at most 0.035 inch high (10 px at 300 dpi); two dots may touch, so twice that wide.
    const int tallest = std::max(4, dpi * 40 / 1000);
    const int widest = std::max(10, dpi * 90 / 1000);
    const int furthest = std::max(8, dpi * 100 / 1000);  // gap from dot to dot, wide in typewriter faces
    const int close = std::max(8, dpi * 60 / 1000);
    const int wobble = std::max(2, dpi * 8 / 1000);     // vertical difference of neighbours
    std::vector<Box> dots;
    for (const Box& box : components(ink))
        if (box.height() <= tallest && box.width() <= widest && (box.height() >= 2 || box.width() >= 2)) dots.push_back(box);
    std::sort(dots.begin(), dots.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
    std::vector<std::vector<size_t>> chains;
    for (size_t i = 0; i < dots.size(); ++i) {
        const Box& dot = dots[i];
        std::vector<size_t>* best = nullptr;
        int nearest = furthest + 1;
        for (auto chain = chains.rbegin(); chain != chains.rend(); ++chain) {
            const Box& last = dots[chain->back()];
            const int gap = dot.left - last.right;
            if (gap < -1 || gap >= nearest || std::abs(dot.bottom - last.bottom) > wobble || std::abs(dot.height() - last.height()) > wobble) continue;
            nearest = gap;
            best = &*chain;
        }
        if (best) best->push_back(i);
        else chains.push_back({i});
    }
    std::vector<Box> leaders;
    // Dots far from each other are a leader only when they are evenly spaced; stops and tone marks are not.
    const auto even = [&](const std::vector<size_t>& chain) {
        int least = 1 << 30, most = 0;
        for (size_t i = 1; i < chain.size(); ++i) {
            const int step = dots[chain[i]].left - dots[chain[i - 1]].left;
            least = std::min(least, step);
            most = std::max(most, step);
        }
        const int gaps = dots[chain.back()].left - dots[chain.front()].right;
        return gaps < close * static_cast<int>(chain.size() - 1) || most * 2 <= least * 3;
    };
    for (const auto& chain : chains)
        if (chain.size() >= 5 && even(chain))
            for (const size_t i : chain) leaders.push_back(dots[i]);
    return leaders;
}

Rulings remove_rulings(Image& normalised, const Image& ink, int dpi) {
    Rulings rulings;
    // Short straight runs first, so that a line that leans a little is found as a staircase; then only long ones.
    const int run = dpi * 17 / 100;
    const int shortest = dpi * 4 / 10;
    const int thick = std::max(4, dpi * 35 / 1000);
    const int lean = std::max(thick, dpi * 6 / 100);
    const Image gap_closed{pixCloseSafeBrick(nullptr, ink.pix(), 5, 1)};
    const Image across_runs{pixOpenBrick(nullptr, gap_closed.pix(), run, 1)};
    const Image across{pixDilateBrick(nullptr, across_runs.pix(), 5, 3)};
    const Image down_closed{pixCloseSafeBrick(nullptr, ink.pix(), 1, 5)};
    const Image down_runs{pixOpenBrick(nullptr, down_closed.pix(), 1, run)};
    const Image down{pixDilateBrick(nullptr, down_runs.pix(), 3, 5)};
    for (const Box& box : components(across))
        if (box.width() >= shortest && box.height() <= lean + box.width() / 25) rulings.across.push_back(box);
    for (const Box& box : components(down))
        if (box.height() >= shortest && box.width() <= lean + box.height() / 25) rulings.down.push_back(box);
    const auto paint = [&](const Image& lines, const std::vector<Box>& boxes) {
        Image mask{pixCreate(lines.width(), lines.height(), 1)};
        for (const Box& box : boxes)
            pixRasterop(mask.pix(), box.left, box.top, box.width(), box.height(), PIX_SRC, lines.pix(), box.left, box.top);
        const Image grown{pixDilateBrick(nullptr, mask.pix(), 5, 5)};
        pixSetMasked(normalised.pix(), grown.pix(), 255);
    };
    if (!rulings.across.empty()) paint(across, rulings.across);
    if (!rulings.down.empty()) paint(down, rulings.down);
    return rulings;
}

void erase(Image& grey, const std::vector<Box>& boxes, int margin) {
    for (const Box& box : boxes)
        pixRasterop(grey.pix(), box.left - margin, box.top - margin, box.width() + 2 * margin, box.height() + 2 * margin,
                    PIX_SET, nullptr, 0, 0);
}

bool is_blank(const Image& normalised, int dpi) {
    // Ink in letters: components at least 0.03 inch high, away from the outer 4 %, strong enough to be this side's.
    const Image ink = ink_of(normalised, 155);
    const int tall = std::max(3, dpi * 30 / 1000);
    const Box inner{ink.width() / 25, ink.height() / 25, ink.width() - ink.width() / 25, ink.height() - ink.height() / 25};
    int letters = 0;
    for (const Box& box : components(ink)) {
        const bool inside = box.left > inner.left && box.top > inner.top && box.right < inner.right && box.bottom < inner.bottom;
        if (inside && box.height() >= tall && box.width() >= 2) ++letters;
    }
    return letters < 8;
}

}  // namespace ocr
