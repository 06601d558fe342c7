#pragma once
// Tables of .docx and .doc files, read by somebody else than who wrote them.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/printed_paper.hpp"

namespace test_support {

using Table = std::vector<std::vector<std::string>>;

// Python's zip and XML readers; every part must be well formed, and those the package names must be there.
inline Table table_of_docx(const std::string& bytes) {
    static const std::string reader =
        "import sys, zipfile, xml.etree.ElementTree as xml\n"
        "box = zipfile.ZipFile(sys.argv[1]); assert box.testzip() is None\n"
        "parts = {n: xml.fromstring(box.read(n)) for n in box.namelist()}\n"
        "assert box.namelist()[0] == '[Content_Types].xml'\n"
        "named = [o.get('PartName')[1:] for o in parts['[Content_Types].xml'] if o.get('PartName')]\n"
        "assert all(n in parts for n in named) and parts['_rels/.rels'][0].get('Target') == 'word/document.xml'\n"
        "w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n"
        "words = lambda node: ''.join('\\n' if t.tag == w + 'br' else t.text or '' for t in node.iter() if t.tag in (w + 't', w + 'br'))\n"
        "for row in parts['word/document.xml'].iter(w + 'tr'):\n"
        "    print('\\x1f'.join(words(cell) for cell in row.iter(w + 'tc')), end='\\x1e')\n";
    const PaperFile file{bytes};
    const auto text = output_of("/usr/bin/python3 -c \"" + reader + "\" " + file.path);
    Table table;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = text.find('\x1e', from);
        auto& row = table.emplace_back();
        for (auto at = from; at <= end;) {
            const auto stop = std::min(text.find('\x1f', at), end);
            row.push_back(text.substr(at, stop - at));
            at = stop + 1;
        }
        from = end + 1;
    }
    return table;
}

// A reader of RTF by its rules (groups, control words, \\uN with one replacement character), as far as a table needs them. Groups
// must close, and each row must have as many cells as it announced.
class RtfReader {
  public:
    explicit RtfReader(const std::string& rtf) : rtf_(rtf) {
        REQUIRE(rtf_.starts_with("{\\rtf1"));
        while (at_ < rtf_.size()) step();
        CHECK(depth_ == 0);
        CHECK(row_.empty());
    }
    const Table& table() const { return table_; }

  private:
    void step() {
        const char sign = rtf_[at_++];
        if (sign == '{') ++depth_;
        else if (sign == '}') REQUIRE(--depth_ >= 0);
        else if (sign == '\\') control();
        else if (sign != '\n' && sign != '\r') cell_ += sign;
    }
    void control() {
        if (!std::isalpha(static_cast<unsigned char>(rtf_[at_]))) {
            cell_ += rtf_[at_++];
            return;
        }
        std::string word, number;
        while (std::isalpha(static_cast<unsigned char>(rtf_[at_]))) word += rtf_[at_++];
        while (rtf_[at_] == '-' || std::isdigit(static_cast<unsigned char>(rtf_[at_]))) number += rtf_[at_++];
        if (rtf_[at_] == ' ') ++at_;
        if (word == "u") unit(static_cast<char16_t>(std::stoi(number)));
        else if (word == "line") cell_ += '\n';
        else if (word == "trowd" || word == "intbl") cell_.clear();
        if (word == "trowd") announced_ = 0;
        else if (word == "cellx") ++announced_;
        else if (word == "cell") row_.push_back(std::exchange(cell_, {}));
        else if (word == "row") {
            CHECK(row_.size() == announced_);
            table_.push_back(std::exchange(row_, {}));
        }
    }
    void unit(char16_t unit) {
        REQUIRE(rtf_[at_++] == '?');
        if (unit >= 0xD800 && unit < 0xDC00) {
            high_ = unit;
            return;
        }
        char32_t character = unit;
        if (high_) character = 0x10000 + ((std::exchange(high_, 0) & 0x3FFu) << 10) + (unit & 0x3FFu);
        if (character >= 0x10000) {
            cell_ += static_cast<char>(0xF0 | character >> 18);
            cell_ += static_cast<char>(0x80 | (character >> 12 & 0x3F));
        } else if (character >= 0x800) {
            cell_ += static_cast<char>(0xE0 | character >> 12);
        } else {
            cell_ += static_cast<char>(0xC0 | character >> 6);
        }
        if (character >= 0x800) cell_ += static_cast<char>(0x80 | (character >> 6 & 0x3F));
        cell_ += static_cast<char>(0x80 | (character & 0x3F));
    }

    const std::string& rtf_;
    std::size_t at_ = 0, announced_ = 0;
    int depth_ = 0;
    char16_t high_ = 0;
    std::string cell_;
    std::vector<std::string> row_;
    Table table_;
};

inline Table table_of_doc(const std::string& bytes) { return RtfReader{bytes}.table(); }

}  // namespace test_support
