#include "ocr/way_up.hpp"

#include <algorithm>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

constexpr int working_dpi = 300;
constexpr double sure_way = 0.75;    // confidence; no other way is tried
constexpr double clear_way = 0.6;    // confidence; below it nothing is learned
constexpr size_t fewest_letters = 20;
constexpr int densest_letters = 25;  // percent of ink

// The square with the most ink that may be letters: pictures, seals and codes are darker.
Image fullest_square(const Image& page) {
    const int side = std::min(page.width(), page.height()) / 4;
    const Image ink = ink_of(page);
    Box fullest{0, 0, side, side};
    int most = -1;
    for (int top = side / 2; top + side <= page.height(); top += side / 2)
        for (int left = side / 2; left + side <= page.width(); left += side / 2) {
            const Box square{left, top, left + side, top + side};
            int count = 0;
            pixCountPixels(crop(ink, square).pix(), &count, nullptr);
            if (count > most && count < side * side / 100 * densest_letters) most = count, fullest = square;
        }
    return crop(page, fullest);
}

double certainty(const std::vector<Line>& lines) {
    TextPage read;
    read.lines = lines;
    return read.letters() < fewest_letters ? 0 : read.confidence().value;
}

}  // namespace

int way_up(const Image& page, int dpi, int first, Engine& engine) {
    const Image part = fullest_square(page);
    const float scale = dpi < working_dpi ? static_cast<float>(working_dpi) / static_cast<float>(dpi) : 1.0F;
    int best = first;
    double most = clear_way;
    for (const int turn_more : {0, 180, 90, 270}) {
        const int way = (first + turn_more) % 360;
        const Image upright{pixScale(turn(part, way).pix(), scale, scale)};
        const double sure = certainty(engine.read(upright, Layout::Block, upright.bounds(), working_dpi));
        engine.read_next_image();
        if (sure > most) most = sure, best = way;
        if (most >= sure_way) break;
    }
    return best;
}

}  // namespace ocr
