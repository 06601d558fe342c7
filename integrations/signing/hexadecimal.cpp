#include "integrations/signing/hexadecimal.hpp"

namespace integrations::signing {

std::optional<std::string> unhex(std::string_view digits) {
    constexpr std::string_view alphabet = "0123456789abcdef";
    if (digits.size() % 2 != 0 || digits.find_first_not_of(alphabet) != std::string_view::npos) return std::nullopt;
    std::string bytes;
    bytes.reserve(digits.size() / 2);
    for (size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(alphabet.find(digits[i]) << 4U | alphabet.find(digits[i + 1]));
    return bytes;
}

}  // namespace integrations::signing
