#include "integrations/signing/hexadecimal.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace integrations::signing {
namespace {

constexpr auto digit_values = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (signed char i = 0; i < 16; ++i) {
        table[static_cast<unsigned char>("0123456789abcdef"[i])] = i;
        table[static_cast<unsigned char>("0123456789ABCDEF"[i])] = i;
    }
    return table;
}();

constexpr size_t width = 16;
using Bytes [[gnu::vector_size(width)]] = unsigned char;
using Mask [[gnu::vector_size(width)]] = signed char;
using Pairs [[gnu::vector_size(width)]] = unsigned short;
using Halves [[gnu::vector_size(width / 2)]] = unsigned char;

Bytes loaded(const char* at) {
    Bytes bytes;
    std::memcpy(&bytes, at, width);
    return bytes;
}
Mask are_letters(Bytes bytes) { return (bytes | 0x20) - 'a' < 6; }
Mask are_digits(Bytes bytes) { return (bytes - '0' < 10) | are_letters(bytes); }
bool all(Mask mask) {
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), &mask, width);
    return (halves[0] & halves[1]) == ~std::uint64_t{0};
}

// Eight bytes of sixteen digits.
Halves values(Bytes digits) {
    const Bytes each = (digits & 15) + (reinterpret_cast<Bytes>(are_letters(digits)) & 9);
    const auto pairs = reinterpret_cast<Pairs>(each);  // the first digit of two is the low byte
    return __builtin_convertvector((pairs & 15) << 4 | pairs >> 8, Halves);
}

}  // namespace

std::optional<std::string> unhex(std::string_view digits) {
    constexpr std::string_view alphabet = "0123456789abcdef";
    if (digits.find_first_not_of(alphabet) != std::string_view::npos) return std::nullopt;
    return unhex_any_case(digits);
}

std::optional<std::string> unhex_any_case(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string bytes(digits.size() / 2, '\0');
    size_t i = 0;
    if constexpr (std::endian::native == std::endian::little) {
        Mask good = Mask{} == 0;
        for (; 2 * i + width <= digits.size(); i += width / 2) {
            const auto block = loaded(digits.data() + 2 * i);
            good &= are_digits(block);
            const auto eight = values(block);
            std::memcpy(bytes.data() + i, &eight, width / 2);
        }
        if (!all(good)) return std::nullopt;
    }
    int wrong = 0;  // negative once a digit is none
    for (; i < bytes.size(); ++i) {
        const int high = digit_values[static_cast<unsigned char>(digits[2 * i])], low = digit_values[static_cast<unsigned char>(digits[2 * i + 1])];
        wrong |= high | low;
        bytes[i] = static_cast<char>(high * 16 + low);
    }
    if (wrong < 0) return std::nullopt;
    return bytes;
}

size_t digits_in_front(std::string_view text) {
    size_t at = 0;
    while (at + width <= text.size() && all(are_digits(loaded(text.data() + at)))) at += width;
    return at;
}

}  // namespace integrations::signing
