#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

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

Orientation find_orientation(const Image& ink, int dpi) {
    // Letters only: the corners of a table would be counted as ascenders.
    const Image letters{pixSelectBySize(ink.pix(), dpi / 2, dpi / 2, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, nullptr)};
    const Image middle = central(letters);
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

namespace {

constexpr int fractions = 64;

// Catmull–Rom weights of four neighbours for every 64th of a pixel, in 256ths. Sharper than bilinear, which matters
// for tone marks of two or three pixels.
std::array<std::array<int, 4>, fractions> cubic_weights() {
    std::array<std::array<int, 4>, fractions> table{};
    for (int i = 0; i < fractions; ++i) {
        const double t = static_cast<double>(i) / fractions;
        auto& w = table[static_cast<size_t>(i)];
        w[0] = static_cast<int>(std::lround(256 * (-0.5 * t + t * t - 0.5 * t * t * t)));
        w[2] = static_cast<int>(std::lround(256 * (0.5 * t + 2 * t * t - 1.5 * t * t * t)));
        w[3] = static_cast<int>(std::lround(256 * (-0.5 * t * t + 0.5 * t * t * t)));
        w[1] = 256 - w[0] - w[2] - w[3];
    }
    return table;
}

// Rows of a grey image byte by byte, without Leptonica's order inside a word.
struct Rows {
    int first = 0;
    std::vector<uint8_t> bytes;
};

// Those that a warp to `width` by `height` pixels looks at.
Rows rows_for(const Image& grey, const Transform& to_source, int width, int height) {
    double least = grey.height(), most = 0;
    for (const Point corner : {Point{0, 0}, Point{static_cast<double>(width), 0}, Point{0, static_cast<double>(height)}, Point{static_cast<double>(width), static_cast<double>(height)}}) {
        least = std::min(least, to_source.apply(corner).y);
        most = std::max(most, to_source.apply(corner).y);
    }
    constexpr int around = 4;  // pixels a weighted sum reaches, and rounding
    const int first = std::clamp(static_cast<int>(least) - around, 0, grey.height()), end = std::clamp(static_cast<int>(most) + around, first, grey.height());
    const auto stride = static_cast<size_t>(grey.width());
    Rows rows{first, std::vector<uint8_t>(stride * static_cast<size_t>(end - first))};
    for (int y = first; y < end; ++y) {
        const l_uint32* row = pixGetData(grey.pix()) + y * pixGetWpl(grey.pix());
        uint8_t* to = rows.bytes.data() + stride * static_cast<size_t>(y - first);
        for (int x = 0; x < grey.width(); ++x) to[x] = static_cast<uint8_t>(GET_DATA_BYTE(row, x));
    }
    return rows;
}

uint32_t four(const uint8_t* at) {
    uint32_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

int weighted(const uint8_t* at, const std::array<int, 4>& w) { return w[0] * at[0] + w[1] * at[1] + w[2] * at[2] + w[3] * at[3]; }

}  // namespace

Image warp(const Image& grey, const Transform& to_source, int width, int height) {
    static const auto weights = cubic_weights();
    Image out{pixCreate(width, height, 8)};
    pixSetResolution(out.pix(), pixGetXRes(grey.pix()), pixGetYRes(grey.pix()));
    const Rows source = rows_for(grey, to_source, width, height);
    const auto stride = static_cast<ptrdiff_t>(grey.width());
    const float last_x = static_cast<float>(grey.width() - 3);
    const float last_y = static_cast<float>(grey.height() - 3);
    const auto& m = to_source.rows();
    for (int y = 0; y < height; ++y) {
        l_uint32* line = pixGetData(out.pix()) + y * pixGetWpl(out.pix());
        const double u0 = m[1] * y + m[2], v0 = m[4] * y + m[5], w0 = m[7] * y + m[8];
        const bool affine = m[6] == 0;
        double over = 1 / w0;
        for (int x = 0; x < width; ++x) {
            if (!affine) over = 1 / (m[6] * x + w0);
            const auto u = static_cast<float>((m[0] * x + u0) * over);
            const auto v = static_cast<float>((m[3] * x + v0) * over);
            if (!(u >= 1 && v >= 1 && u < last_x && v < last_y)) {
                SET_DATA_BYTE(line, x, 255);
                continue;
            }
            const int left = static_cast<int>(u);
            const int top = static_cast<int>(v);
            const uint8_t* at = source.bytes.data() + (top - 1 - source.first) * stride + left - 1;
            if ((four(at) & four(at + stride) & four(at + 2 * stride) & four(at + 3 * stride)) == 0xffffffff) {  // most of a page
                SET_DATA_BYTE(line, x, 255);
                continue;
            }
            const auto& across = weights[static_cast<size_t>((u - static_cast<float>(left)) * fractions)];
            const auto& down = weights[static_cast<size_t>((v - static_cast<float>(top)) * fractions)];
            const int sum = down[0] * weighted(at, across) + down[1] * weighted(at + stride, across) +
                            down[2] * weighted(at + 2 * stride, across) + down[3] * weighted(at + 3 * stride, across);
            SET_DATA_BYTE(line, x, static_cast<unsigned>(std::clamp(sum >> 16, 0, 255)));
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
