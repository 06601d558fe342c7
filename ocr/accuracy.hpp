#pragma once
// How far a text is from the truth. Used by tests and `motcua bench ocr`; the product never needs it.

#include <string>
#include <vector>

namespace ocr {

struct Accuracy {
    size_t characters = 0;        // of the truth
    size_t errors = 0;            // least insertions, deletions and replacements
    size_t words = 0;
    size_t word_errors = 0;
    double character_rate() const { return characters ? static_cast<double>(errors) / static_cast<double>(characters) : 0; }
    double word_rate() const { return words ? static_cast<double>(word_errors) / static_cast<double>(words) : 0; }
    Accuracy& operator+=(const Accuracy& other);
};

// `blocks` are the truth in order, each with its allowed reading orders; the best is taken block by block. Both sides
// are compared as NFC with white space folded and leader dots dropped.
Accuracy accuracy_of(const std::vector<std::vector<std::string>>& blocks, const std::string& text);

}  // namespace ocr
