#include "ocr/fields/secrecy.hpp"

#include <algorithm>

#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

std::string letters_only(std::string_view text) {
    std::string out;
    for (const char sign : text) {
        const auto c = static_cast<unsigned char>(sign);
        if (c >= 0x80 || std::isalnum(c)) out += sign;
    }
    return out;
}

// Stamps are set off by more than one and a half letter heights from whatever stands beside them.
bool far_apart(const Word& left, const Word& right) {
    const int height = std::max({left.upright.height(), right.upright.height(), 1});
    return right.upright.left - left.upright.right > height * 3 / 2 || left.upright.left - right.upright.right > height * 3 / 2;
}

// "Độ mật: Tối mật", in a form or a head of a letter.
std::optional<std::string> named_in(std::string_view line) {
    const std::string words = folded(line);
    for (const char* label : {"do mat ", "muc do mat "})
        if (words.starts_with(label)) return secrecy_degree(words.substr(std::string_view{label}.size()));
    return {};
}

// Stamps are often spaced out letter by letter.
std::optional<std::string> stamp_of(std::string_view apart) {
    const std::string letters = letters_only(apart);
    if (letters == "MẬT") return "MẬT";
    if (letters == "TỐIMẬT") return "TỐI MẬT";
    if (letters == "TUYỆTMẬT") return "TUYỆT MẬT";
    return {};
}

std::optional<std::string> stamp_in_line(const Line& line) {
    std::vector<const Word*> words;
    for (const Word& word : line.words)
        if (!letters_only(word.text).empty()) words.push_back(&word);
    for (size_t i = 0; i < words.size(); ++i) {
        if (letters_only(words[i]->text) != "MẬT") continue;
        const std::string before = i > 0 ? folded(words[i - 1]->text) : "";
        const bool degree = i > 0 && share_of_capitals(words[i - 1]->text) == 1 && (before == "toi" || before == "tuyet");
        const size_t begin = degree ? i - 1 : i;
        const bool free_left = begin == 0 || far_apart(*words[begin - 1], *words[begin]);
        const bool free_right = i + 1 == words.size() || far_apart(*words[i], *words[i + 1]);
        if (!free_left || !free_right) continue;
        if (!degree) return "MẬT";
        return before == "toi" ? "TỐI MẬT" : "TUYỆT MẬT";
    }
    return {};
}

}  // namespace

std::optional<std::string> secrecy_stamp(const TextPage& page) {
    for (const Line& line : page.lines) {
        if (auto stamp = stamp_in_line(line)) return stamp;
        const std::string text = line.text();
        if (auto stamp = stamp_of(text)) return stamp;
        if (auto degree = named_in(text)) return degree;
    }
    return {};
}

std::optional<std::string> secrecy_words(std::string_view text) {
    const std::string composed = nfc(text);
    for (size_t at = 0; at < composed.size();) {
        const size_t end = std::min(composed.find_first_of("\n\f", at), composed.size());
        const std::string_view line = std::string_view{composed}.substr(at, end - at);
        at = end + 1;
        if (auto stamp = stamp_of(line)) return stamp;
        for (size_t part = 0; part < line.size();) {
            const size_t gap = std::min(line.find("  ", part), line.size());
            const auto apart = line.substr(part, gap - part);
            if (auto stamp = stamp_of(apart)) return stamp;
            if (auto degree = named_in(apart)) return degree;
            part = line.find_first_not_of(' ', gap);
            if (part == std::string_view::npos) break;
        }
    }
    return {};
}

std::optional<std::string> secrecy_degree(std::string_view declared) {
    const std::string word = folded(declared);
    if (word == "mat" || word == "secret" || word == "confidential") return "MẬT";
    if (word == "toi mat" || word == "toimat") return "TỐI MẬT";
    if (word == "tuyet mat" || word == "tuyetmat" || word == "top secret") return "TUYỆT MẬT";
    return {};
}

std::string degree_of(const Refusal& secret) {
    for (const char* degree : {"TUYỆT MẬT", "TỐI MẬT"})
        if (secret.detail.find(degree) != std::string::npos) return degree;
    return "MẬT";
}

tl::unexpected<Refusal> secret(const std::string& stamp) {
    return refuse(Problem::Secret, "Tài liệu có dấu độ mật “" + stamp + "”, không được đưa vào hệ thống này; tệp bị cách ly");
}

}  // namespace ocr
