#pragma once
// Cairo and Pango behind a few calls.

#include <memory>
#include <string>
#include <string_view>

#include <cairo.h>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

using SurfacePtr = Owned<cairo_surface_t, cairo_surface_destroy>;
using CanvasPtr = Owned<cairo_t, cairo_destroy>;

cairo_status_t append_to_string(void* text, const unsigned char* bytes, unsigned int size);
SurfacePtr surface_of_png(std::string_view png);  // check the status
std::string png_of(cairo_surface_t* surface);

// Scaled to fit width × height from the top left corner, proportions kept, centred.
void draw_image(cairo_t* canvas, cairo_surface_t* image, double width, double height);
// How letters look; upright black ones unless said otherwise.
struct Letters {
    bool bold = false;
    double red = 0, green = 0, blue = 0;
};
// One centred line whose top is at `top`.
void draw_text(cairo_t* canvas, const std::string& line, double size, double width, double top, const Letters& letters = {});
// `wanted`, or the largest size at which the line is not wider than `width`.
double fitting_size(cairo_t* canvas, const std::string& line, double width, double wanted, const Letters& letters = {});

}  // namespace integrations::signing
