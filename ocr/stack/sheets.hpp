#pragma once
// The sheets we print between papers: MC1|S|crc separator, MC1|C|procedure|component|crc, MC1|D|dossier|crc cover.
// Anything else on a page is a stray code: reported, never obeyed.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocr {

// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, no reflection.
uint16_t crc16(std::string_view bytes);

std::string separator_payload();
std::string component_payload(std::string_view procedure, std::string_view component);
std::string cover_payload(std::string_view dossier_id);

struct Sheet {
    enum class Kind { Separator, Component, Cover } kind = Kind::Separator;
    std::string procedure{};
    std::string component{};
    std::string dossier{};
};

// Nothing when the text is no sheet of ours or its check digits are wrong.
std::optional<Sheet> sheet_of(std::string_view code_text);

}  // namespace ocr
