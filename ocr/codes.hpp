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

// Looks at dense square blocks only, so a page without codes costs next to nothing.
std::vector<Code> read_codes(const Image& grey, int dpi);

}  // namespace ocr
