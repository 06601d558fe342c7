#include "ocr/engine.hpp"

#include <stdexcept>

#include <leptonica/allheaders.h>
#include <sys/mman.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>
#include <unistd.h>

#include "ocr/names.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

// Tesseract takes a word list only as a file.
class FileInMemory {
public:
    explicit FileInMemory(const std::string& content) : descriptor_(memfd_create("words", MFD_CLOEXEC)) {
        if (descriptor_ < 0 || write(descriptor_, content.data(), content.size()) != static_cast<ssize_t>(content.size()))
            throw std::runtime_error("no memory for the word list");
    }
    ~FileInMemory() { close(descriptor_); }
    FileInMemory(const FileInMemory&) = delete;
    FileInMemory& operator=(const FileInMemory&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

}  // namespace

Engine::Engine(const std::string& model) : api_(std::make_unique<tesseract::TessBaseAPI>()) {
    const FileInMemory words{name_words()};
    const std::vector<std::string> names{"debug_file", "user_words_file"};
    const std::vector<std::string> values{"/dev/null", words.path()};
    if (api_->Init(model.data(), static_cast<int>(model.size()), "vie", tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                   false, nullptr))
        throw std::runtime_error("Tesseract refuses the recognition model");
    api_->SetVariable("tessedit_do_invert", "0");
    api_->SetVariable("textord_tabfind_vertical_text", "0");  // pages stand upright by now; columns of a table would be read upwards
}

Engine::~Engine() { api_->End(); }

void Engine::read_next_image() { current_ = nullptr; }

namespace {

// The model knows three slashes and an Icelandic letter that looks like Đ; papers have one slash and Đ.
std::string as_in_papers(std::string text) {
    const std::pair<std::string, std::string> same[]{{"\u2044", "/"}, {"\u2215", "/"}, {"\u00d0", "\u0110"}};
    for (const auto& [seen, meant] : same)
        for (size_t at = text.find(seen); at != std::string::npos; at = text.find(seen, at + meant.size())) text.replace(at, seen.size(), meant);
    return text;
}

Word word_at(const tesseract::ResultIterator& at) {
    Word word;
    const std::unique_ptr<char[]> text{at.GetUTF8Text(tesseract::RIL_WORD)};
    word.text = as_in_papers(nfc(text ? text.get() : ""));
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

namespace {

// `others` holds a list for each letter, the blank before the word among them.
std::vector<std::vector<Letter>> letters_of(const std::vector<std::vector<std::pair<const char*, float>>>& others) {
    std::vector<std::vector<Letter>> letters;
    for (const auto& place : others) {
        std::vector<Letter> row;
        for (const auto& [text, confidence] : place)
            if (row.empty() || confidence > 0) row.push_back({nfc(text), {confidence / 100.0}});
        if (!row.empty() && row.front().text != " ") letters.push_back(std::move(row));
    }
    return letters;
}

}  // namespace

std::vector<Spelling> Engine::spell(const Image& line, int dpi) {
    std::vector<Spelling> words;
    api_->SetVariable("lstm_choice_mode", "2");
    api_->SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    api_->SetImage(line.pix());
    api_->SetSourceResolution(dpi);
    current_ = nullptr;
    const bool read = api_->Recognize(nullptr) == 0;
    const std::unique_ptr<tesseract::ResultIterator> at{read ? api_->GetIterator() : nullptr};
    if (at) do {
        if (at->Empty(tesseract::RIL_WORD)) continue;
        const Word word = word_at(*at);
        const auto* others = at->GetBestLSTMSymbolChoices();
        words.push_back({word.text, word.box, word.confidence, others ? letters_of(*others) : std::vector<std::vector<Letter>>{}});
    } while (at->Next(tesseract::RIL_WORD));
    api_->SetVariable("lstm_choice_mode", "0");
    return words;
}

Confidence confidence_of(const std::vector<Line>& lines) {
    TextPage page;
    page.lines = lines;
    return page.confidence();
}

}  // namespace ocr
