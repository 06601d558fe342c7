#include "ocr/engine.hpp"

#include <stdexcept>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "ocr/vietnamese.hpp"

namespace ocr {

Engine::Engine(const std::string& model) : api_(std::make_unique<tesseract::TessBaseAPI>()) {
    const std::vector<std::string> names{"debug_file", "load_system_dawg", "load_freq_dawg"};
    const std::vector<std::string> values{"/dev/null", "1", "1"};
    if (api_->Init(model.data(), static_cast<int>(model.size()), "vie", tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                   false, nullptr))
        throw std::runtime_error("Tesseract refuses the recognition model");
    api_->SetVariable("tessedit_do_invert", "0");
}

Engine::~Engine() { api_->End(); }

void Engine::read_next_image() { current_ = nullptr; }

namespace {

// The model knows three slashes; papers have one.
std::string with_plain_slashes(std::string text) {
    for (const std::string slash : {"\u2044", "\u2215"})
        for (size_t at = text.find(slash); at != std::string::npos; at = text.find(slash, at)) {
            text[at] = '/';
            text.erase(at + 1, slash.size() - 1);
        }
    return text;
}

Word word_at(const tesseract::ResultIterator& at) {
    Word word;
    const std::unique_ptr<char[]> text{at.GetUTF8Text(tesseract::RIL_WORD)};
    word.text = with_plain_slashes(nfc(text ? text.get() : ""));
    word.confidence = {at.Confidence(tesseract::RIL_WORD) / 100.0};
    at.BoundingBox(tesseract::RIL_WORD, &word.box.left, &word.box.top, &word.box.right, &word.box.bottom);
    return word;
}

void close_line(std::vector<Line>& lines, Line& line) {
    if (line.words.empty()) return;
    Box around = line.words.front().box;
    for (const Word& word : line.words) {
        around.left = std::min(around.left, word.box.left);
        around.top = std::min(around.top, word.box.top);
        around.right = std::max(around.right, word.box.right);
        around.bottom = std::max(around.bottom, word.box.bottom);
    }
    line.upright = around;
    lines.push_back(std::move(line));
    line = Line{};
}

}  // namespace

std::vector<Line> Engine::read(const Image& grey, Layout layout, const Box& region, int dpi) {
    api_->SetPageSegMode(layout == Layout::Page    ? tesseract::PSM_AUTO
                         : layout == Layout::Block ? tesseract::PSM_SINGLE_BLOCK
                                                   : tesseract::PSM_SINGLE_LINE);
    if (current_ != grey.pix()) api_->SetImage(grey.pix());
    current_ = grey.pix();
    api_->SetSourceResolution(dpi);
    if (!(region == grey.bounds())) api_->SetRectangle(region.left, region.top, region.width(), region.height());
    if (api_->Recognize(nullptr) != 0) return {};
    const std::unique_ptr<tesseract::ResultIterator> at{api_->GetIterator()};
    std::vector<Line> lines;
    if (!at) return lines;
    Line line;
    int block = -1;
    do {
        if (at->Empty(tesseract::RIL_WORD)) continue;
        if (at->IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
        if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) close_line(lines, line);
        if (line.words.empty()) {
            int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
            at->Baseline(tesseract::RIL_TEXTLINE, &x1, &y1, &x2, &y2);
            int left = 0, top = 0, right = 0, bottom = 0;
            at->BoundingBox(tesseract::RIL_TEXTLINE, &left, &top, &right, &bottom);
            float row_height = 0, descenders = 0, ascenders = 0;
            at->RowAttributes(&row_height, &descenders, &ascenders);
            line.block = std::max(block, 0);
            line.height = row_height;
            line.corners = {Point{static_cast<double>(x1), static_cast<double>(y1 - (bottom - top))},
                            Point{static_cast<double>(x2), static_cast<double>(y2 - (bottom - top))},
                            Point{static_cast<double>(x2), static_cast<double>(y2)},
                            Point{static_cast<double>(x1), static_cast<double>(y1)}};
        }
        Word word = word_at(*at);
        if (!word.text.empty() && word.text != " ") line.words.push_back(std::move(word));
    } while (at->Next(tesseract::RIL_WORD));
    close_line(lines, line);
    return lines;
}

Confidence confidence_of(const std::vector<Line>& lines) {
    TextPage page;
    page.lines = lines;
    return page.confidence();
}

}  // namespace ocr
