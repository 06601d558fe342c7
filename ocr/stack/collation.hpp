#pragma once
// Scanners that take one side: the fronts of a stack in a first pass, then, the stack turned over, the backs in a second,
// last sheet first. Whether a stack was scanned so is only suggested; a person decides.

#include <cstddef>
#include <string>
#include <vector>

#include "ocr/text_page.hpp"

namespace ocr {

// What a page says of its place.
struct Side {
    bool blank = false;
    bool begins = false;  // a document: motto, card, "1/3"
    int number = 0;       // printed on it; 0: none
};
Side side_of(const TextPage& page, bool blank, int rotation);

// Places in the scan of `pages` pages, in the order of the sheets: front, back, front, back. The scan itself when odd.
std::vector<size_t> two_pass_order(size_t pages);

struct Collation {
    bool two_pass = false;  // suggested
    double score = 0;       // 0 to 1
    std::string reason{};   // Vietnamese
};
// From the sides as they were scanned. Never suggested below four pages, where nothing would move but one pair.
Collation suggest_collation(const std::vector<Side>& scanned);

}  // namespace ocr
