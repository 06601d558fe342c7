#include "ocr/codes.hpp"

#include <algorithm>
#include <vector>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <leptonica/allheaders.h>

namespace ocr {
namespace {

std::vector<Code> scan(const Image& grey, double scale) {
    const int width = grey.width();
    const int height = grey.height();
    std::vector<unsigned char> rows(static_cast<size_t>(width) * static_cast<size_t>(height));
    for (int y = 0; y < height; ++y) {
        const l_uint32* line = pixGetData(grey.pix()) + static_cast<ptrdiff_t>(y) * pixGetWpl(grey.pix());
        unsigned char* to = rows.data() + static_cast<size_t>(y) * static_cast<size_t>(width);
        for (int x = 0; x < width; ++x) to[x] = static_cast<unsigned char>(GET_DATA_BYTE(line, x));
    }
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::DataMatrix | ZXing::BarcodeFormat::PDF417);
    hints.setTryHarder(true);
    hints.setTryRotate(true);
    std::vector<Code> codes;
    for (const auto& found : ZXing::ReadBarcodes(ZXing::ImageView{rows.data(), width, height, ZXing::ImageFormat::Lum}, hints)) {
        if (!found.isValid()) continue;
        Code code{ZXing::ToString(found.format()), found.text(), {1 << 30, 1 << 30, 0, 0}};
        for (const auto& corner : found.position()) {
            code.box.left = std::min(code.box.left, static_cast<int>(corner.x / scale));
            code.box.top = std::min(code.box.top, static_cast<int>(corner.y / scale));
            code.box.right = std::max(code.box.right, static_cast<int>(corner.x / scale));
            code.box.bottom = std::max(code.box.bottom, static_cast<int>(corner.y / scale));
        }
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
    }
    return codes;
}

}  // namespace

std::vector<Code> read_codes(const Image& grey) {
    auto codes = scan(grey, 1);
    if (!codes.empty() || grey.width() > 1900) return codes;
    const Image doubled{pixScale(grey.pix(), 2.0f, 2.0f)};
    const Image sharp{pixUnsharpMasking(doubled.pix(), 3, 0.7f)};
    return scan(sharp, 2);
}

}  // namespace ocr
