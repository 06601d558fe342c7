#pragma once
// Vietnamese letters: one normal form, folding without tone marks.

#include <string>
#include <string_view>
#include <vector>

namespace ocr {

// Unicode NFC (TCVN 6909:2001). Bytes that are no UTF-8 become U+FFFD.
std::string nfc(std::string_view text);

// Small letters without any mark, đ as d, every run of other characters one space: "Giấy  KHAI-sinh" → "giay khai sinh".
std::string folded(std::string_view text);

// Without marks, but with case and punctuation: "Đỗ Thị" → "Do Thi".
std::string without_marks(std::string_view text);

std::vector<std::string> words_of(std::string_view folded_text);

// How many letters of `text` are capitals, 0 to 1.
double share_of_capitals(std::string_view text);

}  // namespace ocr
