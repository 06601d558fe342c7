#pragma once
// PDFs as scanners make them, each with the one fault a test is about.

#include <string>
#include <vector>

namespace test_support {

enum class Ink { Colour, Grey, OneBit };

struct ScannedPage {
    Ink ink = Ink::Colour;
    double dpi = 200;         // of the image, were it at 100 %
    double paper_mm[2] = {210, 297};  // what lay on the glass
    double page_mm[2] = {210, 297};   // the page it was put on
    std::string said{};       // a line of text, set in the PDF and not in the image
    bool hidden = false;      // that line is invisible, as in a searchable PDF
};

// Good colour pages at 200 dpi in PDF 1.7 unless a page says otherwise.
std::string scanned_pdf(const std::vector<ScannedPage>& pages, const std::string& version = "1.7");

// The same PDF with its first page alone.
std::string first_page_of(const std::string& pdf);

}  // namespace test_support
