#pragma once
// What a PDF page is made of, found by reading its content stream: one scanned image, or something to be drawn.

#include <optional>
#include <string>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

#include "ocr/input/source.hpp"
#include "ocr/steps/steps.hpp"

namespace ocr {

struct PlacedImage {
    QPDFObjectHandle stream;
    std::string name{};   // in the page's resources
    std::string filter;  // last filter of the chain, or empty
    int width = 0;       // pixels
    int height = 0;
    int bits = 0;
    int channels = 0;  // 1 grey, 3 RGB, 0 anything else (palette, CMYK, mask)
    double matrix[6]{1, 0, 0, 1, 0, 0};  // unit square to page points
};

struct PageMakeup {
    double width_pt = 0;  // of the page box before /Rotate
    double height_pt = 0;
    double left_pt = 0;  // lower left corner of the page box
    double bottom_pt = 0;
    int rotate = 0;  // /Rotate: 0, 90, 180, 270
    // Set when the page shows exactly this image, upright and over the whole page box.
    std::optional<PlacedImage> only_image{};
    double user_unit = 1;  // points a unit of the page (PDF 1.6); everything else here is in units
    std::vector<PlacedImage> images{};  // those that cover a tenth of the page or more
    double image_dpi = 0;   // the finest image of the page, 0: none
    double coarsest_dpi = 0;  // the coarsest image that covers a tenth of the page or more
    bool has_drawing = false;   // visible text, lines, shadings
    bool visible_text = false;
    bool any_text = false;  // also invisible
    std::string notes{};    // what annotations say, a line each
};

// Throws QPDFExc when the page is broken.
PageMakeup makeup_of(QPDFObjectHandle page);
std::string notes_on(QPDFObjectHandle page);
// The text layer of a page, visible or not, blanks where blanks are on the page; empty when there is none.
std::string pdf_words(const std::string& path, int page);
// The scan standard on what the page is made of, without looking at a pixel. A page without an image is no scan.
std::vector<Violation> standard_of(const PageMakeup& makeup, int page);

}  // namespace ocr
