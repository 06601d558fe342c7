#include <algorithm>
#include <vector>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

// The brightness below which `fraction` of the pixels lie, from every seventh pixel.
int brightness_at(const Image& grey, double fraction) {
    std::vector<int> counts(256);
    int total = 0;
    const l_uint32* data = pixGetData(grey.pix());
    const int words = pixGetWpl(grey.pix());
    for (int y = 0; y < grey.height(); y += 7)
        for (int x = 0; x < grey.width(); x += 7, ++total) ++counts[GET_DATA_BYTE(data + y * words, x)];
    int seen = 0;
    for (int value = 0; value < 256; ++value) {
        seen += counts[static_cast<size_t>(value)];
        if (seen >= total * fraction) return value;
    }
    return 255;
}

}  // namespace

Image normalise_background(const Image& grey) {
    if (grey.width() < 100 || grey.height() < 100) return grey;
    // Ink is what is darker than half the paper; paper is taken as the upper third of the brightness.
    const int ink = std::clamp(brightness_at(grey, 0.66) * 11 / 20, 40, 120);
    Image even{pixBackgroundNorm(grey.pix(), nullptr, nullptr, 16, 24, ink, 80, 250, 2, 2)};
    if (!even) return grey;
    // Bleed-through and paper grain are lighter than any ink and disappear here; ink is pulled to black.
    return Image{pixGammaTRC(nullptr, even.pix(), 1.0f, 20, 225)};
}

Image ink_of(const Image& normalised, int threshold) { return Image{pixThresholdToBinary(normalised.pix(), threshold)}; }

void clear_dark_border(Image& normalised, int dpi) {
    const Image ink = ink_of(normalised, 120);
    const Image inner{pixRemoveBorderConnComps(ink.pix(), 8)};
    const Image touching{pixXor(nullptr, ink.pix(), inner.pix())};
    // Letters cut by the edge stay; bars and shadows are larger.
    const Image large{pixSelectBySize(touching.pix(), dpi * 3 / 10, dpi * 3 / 10, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, nullptr)};
    int empty = 1;
    pixZero(large.pix(), &empty);
    if (empty) return;
    const Image grown{pixDilateBrick(nullptr, large.pix(), 7, 7)};
    pixSetMasked(normalised.pix(), grown.pix(), 255);
}

}  // namespace ocr
