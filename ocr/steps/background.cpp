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

Image normalise_background(const Image& grey, bool fine) {
    if (grey.width() < 100 || grey.height() < 100) return grey;
    // Ink is what is darker than half the paper; paper is taken as the upper third of the brightness.
    const int ink = std::clamp(brightness_at(grey, 0.66) * 11 / 20, 40, 120);
    Image even{pixBackgroundNorm(grey.pix(), nullptr, nullptr, 16, 24, ink, 80, 250, 2, 2)};
    if (!even) return grey;
    // Bleed-through and paper grain are lighter than any ink and disappear here; ink is pulled to black. A fine scan shows
    // hairlines, the bar of a Đ or a slash, as grey as grain: they stay.
    return Image{pixGammaTRC(nullptr, even.pix(), 1.0f, 20, fine ? 240 : 225)};
}

Image ink_of(const Image& normalised, int threshold) { return Image{pixThresholdToBinary(normalised.pix(), threshold)}; }

void clear_dark_border(Image& normalised, int dpi) {
    constexpr int shrink = 4;
    // The lightest of every sixteen pixels, then of its surroundings: letters vanish, what stays dark is no paper.
    const Image lightest{pixScaleGrayMinMax(normalised.pix(), shrink, shrink, L_CHOOSE_MAX)};
    if (!lightest) return;
    const int reach = std::max(3, dpi / 40 / shrink * 2 + 1);
    const Image ground{pixDilateGray(lightest.pix(), reach, reach)};
    const Image dark{pixThresholdToBinary(ground.pix(), 228)};
    pixSetOrClearBorder(dark.pix(), 2, 2, 2, 2, PIX_SET);  // a light rim must not cut the desk off from the edge
    const Image inner{pixRemoveBorderConnComps(dark.pix(), 8)};
    const Image border{pixXor(nullptr, dark.pix(), inner.pix())};
    // Grown back by what the dilation took, and over the shadow at the edge of the sheet.
    const int grow = reach + dpi / 16 / shrink * 2;
    const Image grown{pixDilateBrick(nullptr, border.pix(), grow, grow)};
    const Image mask{pixExpandReplicate(grown.pix(), shrink)};
    pixSetMasked(normalised.pix(), mask.pix(), 255);
}

}  // namespace ocr
