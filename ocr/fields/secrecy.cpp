#include "ocr/fields/secrecy.hpp"

#include <algorithm>

#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

std::string letters_only(const std::string& text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80 || std::isalnum(c)) out += text[i];
    }
    return out;
}

// Stamps are set off by more than one and a half letter heights from whatever stands beside them.
bool far_apart(const Word& left, const Word& right) {
    const int height = std::max({left.upright.height(), right.upright.height(), 1});
    return right.upright.left - left.upright.right > height * 3 / 2 || left.upright.left - right.upright.right > height * 3 / 2;
}

}  // namespace

std::optional<std::string> secrecy_stamp(const TextPage& page) {
    for (const Line& line : page.lines) {
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
    }
    return {};
}

}  // namespace ocr
