#include "integrations/notify/channel.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace integrations::notify {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 14> folds{{
    {"àáảãạăằắẳẵặâầấẩẫậ", 'a'}, {"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'A'}, {"èéẻẽẹêềếểễệ", 'e'}, {"ÈÉẺẼẸÊỀẾỂỄỆ", 'E'},
    {"ìíỉĩị", 'i'},              {"ÌÍỈĨỊ", 'I'},              {"òóỏõọôồốổỗộơờớởỡợ", 'o'}, {"ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", 'O'},
    {"ùúủũụưừứửữự", 'u'},        {"ÙÚỦŨỤƯỪỨỬỮỰ", 'U'},        {"ỳýỷỹỵ", 'y'},       {"ỲÝỶỸỴ", 'Y'},
    {"đ", 'd'},                  {"Đ", 'D'},
}};

std::size_t length_at(std::string_view text, std::size_t at) {
    auto end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return end - at;
}

// One character without its marks; what is neither Vietnamese nor ASCII becomes a question mark or its plain like.
std::string plain(std::string_view character) {
    if (character.size() == 1) return std::string{character};
    for (const auto& [letters, base] : folds)
        for (std::size_t at = 0; at < letters.size(); at += length_at(letters, at))
            if (letters.substr(at, length_at(letters, at)) == character) return std::string(1, base);
    if (character == "–" || character == "—") return "-";
    if (character == "“" || character == "”") return "\"";
    if (character == "…") return "...";
    return "?";
}

}  // namespace

std::string international(std::string_view phone) {
    std::string digits;
    for (const char letter : phone) {
        if (letter >= '0' && letter <= '9') digits += letter;
        else if (std::string_view{" .-+()"}.find(letter) == std::string_view::npos) return {};
    }
    if (digits.rfind("84", 0) == 0 && digits.size() == 11) digits = "0" + digits.substr(2);
    const bool mobile = digits.size() == 10 && digits[0] == '0' && std::string_view{"35789"}.find(digits[1]) !=
                                                                       std::string_view::npos;
    return mobile ? "84" + digits.substr(1) : std::string{};
}

std::string without_diacritics(std::string_view text) {
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = length_at(text, at);
        folded += plain(text.substr(at, length));
        at += length;
    }
    return folded;
}

}  // namespace integrations::notify
