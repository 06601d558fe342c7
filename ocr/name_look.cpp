#include "ocr/name_look.hpp"

#include <algorithm>
#include <optional>

#include <leptonica/allheaders.h>

#include "ocr/names.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

constexpr size_t most_lines = 12;  // of a page

bool is_personal_number(const std::string& text) {
    return text.size() == 12 && text[0] == '0' && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_twelve_figures(const std::string& text) { return text.size() == 12 && is_personal_number("0" + text.substr(1)); }

// "NGUYÊN," → "NGUYÊN" and ",".
std::pair<std::string, std::string> apart(const std::string& text) {
    const size_t end = text.find_last_not_of(".,;:") + 1;
    return {text.substr(0, end), text.substr(end)};
}

bool begins_name(const Line& line, size_t k) {
    const std::string word = apart(line.words[k].text).first;
    if (k + 1 >= line.words.size() || is_family_name(word) || !resembles_family_name(word)) return false;
    const std::string& next = line.words[k + 1].text;
    const bool capitals = share_of_capitals(word) == 1;
    if (share_of_capitals(word) == 0 || share_of_capitals(next) == 0 || capitals != (share_of_capitals(next) == 1)) return false;
    return resembles_name(next) && (k == 0 || !resembles_name(line.words[k - 1].text) || line.words[k - 1].text.ends_with(":"));
}

using Wanted = bool (*)(const std::string& seen, const std::string& read);

bool family_name(const std::string& seen, const std::string& read) { return is_family_name(seen) && folded(seen) == folded(read); }

bool number(const std::string& seen, const std::string& read) { return is_personal_number(seen) && seen.substr(1) == read.substr(1); }

struct Seen {
    std::string text;
    double sure = 0;
};

// The word, or the word with one letter as it might be; the surest that is wanted.
std::optional<Seen> wanted_in(const Spelling& word, const std::string& read, Wanted wanted) {
    const std::string plain = apart(word.text).first;
    if (wanted(plain, read)) return Seen{plain, word.confidence.value};
    std::optional<Seen> best;
    for (size_t i = 0; i < word.letters.size(); ++i)
        for (const Letter& other : word.letters[i]) {
            if (best && other.confidence.value <= best->sure) continue;
            std::string text;
            for (size_t k = 0; k < word.letters.size(); ++k) text += k == i ? other.text : word.letters[k].front().text;
            text = apart(nfc(text)).first;
            if (wanted(text, read)) best = Seen{text, other.confidence.value};
        }
    return best;
}

std::optional<Seen> seen_at(const Word& word, const Box& area, const std::vector<Spelling>& spelled, Wanted wanted) {
    const int middle = (word.box.left + word.box.right) / 2 - area.left;
    for (const Spelling& other : spelled)
        if (middle > other.box.left && middle < other.box.right) return wanted_in(other, apart(word.text).first, wanted);
    return {};
}

Wanted wanted_at(const Line& line, size_t k) {
    const std::string word = apart(line.words[k].text).first;
    if (is_twelve_figures(word) && word[0] != '0') return number;
    return begins_name(line, k) ? family_name : nullptr;
}

}  // namespace

void look_at_names(std::vector<Line>& lines, const Box& page, const Patch& patch, Engine& engine, int dpi) {
    size_t looked_at = 0;
    for (Line& line : lines) {
        std::vector<std::vector<Spelling>> readings;
        const Box area = around(line, page, dpi);
        for (size_t k = 0; k < line.words.size(); ++k) {
            const Wanted wanted = wanted_at(line, k);
            if (!wanted) continue;
            if (readings.empty()) {
                if (++looked_at > most_lines) return;
                const Image plain = patch(area);
                readings.push_back(engine.spell(plain, dpi));
                readings.push_back(engine.spell(Image{pixErodeGray(plain.pix(), 3, 3)}, dpi));
            }
            std::optional<Seen> best;
            for (const auto& spelled : readings)
                if (const auto seen = seen_at(line.words[k], area, spelled, wanted); seen && (!best || seen->sure > best->sure)) best = seen;
            if (!best) continue;
            Word& word = line.words[k];
            word.text = best->text + apart(word.text).second;
            word.confidence.value = std::min(word.confidence.value, best->sure);
        }
    }
}

}  // namespace ocr
