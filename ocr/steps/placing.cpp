#include <algorithm>
#include <cmath>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

// The middle of the page, where borders, staples and shadows do not reach.
Image central(const Image& ink) {
    const int w = ink.width();
    const int h = ink.height();
    return crop(ink, {w / 12, h / 14, w - w / 12, h - h / 14});
}

}  // namespace

Orientation find_orientation(const Image& ink) {
    const Image middle = central(ink);
    float up = 0;
    float left = 0;
    if (pixOrientDetect(middle.pix(), &up, &left, 0, 0)) return {};
    // Leptonica: `up` > 0 stands upright; `left` > 0 stands upright after a quarter turn clockwise.
    const double sure = std::max(std::abs(up), std::abs(left));
    if (std::abs(up) >= std::abs(left)) return {up >= 0 ? 0 : 180, sure};
    return {left >= 0 ? 90 : 270, sure};
}

double find_skew(const Image& ink) {
    const Image middle = central(ink);
    float angle = 0;
    float sure = 0;
    float score = 0;
    const int reduction = middle.width() > 1400 ? 4 : 2;
    if (pixFindSkewSweepAndSearchScore(middle.pix(), &angle, &sure, &score, reduction, 2, 0.0f, 11.0f, 0.7f, 0.02f)) return 0;
    return sure < 2.0f ? 0 : static_cast<double>(angle);
}

Image warp(const Image& grey, const Transform& to_source, int width, int height) {
    Image out{pixCreate(width, height, 8)};
    pixSetResolution(out.pix(), pixGetXRes(grey.pix()), pixGetYRes(grey.pix()));
    const l_uint32* from = pixGetData(grey.pix());
    const int from_words = pixGetWpl(grey.pix());
    l_uint32* to = pixGetData(out.pix());
    const int to_words = pixGetWpl(out.pix());
    const int last_x = grey.width() - 1;
    const int last_y = grey.height() - 1;
    const auto& m = to_source.rows();
    for (int y = 0; y < height; ++y) {
        l_uint32* line = to + y * to_words;
        for (int x = 0; x < width; ++x) {
            const double w = 1 / (m[6] * x + m[7] * y + m[8]);
            const double u = (m[0] * x + m[1] * y + m[2]) * w;
            const double v = (m[3] * x + m[4] * y + m[5]) * w;
            if (!(u >= 0 && v >= 0 && u < last_x && v < last_y)) {
                SET_DATA_BYTE(line, x, 255);
                continue;
            }
            const int left = static_cast<int>(u);
            const int top = static_cast<int>(v);
            const int fx = static_cast<int>((u - left) * 256);
            const int fy = static_cast<int>((v - top) * 256);
            const l_uint32* upper = from + top * from_words;
            const l_uint32* lower = upper + from_words;
            const auto above = static_cast<int>(GET_DATA_BYTE(upper, left)) * (256 - fx) + static_cast<int>(GET_DATA_BYTE(upper, left + 1)) * fx;
            const auto below = static_cast<int>(GET_DATA_BYTE(lower, left)) * (256 - fx) + static_cast<int>(GET_DATA_BYTE(lower, left + 1)) * fx;
            SET_DATA_BYTE(line, x, static_cast<unsigned>((above * (256 - fy) + below * fy) >> 16));
        }
    }
    return out;
}

Image turn(const Image& image, int degrees) {
    const int quarters = ((degrees / 90) % 4 + 4) % 4;
    return quarters == 0 ? image : Image{pixRotateOrth(image.pix(), quarters)};
}

Image smooth(const Image& grey) { return Image{pixBlockconv(grey.pix(), 1, 1)}; }

}  // namespace ocr
