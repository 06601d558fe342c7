#pragma once
// Lines the recogniser was not sure of, read again by themselves.

#include <functional>
#include <vector>

#include "ocr/engine.hpp"
#include "ocr/tables.hpp"

namespace ocr {

// The area of the upright page by itself, cleaned but not smoothed: smoothing costs thin type its hairlines.
using Patch = std::function<Image(const Box& area)>;

// The line with a margin, inside the page.
Box around(const Line& line, const Box& page, int dpi);

// Reads every line that holds a weak word once more as it is and once with thicker strokes. A reading that is surer takes
// the place of the line's words; its place and block stay. `page` is the bounds of the upright page, `dpi` its resolution.
void read_weak_lines(std::vector<Line>& lines, const Box& page, const Patch& patch, Engine& engine, int dpi);

// Reads the cells of ruled tables that hold ink and no word, or a weak one: the layout analysis loses single figures.
void read_weak_cells(std::vector<Line>& lines, const Rulings& rulings, const Patch& patch, Engine& engine, int dpi);

}  // namespace ocr
