#include <cmath>
#include <cstdio>

#include <leptonica/allheaders.h>

#include "ocr/input/source.hpp"

namespace ocr {
namespace {

// A scanner set to grey may still write three equal channels; paper and ink of a colour scan always differ a little.
bool has_colour(const Image& image) {
    if (image.depth() != 32) return false;
    const Image small{pixScaleByIntSampling(image.pix(), 8)};
    float pixels = 0;
    float coloured = 0;
    pixColorFraction(small.pix(), 1, 255, 2, 1, &pixels, &coloured);
    return coloured > 0.0005f;
}

std::string millimetres(double inches) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", inches * 25.4);
    return text;
}

// ISO 216 sheets a desk meets, in millimetres, portrait.
struct Sheet {
    double width, height;
};
constexpr Sheet sheets[]{{297, 420}, {210, 297}, {148, 210}};

bool is_reduced(double width_in, double height_in) {
    // A page box of the shape of A4 that is no ISO size and smaller than A5 was scaled down.
    const double w = std::min(width_in, height_in) * 25.4;
    const double h = std::max(width_in, height_in) * 25.4;
    if (std::abs(h / w - std::sqrt(2.0)) > 0.03) return false;
    for (const Sheet& sheet : sheets)
        if (std::abs(w - sheet.width) < sheet.width * 0.03) return false;
    return w < 205;
}

}  // namespace

std::vector<Violation> standard_of(const Image& image, double width_in, double height_in, int page) {
    std::vector<Violation> found;
    if (!has_colour(image))
        found.push_back({"R-FMT-02", page, image.depth() == 1 ? "Ảnh đen trắng; bản quét phải là ảnh màu" : "Ảnh xám; bản quét phải là ảnh màu"});
    if (width_in > 0 && height_in > 0) {
        const double dpi = std::min(image.width() / width_in, image.height() / height_in);
        if (dpi < 199) found.push_back({"R-FMT-03", page, "Độ phân giải " + std::to_string(std::lround(dpi)) + " dpi, thấp hơn 200 dpi"});
        if (is_reduced(width_in, height_in))
            found.push_back({"R-FMT-04", page, "Trang " + millimetres(width_in) + "×" + millimetres(height_in) + " mm không phải tỷ lệ 100 %"});
    } else {
        found.push_back({"R-FMT-03", page, "Tệp không ghi độ phân giải; không xác định được đủ 200 dpi"});
    }
    return found;
}

}  // namespace ocr
