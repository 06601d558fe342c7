#pragma once
// The door against state secrets (R-ACC-12): the words of a secrecy stamp, standing alone on a page.

#include <optional>
#include <string>
#include <string_view>

#include "ocr/outcome.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

// "MẬT", "TỐI MẬT" or "TUYỆT MẬT" when such a stamp was read, or a line "Độ mật: …" that names one of them; nothing
// otherwise. The word inside a sentence or a heading ("bảo mật", "CHẾ ĐỘ MẬT") is no stamp.
std::optional<std::string> secrecy_stamp(const TextPage& page);

// The same in text as it is laid out: lines, and two blanks or more between what stands apart.
std::optional<std::string> secrecy_words(std::string_view text);

// The degree somebody declared: "mật", "TOI MAT", "top secret" in any spelling; nothing for "thường" or an empty word.
std::optional<std::string> secrecy_degree(std::string_view declared);

// The degree such a refusal names.
std::string degree_of(const Refusal& secret);
// The refusal of a page or file that bears the stamp.
tl::unexpected<Refusal> secret(const std::string& stamp);

}  // namespace ocr
