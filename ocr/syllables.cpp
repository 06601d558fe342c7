#include "ocr/syllables.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace ocr {
namespace {

// Longest first.
constexpr std::array onsets{u"ngh", u"ng", u"nh", u"gh", u"gi", u"kh", u"ph", u"qu", u"th", u"tr", u"ch", u"b", u"c", u"d", u"đ",
                            u"g",   u"h",  u"k",  u"l",  u"m",  u"n",  u"p",  u"r",  u"s",  u"t",  u"v",  u"x", u""};

constexpr std::u16string_view all_rimes =
    u"a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp "
    u"êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng "
    u"oăt oe oen oeo oet oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui "
    u"um un ung uơ up ut uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu "
    u"ưt ưu y yêm yên yêng yêt yêu ";

const std::unordered_set<std::u16string>& rimes() {
    static const auto table = [] {
        std::unordered_set<std::u16string> out;
        for (size_t at = 0, end = 0; (end = all_rimes.find(u' ', at)) != all_rimes.npos; at = end + 1)
            out.emplace(all_rimes.substr(at, end - at));
        return out;
    }();
    return table;
}

icu::UnicodeString decoded(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

bool is_letter_or_digit(UChar32 c) { return u_isalpha(c) || u_isdigit(c); }

// Without the marks around it: "(Nguyễn," → "Nguyễn".
icu::UnicodeString core_of(std::string_view word) {
    const icu::UnicodeString all = decoded(word);
    int32_t begin = 0, end = all.length();
    while (begin < end && !is_letter_or_digit(all.char32At(begin))) ++begin;
    while (end > begin && !is_letter_or_digit(all.char32At(end - 1))) --end;
    return icu::UnicodeString(all, begin, end - begin);
}

enum class Tone { Level, Grave, Acute, Hook, Tilde, Dot };

// Takes the tone mark out of a syllable in small letters. False when there are two.
bool take_tone(const icu::UnicodeString& small, std::u16string& bare, Tone& tone) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString apart = icu::Normalizer2::getNFDInstance(status)->normalize(small, status);
    icu::UnicodeString rest;
    tone = Tone::Level;
    for (int32_t i = 0; i < apart.length(); ++i) {
        const char16_t c = apart.charAt(i);
        const Tone mark = c == 0x300 ? Tone::Grave : c == 0x301 ? Tone::Acute : c == 0x309 ? Tone::Hook : c == 0x303 ? Tone::Tilde : c == 0x323 ? Tone::Dot : Tone::Level;
        if (mark == Tone::Level) {
            rest.append(c);
            continue;
        }
        if (tone != Tone::Level) return false;
        tone = mark;
    }
    const icu::UnicodeString composed = icu::Normalizer2::getNFCInstance(status)->normalize(rest, status);
    bare.assign(composed.getBuffer(), static_cast<size_t>(composed.length()));
    return U_SUCCESS(status);
}

bool front_vowel(char16_t c) { return c == u'i' || c == u'e' || c == u'ê' || c == u'y'; }

// Spelling that depends on the vowel behind: k, gh, ngh before front vowels, c, g, ng before the others.
bool agree(std::u16string_view onset, std::u16string_view rime) {
    const bool front = front_vowel(rime.front());
    if (onset == u"k" || onset == u"gh" || onset == u"ngh") return front;
    if (onset == u"c" || onset == u"ng") return !front;
    if (onset == u"g") return !front || rime == u"i" || rime.starts_with(u"in");
    return true;
}

bool stopped(std::u16string_view rime) {
    const char16_t last = rime.back();
    return last == u'c' || last == u'p' || last == u't' || last == u'k' || rime.ends_with(u"ch");
}

// First capital or all or none: "KHAl" and "TrưỜng" are misread.
bool case_agrees(const icu::UnicodeString& word) {
    int32_t capitals = 0, letters = 0;
    for (int32_t i = 0; i < word.length(); ++i) {
        if (!u_isalpha(word.charAt(i))) continue;
        ++letters;
        if (u_isupper(word.charAt(i))) ++capitals;
    }
    return capitals == 0 || capitals == letters || (capitals == 1 && u_isupper(word.char32At(0)));
}

bool is_syllable(const icu::UnicodeString& core) {
    if (core.isEmpty() || core.length() > 7 || !case_agrees(core)) return false;
    icu::UnicodeString small = core;
    small.toLower();
    std::u16string bare;
    Tone tone = Tone::Level;
    if (!take_tone(small, bare, tone)) return false;
    for (const char16_t* onset : onsets) {
        const std::u16string_view start = onset;
        if (!bare.starts_with(start)) continue;
        std::u16string rime = bare.substr(start.size());
        // "gì" and "giếng" share the i with the onset, "quỳnh" and "quyết" the u.
        if (start == u"gi" && !rimes().contains(rime)) rime = u"i" + rime;
        if (start == u"qu" && !rimes().contains(rime)) rime = u"u" + rime;
        if (!rimes().contains(rime) || !agree(start, rime)) continue;
        return !stopped(rime) || tone == Tone::Acute || tone == Tone::Dot;
    }
    return false;
}

struct Makeup {
    int letters = 0, digits = 0, capitals = 0, others = 0;
};

Makeup makeup_of(const icu::UnicodeString& word) {
    Makeup made;
    for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
        const UChar32 c = word.char32At(i);
        if (u_isdigit(c)) ++made.digits;
        else if (u_isalpha(c)) u_isupper(c) ? ++made.letters, ++made.capitals : ++made.letters;
        else ++made.others;
    }
    return made;
}

bool is_figure(const icu::UnicodeString& core) {
    const Makeup made = makeup_of(core);
    if (made.digits > 0 && made.letters <= made.digits && made.others <= made.digits) return true;
    // UBND, NĐ-CP, 41/2017/TT-BTTTT
    return made.letters + made.digits >= 2 && made.capitals == made.letters && core.length() <= 24 && made.others <= 4;
}

// A foreign word: plain letters, read with certainty.
bool is_foreign(const icu::UnicodeString& core, Confidence confidence) {
    for (int32_t i = 0; i < core.length(); ++i)
        if (core.charAt(i) > 0x7f) return false;
    return core.length() >= 2 && confidence.value >= 0.9 && case_agrees(core);
}

// Parts between hyphens, slashes and stops: "khai-sinh", "vợ/chồng".
template <class Test>
bool any_part(const icu::UnicodeString& core, const Test& test) {
    int32_t begin = 0;
    for (int32_t i = 0; i <= core.length(); ++i) {
        if (i < core.length() && is_letter_or_digit(core.charAt(i))) continue;
        if (i > begin && test(core.tempSubStringBetween(begin, i))) return true;
        begin = i + 1;
    }
    return false;
}

bool makes_sense(const Word& word) {
    const auto core = core_of(word.text);
    if (core.isEmpty()) return false;
    return is_figure(core) || any_part(core, [](const icu::UnicodeString& part) { return is_syllable(part); });
}

bool is_noise_mark(const Word& word) {
    if (!core_of(word.text).isEmpty()) return false;
    static const std::unordered_set<std::string> never{"_", "|", "\\", "~", "¡", "‡", "`", "^", "||", "__", "ˆ", "¬", "[", "]", "{", "}"};
    return never.contains(word.text) || word.confidence.value < 0.6;
}

}  // namespace

bool is_syllable(std::string_view word) { return is_syllable(core_of(word)); }

bool is_figure(std::string_view word) { return is_figure(core_of(word)); }

void mark_doubtful(TextPage& page) {
    for (Line& line : page.lines)
        for (Word& word : line.words) {
            const auto core = core_of(word.text);
            word.doubtful = core.length() > 1 && !makes_sense(word) && !is_foreign(core, word.confidence);
        }
}

void drop_scribbles(std::vector<Line>& lines) {
    const auto scribbled = [](const Line& line) {
        double sensible = 0, all = 0, sure = 0;
        for (const Word& word : line.words) {
            const auto size = static_cast<double>(decoded(word.text).length());
            all += size;
            sure += size * word.confidence.value;
            if (size > 1 && (word.confidence.value >= 0.7 || (makes_sense(word) && word.confidence.value > 0.4))) sensible += size;
        }
        return all > 0 && sure / all < 0.6 && sensible / all < 0.25;
    };
    for (Line& line : lines) {
        std::erase_if(line.words, is_noise_mark);
        if (scribbled(line)) line.words.clear();
    }
    std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
}

}  // namespace ocr
