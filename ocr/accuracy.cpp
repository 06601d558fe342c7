#include "ocr/accuracy.hpp"

#include <algorithm>
#include <regex>

#include <unicode/unistr.h>

#include "ocr/edit_distance.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

std::string comparable(const std::string& text) {
    static const std::regex leaders(R"([._]{3,}|(?:[._] ){3,}|…)");
    static const std::regex blanks(R"(\s+)");
    std::string out = std::regex_replace(std::regex_replace(nfc(text), leaders, " "), blanks, " ");
    while (!out.empty() && out.back() == ' ') out.pop_back();
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    return out;
}

std::vector<int> characters_of(const std::string& text) {
    const auto letters = icu::UnicodeString::fromUTF8(text);
    std::vector<int> out;
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) out.push_back(letters.char32At(i));
    return out;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += part + "\n";
    return comparable(out);
}

}  // namespace

Accuracy& Accuracy::operator+=(const Accuracy& other) {
    characters += other.characters;
    errors += other.errors;
    words += other.words;
    word_errors += other.word_errors;
    return *this;
}

Accuracy accuracy_of(const std::vector<std::vector<std::string>>& blocks, const std::string& text) {
    const std::string read = comparable(text);
    const auto read_characters = characters_of(read);
    std::vector<std::string> chosen;
    for (const auto& orders : blocks) chosen.push_back(orders.empty() ? "" : orders[0]);
    size_t best = edit_distance(characters_of(joined(chosen)), read_characters);
    for (size_t i = 0; i < blocks.size(); ++i)
        for (size_t k = 1; k < blocks[i].size(); ++k) {
            auto tried = chosen;
            tried[i] = blocks[i][k];
            const size_t errors = edit_distance(characters_of(joined(tried)), read_characters);
            if (errors >= best) continue;
            best = errors;
            chosen = std::move(tried);
        }
    const std::string truth = joined(chosen);
    const auto words = split(truth);
    return {characters_of(truth).size(), best, words.size(), edit_distance(words, split(read))};
}

}  // namespace ocr
