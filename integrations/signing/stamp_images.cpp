#include <algorithm>
#include <cmath>
#include <numbers>

#include "integrations/signing/cairo.hpp"
#include "integrations/signing/stamp.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using std::numbers::pi;

unsigned big_endian(std::string_view bytes, size_t at) {
    unsigned value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

double hue_of(double red, double green, double blue) {
    const double high = std::max({red, green, blue}), low = std::min({red, green, blue});
    if (high - low < 0.05) return -1;
    double hue = high == red ? (green - blue) / (high - low)
                 : high == green ? 2 + (blue - red) / (high - low) : 4 + (red - green) / (high - low);
    hue *= 60;
    return hue < 0 ? hue + 360 : hue;
}

}  // namespace

dossier::Result<ImageFacts> look_at_png(std::string_view png) {
    if (png.size() < 33 || png.substr(0, 8) != "\x89PNG\r\n\x1a\n") return fail(ErrorCode::InvalidInput, "ảnh phải là PNG");
    const unsigned width = big_endian(png, 16), height = big_endian(png, 20);
    // Checked before decoding: the header alone decides how much memory the decoder takes.
    if (width == 0 || height == 0 || width > 16000 || height > 16000 || width * height > 16'000'000U)
        return fail(ErrorCode::InvalidInput, "ảnh PNG quá lớn (trên 16 triệu điểm ảnh)");
    const auto surface = surface_of_png(png);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return fail(ErrorCode::InvalidInput, "ảnh PNG hỏng");
    ImageFacts facts{static_cast<int>(width), static_cast<int>(height), false, -1};
    if (cairo_image_surface_get_format(surface.get()) != CAIRO_FORMAT_ARGB32) return facts;
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    double red = 0, green = 0, blue = 0, visible = 0;
    for (int y = 0; y < facts.height; ++y)
        for (int x = 0; x < facts.width; ++x) {
            const unsigned char* pixel = pixels + static_cast<ptrdiff_t>(y) * stride + static_cast<ptrdiff_t>(x) * 4;
            if (pixel[3] < 255) facts.transparent = true;
            blue += pixel[0], green += pixel[1], red += pixel[2], visible += pixel[3];  // premultiplied, little endian
        }
    if (visible > 0) facts.hue = hue_of(red / visible, green / visible, blue / visible);
    return facts;
}

std::string demo_signature_png(std::string_view name) {
    const int width = 600, height = 260;
    const SurfacePtr surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)};
    const CanvasPtr canvas{cairo_create(surface.get())};
    cairo_set_source_rgb(canvas.get(), 0.05, 0.15, 0.75);
    cairo_set_line_width(canvas.get(), 7);
    cairo_set_line_cap(canvas.get(), CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(canvas.get(), CAIRO_LINE_JOIN_ROUND);
    // The letters of the name steer the curve, so two people do not share one hand.
    double x = 40, phase = 0;
    cairo_move_to(canvas.get(), x, 170);
    for (const char c : name.substr(0, 24)) {
        const double swing = 30 + (static_cast<unsigned char>(c) % 37) * 2.6;
        const double step = 500.0 / 24;
        cairo_curve_to(canvas.get(), x + step * 0.9, 150 - swing, x - step * 0.4, 160 + swing * 0.6, x + step,
                       150 + 20 * std::sin(phase));
        x += step, phase += 0.9;
    }
    cairo_curve_to(canvas.get(), 420, 250, 160, 235, 570, 205);
    cairo_stroke(canvas.get());
    return png_of(surface.get());
}

std::string demo_seal_png(std::string_view agency) {
    const int size = 600;
    const SurfacePtr surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size, size)};
    const CanvasPtr canvas{cairo_create(surface.get())};
    cairo_t* c = canvas.get();
    cairo_set_source_rgba(c, 0.85, 0.05, 0.05, 0.85);
    cairo_translate(c, size / 2.0, size / 2.0);
    for (const auto& [radius, line] : {std::pair{300.0, 12.0}, {282.0, 4.0}, {185.0, 4.0}}) {
        cairo_set_line_width(c, line);
        cairo_arc(c, 0, 0, radius - line / 2, 0, 2 * pi);
        cairo_stroke(c);
    }
    for (int point = 0; point < 10; ++point) {
        const double angle = -pi / 2 + point * pi / 5, radius = point % 2 == 0 ? 70 : 28;
        cairo_line_to(c, radius * std::cos(angle), radius * std::sin(angle) - 30);
    }
    cairo_close_path(c);
    cairo_fill(c);
    cairo_select_font_face(c, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(c, 64);
    cairo_move_to(c, -78, 110);
    cairo_show_text(c, "MẪU");
    // The name runs round the ring, one letter (UTF-8 sequence) after another.
    cairo_set_font_size(c, 46);
    std::vector<std::string> letters;
    for (const char byte : agency) {
        if ((static_cast<unsigned char>(byte) & 0xc0) == 0x80 && !letters.empty()) letters.back() += byte;
        else letters.emplace_back(1, byte);
    }
    const double step = std::min(0.2, 1.8 * pi / static_cast<double>(letters.size()));
    double angle = -step * static_cast<double>(letters.size() - 1) / 2;
    for (const auto& letter : letters) {
        cairo_save(c);
        cairo_rotate(c, angle);
        cairo_text_extents_t extents;
        cairo_text_extents(c, letter.c_str(), &extents);
        cairo_move_to(c, -extents.x_advance / 2, -210);
        cairo_show_text(c, letter.c_str());
        cairo_restore(c);
        angle += step;
    }
    return png_of(surface.get());
}

}  // namespace integrations::signing
