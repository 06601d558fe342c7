#pragma once
// Printed codes on a page (QR and bar codes), read as text and never obeyed here.

#include <string>
#include <vector>

#include "ocr/image.hpp"

namespace ocr {

struct Code {
    std::string type;  // "QRCode", "Code128", …
    std::string text;
    Box box;  // pixels of the image that was read
    bool operator==(const Code&) const = default;
};

// First on the image as it is; when nothing is found, on the image enlarged twice and sharpened.
std::vector<Code> read_codes(const Image& grey);

}  // namespace ocr
