#pragma once
// What an appearance stream draws, as far as a signed page must be protected from it.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

namespace integrations::signing {

// One rectangle in its order, in the units of the form.
struct PaintedRectangle {
    double left = 0, bottom = 0, right = 0, top = 0;
    std::vector<double> fill{}, stroke{};  // RGB or CMYK; empty: none
    double line_width = 0;                 // of the stroke
};

struct Picture {
    bool understood = false;  // only text, paths and plain colours; no images, shadings, patterns, forms, drawn fonts
    bool text = false;
    bool borrowed_font = false;  // of letters: none of its own, so that a reader looks for it in the page
    bool light_text = false;  // nearly white letters, which can hide what lies below them
    bool dark_paint = false;  // a filled or stroked path that is not light
    bool multiplies = true;   // every path is painted in blend mode Multiply: it cannot hide what is darker
    std::string painted{};    // what comes before and with the last painted path: background and border
    std::string light_paint{};  // the same with the last path that is light
    bool states = false;      // the state of the graphics was changed by name
    // The painted paths when they are rectangles and nothing but: whole, opaque, with plain lines, no letter below them.
    std::optional<std::vector<PaintedRectangle>> rectangles{std::in_place};
};

// Whether two pictures show the same before any letter: painted by the same words, or the same rectangles in the same colours
// and order, as far as a screen of 8 bits and a hundredth of a unit, or a thousandth of the box, tell. Both must be understood, and fill the same box.
bool same_background(QPDFObjectHandle before, const Picture& first, QPDFObjectHandle after, const Picture& second);

// Whether the second covers nothing that the first left to be seen: light is painted only what was painted, by the same words.
bool covers_no_more(QPDFObjectHandle before, const Picture& first, QPDFObjectHandle after, const Picture& second);

// Of a grey, RGB or CMYK colour with parts from 0 to 1; nothing for another number of parts.
std::optional<double> luminance(const std::vector<double>& colour);

// `appearance` is a form XObject; null draws nothing. What it borrows from the page is not looked at (`drawing_resources.hpp`).
Picture picture_of(QPDFObjectHandle appearance);
// The letters a reader writes by itself after a default look (ISO 32000-1, 12.7.3.3), with these resources of the form.
Picture picture_of_letters(const std::string& default_look, QPDFObjectHandle resources);

}  // namespace integrations::signing
