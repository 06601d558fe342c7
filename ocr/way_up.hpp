#pragma once
// Which way is up on a page whose letters do not say it.

#include "ocr/engine.hpp"

namespace ocr {

// Reads the square of the page with the most letters, a quarter of its width, in up to four ways, `first` (0, 90, 180 or 270
// degrees clockwise) before the others, and answers the way it is read with the most certainty; `first` when none is clear.
int way_up(const Image& page, int dpi, int first, Engine& engine);

}  // namespace ocr
