#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

struct Rgb {
    int r, g, b;
};

Rgb parts(l_uint32 pixel) {
    return {static_cast<int>(pixel >> 24), static_cast<int>(pixel >> 16 & 0xff), static_cast<int>(pixel >> 8 & 0xff)};
}

int redness(const Rgb& c) { return c.r - std::max(c.g, c.b); }

constexpr int shrink = 4;

// Round red components between 0.5 and 2.4 inches: seals, in pixels of the full image.
std::vector<Box> find_seals(const Image& colour, int dpi) {
    const Image small{pixScaleByIntSampling(colour.pix(), shrink)};
    const int width = small.width();
    const int height = small.height();
    Image mask{pixCreate(width, height, 1)};
    l_uint32* data = pixGetData(small.pix());
    l_uint32* bits = pixGetData(mask.pix());
    const int words = pixGetWpl(small.pix());
    const int mask_words = pixGetWpl(mask.pix());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (redness(parts(data[y * words + x])) > 40) SET_DATA_BIT(bits + y * mask_words, x);
    const Image closed{pixCloseSafeBrick(nullptr, mask.pix(), dpi / 36, dpi / 36)};
    BOXA* boxes = pixConnCompBB(closed.pix(), 8);
    std::vector<Box> seals;
    for (int i = 0; i < boxaGetCount(boxes); ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        const double inches = static_cast<double>(std::max(w, h)) * shrink / dpi;
        const double aspect = static_cast<double>(w) / h;
        if (inches < 0.5 || inches > 2.4 || aspect < 0.5 || aspect > 2.0) continue;
        const int margin = 3;
        seals.push_back({std::max(0, (x - margin) * shrink), std::max(0, (y - margin) * shrink),
                         std::min(colour.width(), (x + w + margin) * shrink), std::min(colour.height(), (y + h + margin) * shrink)});
    }
    boxaDestroy(&boxes);
    return seals;
}

// Brightness in the red channel within a seal: of its ink where it lies on paper, which is most of it, and of bare paper.
struct Levels {
    int ink = 255;
    int paper = 255;
};

using Counts = std::array<size_t, 256>;

int quantile(const Counts& counts, double share) {
    const size_t all = std::accumulate(counts.begin(), counts.end(), size_t{0});
    size_t below = 0;
    for (int r = 0; r < 256; ++r)
        if (static_cast<double>(below += counts[static_cast<size_t>(r)]) > share * static_cast<double>(all)) return r;
    return 255;
}

Levels levels_of(const Image& colour, const Box& seal) {
    const l_uint32* data = pixGetData(colour.pix());
    const int words = pixGetWpl(colour.pix());
    Counts red{}, bare{};
    for (int y = seal.top; y < seal.bottom; ++y)
        for (int x = seal.left; x < seal.right; ++x) {
            const Rgb c = parts(data[y * words + x]);
            if (redness(c) >= 60) ++red[static_cast<size_t>(c.r)];
            else if (redness(c) < 20) ++bare[static_cast<size_t>(c.r)];
        }
    return {quantile(red, 0.5) * 19 / 20, quantile(bare, 0.6)};  // a twentieth is noise
}

// Red ink becomes paper in proportion to how red it is. Where it lies on black letters the red channel is darker than on
// paper; that difference stays, twice as strong.
void fade_red(const Image& colour, const Image& grey, const Box& seal) {
    const auto [ink, paper] = levels_of(colour, seal);
    const l_uint32* data = pixGetData(colour.pix());
    l_uint32* out = pixGetData(grey.pix());
    const int words = pixGetWpl(colour.pix());
    const int out_words = pixGetWpl(grey.pix());
    for (int y = seal.top; y < seal.bottom; ++y)
        for (int x = seal.left; x < seal.right; ++x) {
            const Rgb c = parts(data[y * words + x]);
            const double red = std::clamp((redness(c) - 12) / 70.0, 0.0, 1.0);
            const double under = std::max(0, paper - 2 * std::max(0, ink - c.r));
            SET_DATA_BYTE(out + y * out_words, x, static_cast<unsigned>(c.r + (under - c.r) * red));
        }
}

}  // namespace

Image grey_of(const Image& image) {
    if (image.depth() == 8) return image;
    if (image.depth() == 1) return Image{pixConvert1To8(nullptr, image.pix(), 255, 0)};
    return Image{pixConvertRGBToLuminance(image.pix())};
}

Image grey_without_seals(const Image& colour, int dpi) {
    Image grey = grey_of(colour);
    if (colour.depth() != 32) return grey;
    for (const Box& seal : find_seals(colour, dpi)) fade_red(colour, grey, seal);
    return grey;
}

}  // namespace ocr
