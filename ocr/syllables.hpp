#pragma once
// Which words can be Vietnamese, by the make-up of a syllable: onset, rime and tone. A doubt is a flag for people;
// nothing is ever rewritten by it.

#include <string_view>

#include "ocr/text_page.hpp"

namespace ocr {

// One syllable in any case, with or without marks at its edges: "Đường," is, "Đuờmg" is not.
bool is_syllable(std::string_view word);

// What can stand on a form without being a syllable: numbers, dates, codes, abbreviations in capitals.
bool is_figure(std::string_view word);

// Sets Word::doubtful where no part of a word is a syllable, a figure or a foreign word that was read with certainty.
void mark_doubtful(TextPage& page);

// Takes away what was read out of signatures, seals, borders and dirt: lines without syllables that the engine itself
// does not believe, and marks that stand alone. Words of letters in a line of text stay, whatever they are.
void drop_scribbles(std::vector<Line>& lines);

}  // namespace ocr
