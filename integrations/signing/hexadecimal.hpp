#pragma once
// Bytes written as hexadecimal digits; the other way is hex() of openssl.hpp. The strings of signatures are long and mostly
// padding: they are gone over sixteen digits at a time.

#include <optional>
#include <string>
#include <string_view>

namespace integrations::signing {

// Lower case digits in pairs; anything else: nothing.
std::optional<std::string> unhex(std::string_view digits);
// Digits in pairs, of either case, as PDF has them; anything else: nothing.
std::optional<std::string> unhex_any_case(std::string_view digits);
// How many digits the text begins with; it may stop up to fifteen before the last of them.
size_t digits_in_front(std::string_view text);

}  // namespace integrations::signing
