#include "ocr/image.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <leptonica/allheaders.h>

namespace ocr {

Image::Image(const Image& other) : pix_(other.pix_ ? pixClone(other.pix_) : nullptr) {}

Image& Image::operator=(Image other) noexcept {
    std::swap(pix_, other.pix_);
    return *this;
}

Image::~Image() { pixDestroy(&pix_); }

Image Image::white(int width, int height, int depth) {
    Image sheet{pixCreate(width, height, depth)};
    if (depth == 1) return sheet;
    pixSetAllArbitrary(sheet.pix(), depth == 8 ? 255u : 0xffffff00u);
    return sheet;
}

Pix* Image::release() { return std::exchange(pix_, nullptr); }
int Image::width() const { return pixGetWidth(pix_); }
int Image::height() const { return pixGetHeight(pix_); }
int Image::depth() const { return pixGetDepth(pix_); }
int Image::dpi() const { return pixGetXRes(pix_); }

namespace {

const l_uint8* data_of(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

std::string taken(l_uint8* data, size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), data ? size : 0);
    std::free(data);
    return bytes;
}

// Colour maps, 2, 4 and 16 bits and alpha become plain 1, 8 or 32 bits.
Pix* plain(Pix* taken_pix) {
    Image given{taken_pix};
    if (!given) return nullptr;
    if (pixGetColormap(given.pix())) return pixRemoveColormap(given.pix(), REMOVE_CMAP_BASED_ON_SRC);
    if (given.depth() == 32 && pixGetSpp(given.pix()) == 4) return pixAlphaBlendUniform(given.pix(), 0xffffff00u);
    if (given.depth() == 1 || given.depth() == 8 || given.depth() == 32) return given.release();
    return pixConvertTo8(given.pix(), 0);
}

}  // namespace

Outcome<Image> decode_image(std::string_view bytes, const Limits& limits, int page) {
    if (bytes.empty()) return refuse(Problem::Empty, "Tệp rỗng, không có byte nào");
    if (bytes.size() > limits.file_bytes) return refuse(Problem::TooLarge, "Tệp vượt giới hạn dung lượng");
    setMsgSeverity(L_SEVERITY_NONE);
    int format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
    int resolution = 0;
    const bool tiff = bytes.starts_with("II*") || bytes.starts_with("MM");
    const int failed = tiff ? readHeaderMemTiff(data_of(bytes), bytes.size(), page - 1, &width, &height, &bits, &samples,
                                                &resolution, &mapped, &format)
                            : pixReadHeaderMem(data_of(bytes), bytes.size(), &format, &width, &height, &bits, &samples, &mapped);
    if (failed || width <= 0 || height <= 0) return refuse(Problem::Unreadable, "Không đọc được phần đầu của ảnh");
    if (static_cast<double>(width) * height > limits.pixels)
        return refuse(Problem::TooLarge, "Ảnh " + std::to_string(width) + "×" + std::to_string(height) + " điểm vượt giới hạn");
    Image image{plain(tiff ? pixReadMemTiff(data_of(bytes), bytes.size(), page - 1) : pixReadMem(data_of(bytes), bytes.size()))};
    if (!image) return refuse(Problem::Unreadable, "Không giải mã được dữ liệu ảnh");
    return image;
}

std::string encode_jpeg(const Image& image, int quality) {
    const Image source = image.depth() == 1 ? Image{pixConvertTo8(image.pix(), 0)} : image;
    l_uint8* data = nullptr;
    size_t size = 0;
    if (pixWriteMemJpeg(&data, &size, source.pix(), quality, 0)) return {};
    return taken(data, size);
}

std::string encode_png(const Image& image) {
    l_uint8* data = nullptr;
    size_t size = 0;
    if (pixWriteMemPng(&data, &size, image.pix(), 0)) return {};
    return taken(data, size);
}

Image shrink_to(const Image& image, int longest) {
    const int side = std::max(image.width(), image.height());
    if (side <= longest) return image;
    const float factor = static_cast<float>(longest) / static_cast<float>(side);
    return Image{image.depth() == 1 ? pixScaleToGray(image.pix(), factor) : pixScaleAreaMap(image.pix(), factor, factor)};
}

Image crop(const Image& image, const Box& box) {
    BOX* area = boxCreate(box.left, box.top, box.width(), box.height());
    Image part{pixClipRectangle(image.pix(), area, nullptr)};
    boxDestroy(&area);
    return part;
}

}  // namespace ocr
