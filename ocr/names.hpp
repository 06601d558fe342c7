#pragma once
// Vietnamese names of persons and places, for the recogniser: its model's own word list is of the web and knows
// "Nguyễn" but not "NGUYỄN", "ĐĂNG" but not "ĐẶNG", and pulls what it sees towards what it knows.

#include <string>
#include <string_view>

namespace ocr {

// Word list for Tesseract: one word a line, each as in names ("Đặng") and in capitals ("ĐẶNG").
std::string name_words();

// In any case, with its marks: "Nguyễn" and "NGUYỄN", not "NGUYÊN".
bool is_family_name(std::string_view word);

// The same letters as one of the family names that look like no other word, whatever the marks: "NGUYÊN", "Dặng".
bool resembles_family_name(std::string_view word);

// A word Vietnamese persons are called by, whatever its marks.
bool resembles_name(std::string_view word);

}  // namespace ocr
