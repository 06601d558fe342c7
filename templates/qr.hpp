#pragma once
// QR codes (ISO/IEC 18004) for papers and sheets.

#include <string>
#include <string_view>

namespace templates {

enum class QrLevel { Low, Medium, Quartile, High };  // 7, 15, 25, 30 % of the symbol may be lost

// An SVG image with a quiet zone of four modules, black on white, sized by whoever places it.
// Throws std::length_error when the text does not fit the largest symbol.
std::string qr_svg(std::string_view text, QrLevel level = QrLevel::Medium);

// The same as a data: URI for <img src>, the one way a code enters a template (nothing is left unescaped).
std::string qr_data_uri(std::string_view text, QrLevel level = QrLevel::Medium);

std::string base64(std::string_view bytes);

}  // namespace templates
