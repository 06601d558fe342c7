#include "server/http/sentence.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace server::http {

std::string sentence(std::string text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t after = 0;
    UChar32 first = 0;
    if (size == 0) return text;
    U8_NEXT(bytes, after, size, first);
    if (first < 0 || u_toupper(first) == first) return text;
    char capital[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(capital, length, u_toupper(first));
    return std::string(capital, static_cast<std::size_t>(length)) + text.substr(static_cast<std::size_t>(after));
}

}  // namespace server::http
