#pragma once
// One warm Tesseract. Loading the model costs about 0.1 s, so it is done once and forked with the process.

#include <memory>
#include <string>
#include <vector>

#include "ocr/image.hpp"
#include "ocr/text_page.hpp"

namespace tesseract {
class TessBaseAPI;
}

namespace ocr {

enum class Layout { Page, Block, Line };

// What may stand at one letter's place.
struct Letter {
    std::string text;
    Confidence confidence;
};

struct Spelling {
    std::string text;
    Box box;  // pixels of the image
    Confidence confidence;
    std::vector<std::vector<Letter>> letters;  // each the letter that was read, then the others
};

class Engine {
public:
    // `model` holds the bytes of a traineddata file. Throws std::runtime_error when Tesseract refuses them.
    explicit Engine(const std::string& model);
    ~Engine();

    // Lines in Tesseract's reading order; boxes are pixels of `grey`, corners as well. `region` limits what is read.
    std::vector<Line> read(const Image& grey, Layout layout, const Box& region, int dpi);
    std::vector<Spelling> spell(const Image& line, int dpi);  // the words of one line, letter by letter
    void read_next_image();  // forgets the image of the last read()

private:
    std::unique_ptr<tesseract::TessBaseAPI> api_;
    const Pix* current_ = nullptr;
};

// The mean confidence of these lines, weighted by length.
Confidence confidence_of(const std::vector<Line>& lines);

}  // namespace ocr
