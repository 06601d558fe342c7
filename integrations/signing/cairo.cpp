#include "integrations/signing/cairo.hpp"

#include <algorithm>
#include <cstring>

#include <pango/pangocairo.h>

namespace integrations::signing {
namespace {

template <class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;

LayoutPtr laid_out(cairo_t* canvas, const std::string& line, double size, const Letters& letters) {
    LayoutPtr layout{pango_cairo_create_layout(canvas)};
    PangoFontDescription* font = pango_font_description_from_string("Liberation Serif, Tinos, Times New Roman");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (letters.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), line.c_str(), static_cast<int>(line.size()));
    return layout;
}

double width_of(PangoLayout* layout) {
    int width = 0, height = 0;
    pango_layout_get_size(layout, &width, &height);
    return static_cast<double>(width) / PANGO_SCALE;
}

struct PngReader {
    std::string_view rest;
};

cairo_status_t read_png(void* closure, unsigned char* out, unsigned int size) {
    auto& rest = static_cast<PngReader*>(closure)->rest;
    if (rest.size() < size) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(out, rest.data(), size);
    rest.remove_prefix(size);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

cairo_status_t append_to_string(void* text, const unsigned char* bytes, unsigned int size) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

SurfacePtr surface_of_png(std::string_view png) {
    PngReader reader{png};
    return SurfacePtr{cairo_image_surface_create_from_png_stream(read_png, &reader)};
}

std::string png_of(cairo_surface_t* surface) {
    std::string png;
    cairo_surface_write_to_png_stream(surface, append_to_string, &png);
    return png;
}

void draw_image(cairo_t* canvas, cairo_surface_t* image, double width, double height) {
    const double image_width = cairo_image_surface_get_width(image);
    const double image_height = cairo_image_surface_get_height(image);
    const double scale = std::min(width / image_width, height / image_height);
    cairo_save(canvas);
    cairo_translate(canvas, (width - image_width * scale) / 2, (height - image_height * scale) / 2);
    cairo_scale(canvas, scale, scale);
    cairo_set_source_surface(canvas, image, 0, 0);
    cairo_paint(canvas);
    cairo_restore(canvas);
}

void draw_text(cairo_t* canvas, const std::string& line, double size, double width, double top, const Letters& letters) {
    const auto layout = laid_out(canvas, line, size, letters);
    cairo_set_source_rgb(canvas, letters.red, letters.green, letters.blue);
    cairo_move_to(canvas, std::max(0.0, (width - width_of(layout.get())) / 2), top);
    pango_cairo_show_layout(canvas, layout.get());
}

double fitting_size(cairo_t* canvas, const std::string& line, double width, double wanted, const Letters& letters) {
    const double natural = width_of(laid_out(canvas, line, wanted, letters).get());
    return natural <= width ? wanted : std::max(1.0, wanted * width / natural * 0.98);
}

}  // namespace integrations::signing
