#include "ocr/stack/sheets.hpp"

#include <cstdio>
#include <vector>

namespace ocr {
namespace {

std::string with_crc(std::string text) {
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", crc16(text));
    return text + digits;
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == '|') parts.emplace_back();
        else parts.back() += c;
    }
    return parts;
}

}  // namespace

uint16_t crc16(std::string_view bytes) {
    unsigned crc = 0xFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xFFFF;
    }
    return static_cast<uint16_t>(crc);
}

std::string separator_payload() { return with_crc("MC1|S|"); }
std::string component_payload(std::string_view procedure, std::string_view component) {
    return with_crc("MC1|C|" + std::string(procedure) + "|" + std::string(component) + "|");
}
std::string cover_payload(std::string_view dossier_id) { return with_crc("MC1|D|" + std::string(dossier_id) + "|"); }

std::optional<Sheet> sheet_of(std::string_view text) {
    const auto parts = parts_of(text);
    if (parts.size() < 3 || parts[0] != "MC1" || parts.back().size() != 4) return {};
    std::string given = parts.back();
    for (char& c : given) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", crc16(text.substr(0, text.size() - 4)));
    if (given != digits) return {};
    if (parts[1] == "S" && parts.size() == 3) return Sheet{Sheet::Kind::Separator};
    if (parts[1] == "C" && parts.size() == 5 && !parts[3].empty()) return Sheet{Sheet::Kind::Component, parts[2], parts[3]};
    if (parts[1] == "D" && parts.size() == 4 && !parts[2].empty()) return Sheet{Sheet::Kind::Cover, {}, {}, parts[2]};
    return {};
}

}  // namespace ocr
