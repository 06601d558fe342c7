#pragma once
// What an appearance stream draws, as far as a signed page must be protected from it.

#include <optional>
#include <string>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

namespace integrations::signing {

struct Picture {
    bool understood = false;  // only text, paths and plain colours; no images, shadings, patterns, forms, drawn fonts
    bool text = false;
    bool light_text = false;  // nearly white letters, which can hide what lies below them
    bool dark_paint = false;  // a filled or stroked path that is not light
    bool multiplies = true;   // every path is painted in blend mode Multiply: it cannot hide what is darker
    std::string painted{};    // what comes before and with the last painted path: background and border
};

// Of a grey, RGB or CMYK colour with parts from 0 to 1; nothing for another number of parts.
std::optional<double> luminance(const std::vector<double>& colour);

// `appearance` is a form XObject; null draws nothing.
Picture picture_of(QPDFObjectHandle appearance);

}  // namespace integrations::signing
