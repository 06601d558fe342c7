#pragma once
// Ruled tables: words are put in order cell by cell, row by row, instead of straight across the columns.

#include <vector>

#include "ocr/steps/steps.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

// A grid found from rulings; `rows` and `columns` are the positions of its lines on the upright page.
struct Table {
    Box area;
    std::vector<int> rows;
    std::vector<int> columns;
};

std::vector<Table> find_tables(const Rulings& rulings, int dpi);

// Lines whose words lie in a table are taken apart and put together again by cell. Boxes are of the upright page.
std::vector<Line> read_by_cell(std::vector<Line> lines, const Rulings& rulings, int dpi);

// Where the same words stand below each other, as in a repeated paragraph, the white between them looks like that between
// columns, and Tesseract cuts lines in two. What stands on one level no further apart than words is one line again.
std::vector<Line> whole_lines(std::vector<Line> lines);

// Tesseract sometimes puts a block after what stands below it. A line is moved before any line that lies under it in
// the same column; nothing else changes place.
std::vector<Line> settled_order(std::vector<Line> lines);

// Rows of letters that no line covers, in pixels of the upright page.
std::vector<Box> unread_rows(const Image& ink, const std::vector<Line>& lines, int dpi);
// Puts a line where its height says, as a block of its own.
void insert_line(std::vector<Line>& lines, Line line);

}  // namespace ocr
