#pragma once
// What a signature looks like: drawn once by cairo, kept as PDF objects whose references are filled in when it is used.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "integrations/signing/increment.hpp"

namespace integrations::signing {

// A drawn appearance. object i is text pieces with references between them: piece, then object `refers_to` (-1: none).
struct Stamp {
    struct Piece {
        std::string text;
        int refers_to;
    };
    std::vector<std::vector<Piece>> objects;  // the first is the form XObject
    // Adds the objects to the update and answers the number of the form. `matrix` is the form's /Matrix.
    int add_to(Increment& increment, const std::string& matrix) const;
};

struct StampContent {
    std::string image_png;            // PNG bytes with alpha, or empty
    double width_mm = 0, height_mm = 0;
    double image_height_mm = 0;       // the image fills the top; 0: the whole height
    std::vector<std::string> lines;   // caption, below the image (or alone)
    double text_pt = 10;              // shrunk when a line would not fit
};

// The same words in lines that fit the width at that size, broken at blanks; a single word may still be too wide.
std::vector<std::string> broken_to_fit(const std::vector<std::string>& lines, double width_mm, double text_pt);
// Height that so many lines take.
double height_of_lines_mm(size_t lines, double text_pt);

// Draws with Liberation Serif, the free font with the widths of Times New Roman, embedded as a subset.
// Fails with InvalidInput when the PNG is damaged, larger than 16 megapixels, or has no transparency.
dossier::Result<std::shared_ptr<const Stamp>> draw_stamp(const StampContent& content);

struct ImageFacts {
    int width = 0, height = 0;
    bool transparent = false;  // some pixel lets the page through
    double hue = -1;           // degrees of the mean colour of the visible pixels: 0 red, 240 blue; -1 grey
};
dossier::Result<ImageFacts> look_at_png(std::string_view png);

// Pictures for the demonstration, drawn by program: a blue hand, a red round seal marked MẪU.
std::string demo_signature_png(std::string_view name);
std::string demo_seal_png(std::string_view agency);

}  // namespace integrations::signing
