#pragma once
// The door against state secrets (R-ACC-12): the words of a secrecy stamp, standing alone on a page.

#include <optional>
#include <string>

#include "ocr/text_page.hpp"

namespace ocr {

// "MẬT", "TỐI MẬT" or "TUYỆT MẬT" when such a stamp was read; nothing otherwise. The word inside a sentence or a
// heading ("bảo mật", "CHẾ ĐỘ MẬT") is no stamp.
std::optional<std::string> secrecy_stamp(const TextPage& page);

}  // namespace ocr
