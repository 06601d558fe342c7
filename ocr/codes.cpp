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

constexpr int shrink = 8;

// Dense blocks at least 7 mm high and wide: where a code can be. Text is too low, pictures are few.
std::vector<Box> candidates_in(const Image& grey, int dpi) {
    const Image small{pixScaleAreaMap(grey.pix(), 1.0f / shrink, 1.0f / shrink)};
    if (!small) return {};
    Image dark{pixOtsuThreshOnBackgroundNorm(small.pix(), nullptr, 10, 15, 60, 20, 250, 2, 2, 0.1f, nullptr)};
    if (!dark) return {};
    const int join = std::max(2, dpi / (20 * shrink));  // 1.3 mm
    const Image blocks{pixCloseSafeBrick(nullptr, dark.pix(), join, join)};
    const Image solid{pixOpenBrick(nullptr, blocks.pix(), join * 2, join * 2)};
    BOXA* found = pixConnCompBB(solid.pix(), 8);
    const int least = dpi * 7 / 25 / shrink;
    std::vector<Box> boxes;
    for (int i = 0; i < boxaGetCount(found) && boxes.size() < 12; ++i) {
        int x = 0, y = 0, w = 0, h = 0;
        boxaGetBoxGeometry(found, i, &x, &y, &w, &h);
        if (w < least || h < least) continue;
        const int margin = least;
        boxes.push_back({std::max(0, (x - margin) * shrink), std::max(0, (y - margin) * shrink), std::min(grey.width(), (x + w + margin) * shrink),
                         std::min(grey.height(), (y + h + margin) * shrink)});
    }
    boxaDestroy(&found);
    return boxes;
}

// As it is, then enlarged twice and sharpened: blurred prints and photographs need it.
std::vector<Code> read_block(const Image& block) {
    auto codes = scan(block, 1);
    if (!codes.empty() || block.width() > 1600 || block.height() > 1600) return codes;
    const Image doubled{pixScale(block.pix(), 2.0f, 2.0f)};
    const Image sharp{pixUnsharpMasking(doubled.pix(), 3, 0.7f)};
    return scan(sharp, 2);
}

// Big codes, as on our sheets, fall apart into many blocks; they are read on the whole page at about 100 dpi.
std::vector<Code> read_big(const Image& grey, int dpi) {
    const double scale = std::min(1.0, 100.0 / std::max(dpi, 1));
    const Image small{pixScaleAreaMap(grey.pix(), static_cast<float>(scale), static_cast<float>(scale))};
    return small ? scan(small, scale) : std::vector<Code>{};
}

}  // namespace

std::vector<Code> read_codes(const Image& grey, int dpi) {
    std::vector<Code> codes = read_big(grey, dpi);
    for (const Box& box : candidates_in(grey, dpi))
        for (Code& code : read_block(crop(grey, box))) {
            code.box = {code.box.left + box.left, code.box.top + box.top, code.box.right + box.left, code.box.bottom + box.top};
            const bool known = std::any_of(codes.begin(), codes.end(), [&](const Code& other) { return other.text == code.text && other.type == code.type; });
            if (!known) codes.push_back(std::move(code));
        }
    return codes;
}

}  // namespace ocr
