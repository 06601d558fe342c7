#include <memory>

#include <leptonica/allheaders.h>
#include <libheif/heif.h>

#include "ocr/input/source.hpp"

namespace ocr {
namespace {

struct Closer {
    void operator()(heif_context* context) const { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const { heif_image_release(image); }
};

}  // namespace

Outcome<Image> decode_heic(std::string_view bytes, const Limits& limits) {
    const std::unique_ptr<heif_context, Closer> context{heif_context_alloc()};
    if (heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr).code != heif_error_Ok)
        return refuse(Problem::Unreadable, "Không đọc được phần đầu của ảnh HEIC");
    heif_image_handle* found = nullptr;
    if (heif_context_get_primary_image_handle(context.get(), &found).code != heif_error_Ok)
        return refuse(Problem::Unreadable, "Tệp HEIC không có ảnh");
    const std::unique_ptr<heif_image_handle, Closer> handle{found};
    const double pixels = static_cast<double>(heif_image_handle_get_width(found)) * heif_image_handle_get_height(found);
    if (pixels > limits.pixels) return refuse(Problem::TooLarge, "Ảnh HEIC vượt giới hạn số điểm");
    heif_image* decoded = nullptr;
    if (heif_decode_image(found, &decoded, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr).code != heif_error_Ok)
        return refuse(Problem::Unreadable, "Không giải mã được ảnh HEIC");
    const std::unique_ptr<heif_image, Closer> image{decoded};
    const int width = heif_image_get_primary_width(decoded);
    const int height = heif_image_get_primary_height(decoded);
    int stride = 0;
    const unsigned char* rows = heif_image_get_plane_readonly(decoded, heif_channel_interleaved, &stride);
    Image out{pixCreate(width, height, 32)};
    for (int y = 0; y < height; ++y) {
        const unsigned char* from = rows + static_cast<ptrdiff_t>(y) * stride;
        l_uint32* to = pixGetData(out.pix()) + static_cast<ptrdiff_t>(y) * pixGetWpl(out.pix());
        for (int x = 0; x < width; ++x, from += 3)
            to[x] = static_cast<l_uint32>(from[0]) << 24 | static_cast<l_uint32>(from[1]) << 16 | static_cast<l_uint32>(from[2]) << 8;
    }
    return out;
}

}  // namespace ocr
