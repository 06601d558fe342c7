#include "ocr/vietnamese.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace ocr {
namespace {

const icu::Normalizer2& form(bool composed) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = composed ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
    return *found;
}

icu::UnicodeString decoded(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

icu::UnicodeString bare(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString apart = form(false).normalize(decoded(text), status);
    icu::UnicodeString out;
    for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 c = apart.char32At(i);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        out.append(c == 0x111 ? UChar32{'d'} : c == 0x110 ? UChar32{'D'} : c);
    }
    return out;
}

}  // namespace

std::string nfc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    form(true).normalize(decoded(text), status).toUTF8String(out);
    return out;
}

std::string without_marks(std::string_view text) {
    std::string out;
    bare(text).toUTF8String(out);
    return out;
}

std::string folded(std::string_view text) {
    icu::UnicodeString plain = bare(text);
    plain.toLower();
    std::string out;
    bool gap = false;
    for (int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
        const UChar32 c = plain.char32At(i);
        if (!u_isalnum(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        icu::UnicodeString(c).toUTF8String(out);
    }
    return out;
}

std::vector<std::string> words_of(std::string_view folded_text) {
    std::vector<std::string> words;
    size_t begin = 0;
    while (begin < folded_text.size()) {
        const size_t end = std::min(folded_text.find(' ', begin), folded_text.size());
        if (end > begin) words.emplace_back(folded_text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

double share_of_capitals(std::string_view text) {
    const icu::UnicodeString letters = decoded(text);
    int capitals = 0;
    int all = 0;
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        const UChar32 c = letters.char32At(i);
        if (!u_isalpha(c)) continue;
        ++all;
        if (u_isupper(c)) ++capitals;
    }
    return all == 0 ? 0 : static_cast<double>(capitals) / all;
}

}  // namespace ocr
