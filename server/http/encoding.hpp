#pragma once
// Text from outside, decoded exactly once: percent signs, UTF-8, NFC. No caller decodes a second time.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::http {

enum class Plus { Literal, Space };  // '+' in paths and in form data

// Nothing when a '%' is not followed by two hex digits, or when the result holds NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view raw, Plus plus);
// NFC of valid UTF-8 without NUL; nothing otherwise.
std::optional<std::string> clean_text(std::string_view raw);
// "a=1&b=2"; nothing when any part does not decode, or there are more than 1000 parts.
std::optional<std::vector<std::pair<std::string, std::string>>> decode_form(std::string_view raw);
// For file names from uploads: the part after the last slash or backslash, no control signs, at most 200 bytes.
std::string safe_file_name(std::string_view raw);
// RFC 8187, for Content-Disposition: filename*=UTF-8''…
std::string percent_encode(std::string_view text);

bool is_uuid(std::string_view text);
std::string lower_ascii(std::string_view text);
int hex_value(char digit);  // -1 when it is none
std::string to_hex(std::span<const unsigned char> bytes);

}  // namespace server::http
