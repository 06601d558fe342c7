// One target for the doors of the decoders that take bytes: raster images, archives of office documents, rich text, old office files.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ocr/image.hpp"
#include "ocr/input/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    ocr::Limits small;
    small.pixels = 4e6;
    (void)ocr::decode_image(input, small);
    if (input.starts_with("PK")) (void)ocr::archive_words(std::string{input});
    else if (input.starts_with("{\\rtf")) (void)ocr::rich_text_words(input);
    else (void)ocr::old_office_words(input);
    return 0;
}
