#include "ocr/input/document.hpp"

#include "ocr/fields/secrecy.hpp"

namespace ocr {

using namespace std::string_view_literals;

Outcome<std::string> document_words(const std::string& path, const Limits& limits) {
    auto bytes = file_bytes(path, limits);
    if (!bytes) return bytes;
    if (bytes->starts_with("PK\x03\x04"sv)) return archive_words(*bytes);
    if (bytes->starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return old_office_words(*bytes);
    if (bytes->starts_with("{\\rtf"sv)) return rich_text_words(*bytes);
    return bytes;
}

Outcome<FileFacts> judge_document(const std::string& path, const Limits& limits) {
    const auto words = document_words(path, limits);
    if (!words) return tl::unexpected(words.error());
    if (const auto stamp = secrecy_words(*words)) return secret(*stamp);
    return FileFacts{};
}

}  // namespace ocr
