#include <cmath>
#include <cstdio>

#include <leptonica/allheaders.h>

#include "ocr/input/source.hpp"

namespace ocr {
namespace {

constexpr double least_dpi = 199;  // 200, less what rounding to whole pixels and points takes

// Of the sampled pixels.
struct Shares {
    float ink = 0;       // not white
    float coloured = 0;  // with channels that differ
};

Shares shares_of(const Image& image) {
    const Image small{pixScaleByIntSampling(image.pix(), 8)};
    Shares shares;
    pixColorFraction(small.pix(), 0, 240, 2, 1, &shares.ink, &shares.coloured);
    float ignored = 0;
    pixColorFraction(small.pix(), 1, 255, 2, 1, &ignored, &shares.coloured);
    return shares;
}

// ISO 216 sheets a desk meets, in millimetres, portrait.
struct Sheet {
    const char* name;
    double width, height;
};
constexpr Sheet sheets[]{{"A3", 297, 420}, {"A4", 210, 297}, {"A5", 148, 210}};
constexpr double scanner_dpi[]{72, 75, 96, 100, 120, 144, 150, 200, 240, 250, 300, 350, 400, 500, 600, 800, 1200};

// The resolution scanners offer that is within two per cent, or 0.
double usual(double dpi) {
    for (const double each : scanner_dpi)
        if (std::abs(dpi / each - 1) < 0.02) return each;
    return 0;
}

}  // namespace

std::string millimetres(double inches) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", inches * 25.4);
    return text;
}

bool is_reduced(double width_in, double height_in) {
    const double w = std::min(width_in, height_in) * 25.4;
    const double h = std::max(width_in, height_in) * 25.4;
    if (std::abs(h / w - std::sqrt(2.0)) > 0.03) return false;
    for (const Sheet& sheet : sheets)
        if (std::abs(w - sheet.width) < sheet.width * 0.03) return false;
    return w < 205;
}

std::string sheet_it_was(double width_px, double height_px, double width_in, double height_in) {
    if (usual(width_px / width_in) > 0 || usual(height_px / height_in) > 0) return {};
    const bool upright = width_px <= height_px;
    for (const Sheet& sheet : sheets) {
        const double across = width_px / ((upright ? sheet.width : sheet.height) / 25.4);
        const double down = height_px / ((upright ? sheet.height : sheet.width) / 25.4);
        const double dpi = usual(across);
        if (dpi > 0 && std::abs(across / down - 1) < 0.02) return std::string(sheet.name) + " ở " + std::to_string(std::lround(dpi)) + " dpi";
    }
    return {};
}

// A scanner set to grey may still write three equal channels; paper and ink of a colour scan always differ a little. A
// sheet without ink shows nothing that could have lost its colour.
std::vector<Violation> grey_in_colour(const Image& image, int page) {
    if (image.depth() != 32) return {};
    const Shares shares = shares_of(image);
    if (shares.ink < 0.001f || shares.coloured > 0.0005f) return {};
    return {{"R-FMT-02", page, "Ảnh lưu ở dạng màu nhưng mọi điểm đều xám; bản quét phải là ảnh màu"}};
}

std::vector<Violation> standard_of(const Image& image, double width_in, double height_in, int page) {
    std::vector<Violation> found = grey_in_colour(image, page);
    if (image.depth() != 32)
        found.push_back({"R-FMT-02", page, image.depth() == 1 ? "Ảnh đen trắng; bản quét phải là ảnh màu" : "Ảnh xám; bản quét phải là ảnh màu"});
    if (width_in > 0 && height_in > 0) {
        const double dpi = std::min(image.width() / width_in, image.height() / height_in);
        if (dpi < least_dpi) found.push_back({"R-FMT-03", page, "Độ phân giải " + std::to_string(std::lround(dpi)) + " dpi, thấp hơn 200 dpi"});
        if (is_reduced(width_in, height_in))
            found.push_back({"R-FMT-04", page, "Trang " + millimetres(width_in) + "×" + millimetres(height_in) + " mm không phải tỷ lệ 100 %"});
    } else {
        found.push_back({"R-FMT-03", page, "Tệp không ghi độ phân giải; không xác định được đủ 200 dpi"});
    }
    return found;
}

}  // namespace ocr
