// rtf: words between control words; bytes of the code page the file names, or \u numbers.

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include <unicode/unistr.h>

#include "ocr/input/document.hpp"

namespace ocr {
namespace {

constexpr std::array skipped{"fonttbl", "colortbl", "stylesheet", "pict", "objdata", "datastore", "themedata", "colorschememapping",
                             "latentstyles", "listtable", "rsidtbl", "generator", "fldinst"};
constexpr std::array lines{"par", "line", "cell", "row", "sect", "page", "pard", "shptxt", "header", "footer", "headerf", "footerf",
                           "headerl", "headerr", "footerl", "footerr", "footnote", "annotation", "title", "subject", "keywords"};

template <size_t N>
bool holds(const std::array<const char*, N>& words, std::string_view word) {
    return std::any_of(words.begin(), words.end(), [&](const char* each) { return each == word; });
}

class RichText {
public:
    explicit RichText(std::string_view rtf) : rtf_(rtf) {}

    std::string words() {
        groups_.push_back({});
        while (at_ < rtf_.size()) step();
        flush();
        return std::move(words_);
    }

private:
    struct Group {
        bool skip = false;
        int fallback = 1;  // signs after \u that say the same for old readers
    };

    void step() {
        const char sign = rtf_[at_++];
        if (sign == '{') groups_.push_back(groups_.back());
        else if (sign == '}') {
            if (groups_.size() > 1) groups_.pop_back();
        } else if (sign == '\\') control();
        else if (sign != '\r' && sign != '\n') add(sign);
    }

    void control() {
        if (at_ >= rtf_.size()) return;
        const size_t from = at_;
        while (at_ < rtf_.size() && std::isalpha(static_cast<unsigned char>(rtf_[at_]))) ++at_;
        const auto word = rtf_.substr(from, at_ - from);
        if (word.empty()) return symbol(rtf_[at_++]);
        int number = 0;
        const auto [end, error] = std::from_chars(rtf_.data() + at_, rtf_.data() + rtf_.size(), number);
        const bool numbered = error == std::errc{};
        if (numbered) at_ = static_cast<size_t>(end - rtf_.data());
        if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
        named(word, number, numbered);
    }

    void symbol(char sign) {
        if (sign == '\'' && at_ + 2 <= rtf_.size()) {
            unsigned value = 0;
            std::from_chars(rtf_.data() + at_, rtf_.data() + at_ + 2, value, 16);
            at_ += 2;
            add(static_cast<char>(value));
        } else if (sign == '~') add(' ');
        else if (sign == '\\' || sign == '{' || sign == '}') add(sign);
    }

    void named(std::string_view word, int number, bool numbered) {
        if (word == "bin" && numbered && number > 0) at_ = std::min(rtf_.size(), at_ + static_cast<size_t>(number));
        else if (word == "ansicpg" && numbered) page_ = "windows-" + std::to_string(number);
        else if (word == "uc" && numbered) groups_.back().fallback = std::clamp(number, 0, 8);
        else if (word == "u" && numbered) unicode(number);
        else if (word == "tab") put("  ");
        else if (holds(skipped, word)) groups_.back().skip = true;
        else if (holds(lines, word)) put("\n");
    }

    void unicode(int number) {
        flush();
        if (!groups_.back().skip) units_ += static_cast<char16_t>(number < 0 ? number + 65536 : number);
        pending_ = groups_.back().fallback;
    }

    void add(char sign) {
        if (pending_ > 0) {
            --pending_;
            return;
        }
        if (groups_.back().skip) return;
        end_units();
        bytes_ += sign;
    }

    void put(const char* text) {
        flush();
        pending_ = 0;
        if (!groups_.back().skip) words_ += text;
    }

    void end_units() {
        if (units_.empty()) return;
        icu::UnicodeString{units_.data(), static_cast<int32_t>(units_.size())}.toUTF8String(words_);
        units_.clear();
    }

    // At most one of the two waits.
    void flush() {
        end_units();
        if (bytes_.empty()) return;
        icu::UnicodeString{bytes_.data(), static_cast<int32_t>(bytes_.size()), page_.c_str()}.toUTF8String(words_);
        bytes_.clear();
    }

    std::string_view rtf_;
    size_t at_ = 0;
    std::vector<Group> groups_;
    std::string page_ = "windows-1252";
    std::string bytes_, words_;
    std::u16string units_;
    int pending_ = 0;
};

}  // namespace

std::string rich_text_words(std::string_view rtf) { return RichText{rtf}.words(); }

}  // namespace ocr
