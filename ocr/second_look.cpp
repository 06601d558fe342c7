#include "ocr/second_look.hpp"

#include <algorithm>
#include <optional>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

constexpr double weak_word = 0.8;      // confidence
constexpr double surer = 0.01;         // by which another reading must be better
constexpr double nearly_sure = 0.955;  // of a whole line; no third look is needed
constexpr size_t most_lines = 40;      // of a page
constexpr double sure_cell = 0.5;      // of a cell's reading; below it is dirt
constexpr size_t most_cells = 120;     // of a page

size_t letters_in(const std::vector<Word>& words) {
    size_t count = 0;
    for (const Word& word : words) count += folded(word.text).size();
    return count;
}

bool is_weak(const Line& line) {
    return letters_in(line.words) >= 4 &&
           std::any_of(line.words.begin(), line.words.end(), [](const Word& word) { return word.confidence.value < weak_word && folded(word.text).size() > 1; });
}

Line one_line(std::vector<Line> parts) {
    Line whole;
    for (Line& part : parts) std::move(part.words.begin(), part.words.end(), std::back_inserter(whole.words));
    return whole;
}

// `image`, which lies at `area`, read as one line; boxes are of the page.
Line line_on(const Image& image, const Box& area, Engine& engine, int dpi) {
    engine.read_next_image();
    Line read = one_line(engine.read(image, Layout::Line, image.bounds(), dpi));
    for (Word& word : read.words) word.box = {word.box.left + area.left, word.box.top + area.top, word.box.right + area.left, word.box.bottom + area.top};
    return read;
}

// What another reading of `image`, which lies at `area`, makes of the line; nothing when it lost or found too much.
std::optional<Line> reading_of(const Image& image, const Box& area, const Line& old, Engine& engine, int dpi) {
    Line read = line_on(image, area, engine, dpi);
    const size_t before = letters_in(old.words), now = letters_in(read.words);
    if (now * 10 < before * 8 || now * 10 > before * 13) return {};
    return read;
}

bool stands_in(const Box& cell, const Word& word) {
    const int x = (word.box.left + word.box.right) / 2, y = (word.box.top + word.box.bottom) / 2;
    return x > cell.left && x < cell.right && y > cell.top && y < cell.bottom;
}

// Nothing was read in the cell, or a few letters nobody is sure of.
bool is_weak(const std::vector<Line>& lines, const Box& cell) {
    size_t letters = 0;
    double least = 1;
    for (const Line& line : lines)
        for (const Word& word : line.words)
            if (stands_in(cell, word)) letters += std::max<size_t>(1, folded(word.text).size()), least = std::min(least, word.confidence.value);
    return letters == 0 || (letters <= 4 && least < weak_word);
}

// The ink in a cell with a margin, as an area of the page; nothing when there is none as high as a letter.
std::optional<Box> ink_in(const Image& cell, const Box& area, int dpi) {
    const Image ink = ink_of(cell);
    const Image letters{pixSelectBySize(ink.pix(), 0, dpi / 20, 8, L_SELECT_HEIGHT, L_SELECT_IF_GTE, nullptr)};
    BOX* found = nullptr;
    pixClipToForeground(letters.pix(), nullptr, &found);
    if (!found) return {};
    int x = 0, y = 0, w = 0, h = 0;
    boxGetGeometry(found, &x, &y, &w, &h);
    boxDestroy(&found);
    const int margin = dpi / 30;
    return Box{area.left + std::max(0, x - margin), area.top + std::max(0, y - margin), area.left + std::min(cell.width(), x + w + margin), area.top + std::min(cell.height(), y + h + margin)};
}

void read_cell(std::vector<Line>& lines, const Box& cell, const Patch& patch, Engine& engine, int dpi) {
    const auto ink = ink_in(patch(cell), cell, dpi);
    if (!ink) return;
    Line read = line_on(patch(*ink), *ink, engine, dpi);
    if (read.words.empty() || confidence_of({read}).value < sure_cell) return;
    read.upright = *ink;
    const auto corner = [](int x, int y) { return Point{static_cast<double>(x), static_cast<double>(y)}; };
    read.corners = {corner(ink->left, ink->top), corner(ink->right, ink->top), corner(ink->right, ink->bottom), corner(ink->left, ink->bottom)};
    read.height = ink->height();
    for (Line& line : lines) std::erase_if(line.words, [&](const Word& word) { return stands_in(cell, word); });
    std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
    insert_line(lines, std::move(read));
}

}  // namespace

Box around(const Line& line, const Box& page, int dpi) {
    const int margin = dpi / 25;
    const Box& at = line.upright;
    return {std::max(page.left, at.left - margin), std::max(page.top, at.top - margin), std::min(page.right, at.right + margin), std::min(page.bottom, at.bottom + margin)};
}

void read_weak_cells(std::vector<Line>& lines, const Rulings& rulings, const Patch& patch, Engine& engine, int dpi) {
    const int inset = dpi / 60;
    size_t looked_at = 0;
    for (const Table& table : find_tables(rulings, dpi))
        for (size_t row = 1; row < table.rows.size(); ++row)
            for (size_t column = 1; column < table.columns.size(); ++column) {
                const Box cell{table.columns[column - 1] + inset, table.rows[row - 1] + inset, table.columns[column] - inset, table.rows[row] - inset};
                if (cell.width() < dpi / 15 || cell.height() < dpi / 15 || !is_weak(lines, cell)) continue;
                if (++looked_at > most_cells) return;
                read_cell(lines, cell, patch, engine, dpi);
            }
    engine.read_next_image();
}

void read_weak_lines(std::vector<Line>& lines, const Box& page, const Patch& patch, Engine& engine, int dpi) {
    size_t looked_at = 0;
    for (Line& line : lines) {
        if (!is_weak(line)) continue;
        if (++looked_at > most_lines) break;
        const Box area = around(line, page, dpi);
        const Image plain = patch(area);
        double best = confidence_of({line}).value;
        for (const bool thick : {false, true}) {
            if (best >= nearly_sure) break;
            const auto read = reading_of(thick ? Image{pixErodeGray(plain.pix(), 3, 3)} : plain, area, line, engine, dpi);
            if (!read || confidence_of({*read}).value < best + surer) continue;
            best = confidence_of({*read}).value;
            line.words = read->words;
        }
    }
    engine.read_next_image();
}

}  // namespace ocr
