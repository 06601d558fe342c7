#pragma once
// The pieces a searchable PDF is put together from.

#include <string>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "ocr/input/pdf_page.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

// Flate; the writer leaves every stream as it finds it, so ours are compressed when they are made.
std::string deflated(const std::string& bytes);
QPDFObjectHandle compressed_stream(QPDF& pdf, const std::string& bytes);

std::string glyphless_font();
std::string srgb_profile();

// The font dictionary for invisible text; one a document.
QPDFObjectHandle make_text_font(QPDF& pdf);

// Where the words' pixels lie on the page: the page box before /Rotate, in points.
struct Placement {
    double left_pt = 0, bottom_pt = 0, width_pt = 0, height_pt = 0;
    int rotate = 0;
};
// Content-stream operators: one invisible run a line, or one a column where a wide gap parts it, so that copying gives back
// whole lines.
std::string text_layer(const TextPage& page, const Placement& placement);

// Adds a page that shows this one image at true size. Throws std::runtime_error when it cannot be decoded.
QPDFPageObjectHelper add_image_page(QPDF& pdf, const std::string& path, FileType type, int page, int dpi, int rotate);

// XMP, sRGB output intent. `pdf_a` decides whether the file claims PDF/A-2b.
void add_metadata(QPDF& pdf, const std::string& title, bool pdf_a);

// What keeps this document from PDF/A-2b, in Vietnamese; empty: nothing our checker knows of.
std::vector<std::string> pdf_a_faults(QPDF& pdf);

}  // namespace ocr
