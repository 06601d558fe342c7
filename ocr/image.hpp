#pragma once
// A decoded page image. The only owner of Leptonica's PIX; no other folder sees it.

#include <cstddef>
#include <string>
#include <string_view>

#include "ocr/geometry.hpp"
#include "ocr/outcome.hpp"

struct Pix;

namespace ocr {

struct Limits {
    size_t file_bytes = 512u << 20;
    double pixels = 150e6;  // of one page
    int pages = 5000;       // of one file
};

class Image {
public:
    Image() = default;
    explicit Image(Pix* taken) : pix_(taken) {}
    Image(const Image& other);
    Image(Image&& other) noexcept : pix_(other.release()) {}
    Image& operator=(Image other) noexcept;
    ~Image();

    // A blank sheet of the given depth (1, 8 or 32 bits), white.
    static Image white(int width, int height, int depth);

    Pix* pix() const { return pix_; }
    Pix* release();
    explicit operator bool() const { return pix_ != nullptr; }

    int width() const;
    int height() const;
    int depth() const;  // bits a pixel: 1, 8 or 32
    // Dots an inch as the file says, or 0.
    int dpi() const;
    Box bounds() const { return {0, 0, width(), height()}; }

private:
    Pix* pix_ = nullptr;
};

// Decodes one raster page. The header is read first, so an image larger than the limits costs nothing.
// Fails with Empty, WrongType, TooLarge or Unreadable.
Outcome<Image> decode_image(std::string_view bytes, const Limits& limits, int page = 1);

// Grey or colour JPEG, quality 1 to 100; used for previews and crops.
std::string encode_jpeg(const Image& image, int quality);
std::string encode_png(const Image& image);

// Fits the longer side into `longest` pixels; never enlarges.
Image shrink_to(const Image& image, int longest);
Image crop(const Image& image, const Box& box);

}  // namespace ocr
