// Official letters and decisions (Nghị định 30/2020/NĐ-CP, phụ lục I): agency and number on the left, motto, place and
// date on the right, then the abstract; the signer at the end.

#include <algorithm>
#include <regex>

#include "ocr/fields/fields.hpp"
#include "ocr/stack/titles.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

FieldValue field_of(const char* name, const std::string& value, const std::vector<const Word*>& words) {
    FieldValue field{name, value, value, {}, words.empty() ? Box{} : words.front()->box, "text"};
    double sum = 0;
    for (const Word* word : words) {
        sum += word->confidence.value;
        field.box = {std::min(field.box.left, word->box.left), std::min(field.box.top, word->box.top), std::max(field.box.right, word->box.right),
                     std::max(field.box.bottom, word->box.bottom)};
    }
    field.confidence = {words.empty() ? 0 : sum / static_cast<double>(words.size())};
    return field;
}

std::vector<const Word*> all_words(const Line& line) {
    std::vector<const Word*> words;
    for (const Word& word : line.words) words.push_back(&word);
    return words;
}

std::string joined(const std::vector<const Word*>& words) {
    std::string text;
    for (const Word* word : words) text += (text.empty() ? "" : " ") + word->text;
    return text;
}

struct Extent {
    int left = 1 << 30, right = 0, bottom = 0;
};

Extent extent_of(const TextPage& page) {
    Extent extent;
    for (const Line& line : page.lines) {
        extent.left = std::min(extent.left, line.upright.left);
        extent.right = std::max(extent.right, line.upright.right);
        extent.bottom = std::max(extent.bottom, line.upright.bottom);
    }
    return extent;
}

// A notation is capitals with hyphens: "QĐ-UBND".
bool is_notation(const std::string& text) {
    return text.find('-') != std::string::npos && folded(text).size() >= 4 && share_of_capitals(text) > 0.9;
}

// What follows "Số" in its own word (`k`) or in the next ones, up to the first blank after the slash.
std::optional<FieldValue> number_at(const std::vector<Word>& line, size_t k) {
    static const std::regex shape(R"(^[0-9]+[a-z]?/\S+$)");
    static const std::regex no_slash(R"(^([0-9]+)[|\\Il]?([^0-9|\\/]\S+)$)");
    const size_t digit = line[k].text.find_first_of("0123456789");
    std::string value = digit == std::string::npos ? "" : line[k].text.substr(digit);
    std::vector<const Word*> words{&line[k]};
    const auto open = [&] { return (value.find('/') == std::string::npos && !is_notation(value)) || value.ends_with("/"); };
    for (size_t next = k + 1; next < std::min(k + 4, line.size()) && open(); ++next) {
        if (value.empty() && folded(line[next].text).empty()) continue;  // a colon by itself
        value += line[next].text;
        words.push_back(&line[next]);
    }
    while (!value.empty() && (value.back() == ',' || value.back() == ';' || value.back() == '.')) value.pop_back();
    if (std::regex_match(value, shape)) return field_of("so_ky_hieu", value, words);
    // Number and notation always have a slash between them (phụ lục I, mục 3 of the decree); thin ones are lost in a scan.
    std::smatch parts;
    if (!std::regex_match(value, parts, no_slash) || !is_notation(parts[2])) return {};
    auto field = field_of("so_ky_hieu", parts[1].str() + "/" + parts[2].str(), words);
    field.confidence.value /= 2;
    return field;
}

void number(const TextPage& page, std::vector<FieldValue>& fields) {
    for (size_t i = 0; i < std::min<size_t>(page.lines.size(), 12); ++i) {
        const auto& line = page.lines[i].words;
        for (size_t k = 0; k < line.size(); ++k) {
            if (!folded(line[k].text).starts_with("so")) continue;
            if (auto field = number_at(line, k)) return fields.push_back(*std::move(field));
        }
    }
}

// Returns the line it stands in.
std::optional<size_t> date(const TextPage& page, std::vector<FieldValue>& fields) {
    static const std::regex shape(R"(ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4}))");
    for (size_t i = 0; i < std::min<size_t>(page.lines.size(), 14); ++i) {
        std::smatch match;
        const std::string text = without_marks(page.lines[i].text());
        if (!std::regex_search(text, match, shape)) continue;
        FieldValue field = field_of("ngay_ban_hanh", match[1].str() + " tháng " + match[2].str() + " năm " + match[3].str(), all_words(page.lines[i]));
        if (const auto iso = normalised(text, "date")) field.normalised = *iso;
        fields.push_back(std::move(field));
        return i;
    }
    return {};
}

constexpr const char* motto = "cong hoa xa hoi chu nghia viet nam";

bool has_motto(const TextPage& page) {
    for (size_t i = 0; i < std::min<size_t>(page.lines.size(), 8); ++i)
        if (folded(page.lines[i].text()).find("chu nghia viet nam") != std::string::npos) return true;
    return false;
}

// Capitals in the left half above the number; `end` lines are looked at.
void issuer(const TextPage& page, const Extent& extent, size_t end, std::vector<FieldValue>& fields) {
    std::vector<const Word*> words;
    const int middle = extent.left + (extent.right - extent.left) * 47 / 100;
    for (size_t i = 0; i < std::min(page.lines.size(), end); ++i) {
        std::vector<const Word*> left;
        for (const Word& word : page.lines[i].words)
            if ((word.upright.left + word.upright.right) / 2 < middle) left.push_back(&word);
        const std::string text = joined(left);
        if (folded(text).starts_with("so") && share_of_capitals(left.front()->text) < 0.9) break;  // "Số:", not "SỞ Y TẾ"
        const bool of_motto = likeness(folded(text), motto) > 0.5 || std::string_view(motto).starts_with(folded(text));
        if (share_of_capitals(text) > 0.8 && !of_motto) words.insert(words.end(), left.begin(), left.end());
    }
    if (!words.empty()) fields.push_back(field_of("co_quan", joined(words), words));
}

void abstract(const TextPage& page, std::vector<FieldValue>& fields) {
    for (size_t i = 0; i < std::min<size_t>(page.lines.size(), 20); ++i) {
        const std::string text = folded(page.lines[i].text());
        const bool begins = text.starts_with("v v ") || text.starts_with("ve viec ") || text.starts_with("vv ");
        if (!begins) continue;
        std::vector<const Word*> words = all_words(page.lines[i]);
        for (size_t k = i + 1; k < std::min(i + 5, page.lines.size()) && page.lines[k].block == page.lines[i].block; ++k) {
            const std::string next = folded(page.lines[k].text());
            if (next.starts_with("kinh gui") || share_of_capitals(page.lines[k].text()) > 0.8) break;
            const auto more = all_words(page.lines[k]);
            words.insert(words.end(), more.begin(), more.end());
        }
        fields.push_back(field_of("trich_yeu", joined(words), words));
        return;
    }
}

std::string without_leading_marks(const std::string& text) {
    const size_t begin = text.find_first_not_of("-.,:;'\"()/|_~ ");
    return begin == std::string::npos ? "" : text.substr(begin);
}

// The last line in the right half that is two to five capitalised words.
void signer(const TextPage& page, const Extent& extent, std::vector<FieldValue>& fields) {
    const int middle = extent.left + (extent.right - extent.left) * 45 / 100;
    for (auto line = page.lines.rbegin(); line != page.lines.rend(); ++line) {
        std::vector<const Word*> right;
        for (const Word& word : line->words)
            if (word.upright.left > middle && (!right.empty() || folded(word.text).size() > 1)) right.push_back(&word);  // bits of a seal stand before a name
        const bool names = right.size() >= 2 && right.size() <= 5 && std::all_of(right.begin(), right.end(), [](const Word* word) {
            const std::string bare = without_marks(without_leading_marks(word->text));
            return bare.size() > 1 && bare[0] >= 'A' && bare[0] <= 'Z' && std::none_of(bare.begin(), bare.end(), [](char c) { return c >= '0' && c <= '9'; });
        });
        const std::string name = without_leading_marks(joined(right));
        if (!names || share_of_capitals(name) > 0.8) continue;
        fields.push_back(field_of("nguoi_ky", name, right));
        return;
    }
}

}  // namespace

std::vector<FieldValue> extract_letter(const TextPage& page) {
    std::vector<FieldValue> fields;
    const Extent extent = extent_of(page);
    number(page, fields);
    const bool numbered = !fields.empty();
    const auto dated = date(page, fields);
    const size_t before = fields.size();
    issuer(page, extent, numbered ? 8 : std::min<size_t>(8, dated.value_or(0) + 1), fields);
    // Without a number it is a letter when its date stands at the head, below the motto and below or beside an agency.
    if (!numbered && (!dated || fields.size() == before || !has_motto(page))) return {};
    abstract(page, fields);
    signer(page, extent, fields);
    return fields;
}

}  // namespace ocr
