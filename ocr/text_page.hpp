#pragma once
// What was read on a page: words with places and confidence, in reading order.

#include <array>
#include <string>
#include <vector>

#include "ocr/geometry.hpp"

namespace ocr {

// How sure the engine is, 0 (guess) to 1 (certain). Tesseract's 0–100 is divided in engine.cpp and nowhere else.
struct Confidence {
    double value = 0;
};

struct Word {
    std::string text;  // UTF-8, NFC
    Box box;           // pixels of the input image
    Confidence confidence;
    Box upright{};          // pixels of the upright page
    bool doubtful = false;  // no syllable of it is Vietnamese; a flag for people, never a correction
};

struct Line {
    std::vector<Word> words;
    // The four corners on the input image, clockwise from the top left as one reads; the lower edge is the baseline.
    std::array<Point, 4> corners{};
    int block = 0;         // lines of one block belong together
    double height = 0;     // of the letters, pixels of the upright page
    Box upright;           // on the upright page
    std::string text() const;
};

struct TextPage {
    int width = 0;  // of the input image, pixels
    int height = 0;
    int dpi = 0;
    std::vector<Line> lines;

    std::string text() const;  // one line a line, an empty line between blocks
    Confidence confidence() const;  // mean over letters
    size_t letters() const;
    bool empty() const { return lines.empty(); }
};

}  // namespace ocr
