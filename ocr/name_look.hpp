#pragma once
// Names and personal numbers the recogniser seems to have misread, looked at letter by letter.

#include <vector>

#include "ocr/engine.hpp"
#include "ocr/second_look.hpp"

namespace ocr {

// Where a person's name begins with what is no family name but for its marks (“NGUYÊN VĂN …”), or twelve figures do not begin
// with 0 as personal numbers do (Nghị định 59/2021/NĐ-CP, phụ lục I: the codes of provinces are 001 to 096), the line is
// spelled: what else did the recogniser take for possible at each letter? A family name, or a 0, among it is taken, as sure as
// the recogniser was of that letter. Nothing is taken that it did not see.
void look_at_names(std::vector<Line>& lines, const Box& page, const Patch& patch, Engine& engine, int dpi);

}  // namespace ocr
