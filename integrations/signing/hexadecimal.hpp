#pragma once
// Bytes written as hexadecimal digits; the other way is hex() of openssl.hpp.

#include <optional>
#include <string>
#include <string_view>

namespace integrations::signing {

// Lower case digits in pairs; anything else: nothing.
std::optional<std::string> unhex(std::string_view digits);

}  // namespace integrations::signing
