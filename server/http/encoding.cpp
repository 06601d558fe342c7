#include "server/http/encoding.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

namespace server::http {
namespace {

constexpr std::size_t most_form_parts = 1000;
constexpr std::size_t longest_file_name = 200;  // bytes

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char sign) { return static_cast<unsigned char>(sign) < 0x80; });
}

// ICU's macro narrows on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
bool is_utf8(std::string_view text) {
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 sign = 0;
        U8_NEXT(text.data(), at, length, sign);
        if (sign < 0) return false;
    }
    return true;
}
#pragma GCC diagnostic pop

}  // namespace

std::optional<std::string> clean_text(std::string_view raw) {
    if (raw.find('\0') != std::string_view::npos || raw.size() > INT32_MAX) return std::nullopt;
    if (is_ascii(raw)) return std::string{raw};
    if (!is_utf8(raw)) return std::nullopt;
    auto status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string normal;
    icu::StringByteSink<std::string> sink{&normal};
    nfc->normalizeUTF8(0, icu::StringPiece{raw.data(), static_cast<std::int32_t>(raw.size())}, sink, nullptr, status);
    if (U_FAILURE(status)) return std::nullopt;
    return normal;
}

std::optional<std::string> percent_decode(std::string_view raw, Plus plus) {
    std::string bytes;
    bytes.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (raw[at] == '+' && plus == Plus::Space) {
            bytes += ' ';
            continue;
        }
        if (raw[at] != '%') {
            bytes += raw[at];
            continue;
        }
        if (at + 2 >= raw.size()) return std::nullopt;
        const int high = hex_value(raw[at + 1]);
        const int low = hex_value(raw[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return clean_text(bytes);
}

std::optional<std::vector<std::pair<std::string, std::string>>> decode_form(std::string_view raw) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!raw.empty()) {
        const auto part = raw.substr(0, raw.find('&'));
        raw.remove_prefix(std::min(part.size() + 1, raw.size()));
        if (part.empty()) continue;
        if (pairs.size() == most_form_parts) return std::nullopt;
        const auto equals = part.find('=');
        auto name = percent_decode(part.substr(0, equals), Plus::Space);
        auto value = equals == std::string_view::npos ? std::optional<std::string>{""}
                                                      : percent_decode(part.substr(equals + 1), Plus::Space);
        if (!name || !value) return std::nullopt;
        pairs.emplace_back(*std::move(name), *std::move(value));
    }
    return pairs;
}

std::string safe_file_name(std::string_view raw) {
    const auto slash = raw.find_last_of("/\\");
    if (slash != std::string_view::npos) raw.remove_prefix(slash + 1);
    auto name = clean_text(raw).value_or("");
    std::erase_if(name, [](char sign) { return static_cast<unsigned char>(sign) < 0x20 || sign == 0x7f || sign == '"'; });
    if (name == "." || name == "..") return {};
    if (name.size() <= longest_file_name) return name;
    auto cut = longest_file_name;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;  // not inside a letter
    return name.substr(0, cut);
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char sign : text) {
        if (kept.find(sign) != std::string_view::npos) {
            encoded += sign;
            continue;
        }
        const auto byte = static_cast<unsigned char>(sign);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

int hex_value(char sign) {
    if (sign >= '0' && sign <= '9') return sign - '0';
    if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
    if (sign >= 'A' && sign <= 'F') return sign - 'A' + 10;
    return -1;
}

std::string lower_ascii(std::string_view text) {
    std::string result{text};
    for (auto& sign : result)
        if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign + 32);
    return result;
}

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (dash ? text[at] != '-' : hex_value(text[at]) < 0) return false;
    }
    return true;
}

}  // namespace server::http
