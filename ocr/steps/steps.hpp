#pragma once
// The steps between a decoded image and the recogniser. Each is a pure function; the order is pipeline.cpp's.
// Lengths are given in inches times dpi, so a step means the same at every resolution.

#include <array>
#include <optional>
#include <vector>

#include "ocr/image.hpp"

namespace ocr {

// Grey, 8 bits. Inside round red seals red ink fades and the text under it stays; red titles elsewhere are kept.
Image grey_without_seals(const Image& colour, int dpi);
// Plain luminance, 8 bits.
Image grey_of(const Image& image);

// Evens out lighting and paper colour: paper becomes about 250 everywhere. `fine`: a scan that shows hairlines, no photograph.
Image normalise_background(const Image& grey, bool fine);

// Ink black on white, 1 bit (1 = ink), of a normalised grey image.
Image ink_of(const Image& normalised, int threshold = 165);

// Dark areas that come in from the edge of the scan (desk, scanner lid, punched edge) become paper.
void clear_dark_border(Image& normalised, int dpi);

// The four corners of a sheet photographed on a darker ground, clockwise from the top left; none when the sheet
// fills the image.
std::optional<std::array<Point, 4>> find_sheet(const Image& grey);
// How large such a sheet is when it lies flat, in pixels that are on average as fine as those of the photograph.
struct Size {
    int width = 0;
    int height = 0;
    bool a4 = false;
};
Size flat_size(const std::array<Point, 4>& corners);

// How the page must be turned, clockwise, to stand upright: 0, 90, 180 or 270. `sure` is 0 when there was too
// little text to tell.
struct Orientation {
    int degrees = 0;
    double sure = 0;
};
Orientation find_orientation(const Image& ink, int dpi);

// Clockwise degrees that level the lines of text; searched within +-11.
double find_skew(const Image& ink);

// Bicubic; `to_source` takes a pixel of the result to the grey source. Outside the source is white.
Image warp(const Image& grey, const Transform& to_source, int width, int height);
Image turn(const Image& image, int degrees);

Image smooth(const Image& grey);

// Chains of five or more small dots or dashes on one baseline: the leaders of a form.
std::vector<Box> find_leaders(const Image& ink, int dpi);

// Long thin straight lines. `across` are horizontal.
struct Rulings {
    std::vector<Box> across;
    std::vector<Box> down;
};
// Finds them and paints them out of `normalised`.
Rulings remove_rulings(Image& normalised, const Image& ink, int dpi);
void erase(Image& grey, const std::vector<Box>& boxes, int margin);

// Nothing on the page but specks and the shadow of the other side.
bool is_blank(const Image& normalised, int dpi);

}  // namespace ocr
