#include <algorithm>
#include <cctype>

#include "ocr/edit_distance.hpp"
#include "ocr/fields/fields.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

// Labels that end a value although no rule asks for them; they share lines on many forms.
const std::vector<std::string> common_labels{
    "dan toc", "quoc tich", "gioi tinh", "ngay cap", "noi cap", "ghi bang chu", "sinh ngay", "dien thoai", "email", "fax",
    "ngay sinh", "nam sinh", "cap ngay", "ngay het han", "website", "que quan", "noi sinh", "so dinh danh ca nhan", "ma nganh"};

struct Label {
    size_t line = 0;
    size_t begin = 0;  // words of the line, half open
    size_t end = 0;
    int rule = -1;     // -1: one of the common labels
    size_t length = 0;
    size_t errors = 0;  // letters that differ from the label as it is known
    bool colon = false;
};

// The words of a page, folded once.
struct Folded {
    explicit Folded(const TextPage& page) {
        for (const Line& line : page.lines) {
            std::vector<std::string> row;
            for (const Word& word : line.words) row.push_back(folded(word.text));
            rows.push_back(std::move(row));
        }
    }
    std::vector<std::vector<std::string>> rows;
};

bool ends_with_colon(const Line& line, size_t end) {
    if (line.words[end - 1].text.ends_with(":")) return true;
    return end < line.words.size() && line.words[end].text.starts_with(":");
}

void find_label(const TextPage& page, const Folded& words, const std::string& label, int rule, std::vector<Label>& found) {
    const size_t count = words_of(label).size();
    if (count == 0) return;
    for (size_t l = 0; l < words.rows.size(); ++l) {
        const auto& row = words.rows[l];
        for (size_t i = 0; i < row.size(); ++i) {
            if (row[i].empty()) continue;
            std::string text;
            size_t taken = 0;
            size_t k = i;
            for (; k < row.size() && taken < count; ++k) {
                if (row[k].empty()) continue;
                if (!text.empty()) text += ' ';
                text += row[k];
                taken += words_of(row[k]).size();
            }
            const size_t allowed = label.size() >= 8 ? std::min<size_t>(label.size() / 8, 3) : 0;
            const size_t errors = edit_distance(text, label);
            if (errors > allowed) continue;
            const bool colon = ends_with_colon(page.lines[l], k);
            // A label of one short word means itself only at the start of a line or before a colon.
            if (label.size() < 5 && i != 0 && !colon) continue;
            found.push_back({l, i, k, rule, label.size(), errors, colon});
        }
    }
}

std::vector<Label> all_labels(const TextPage& page, const Folded& words, const std::vector<FieldRule>& rules) {
    std::vector<Label> found;
    for (size_t r = 0; r < rules.size(); ++r)
        for (const std::string& label : rules[r].labels) find_label(page, words, folded(label), static_cast<int>(r), found);
    for (const std::string& label : common_labels) find_label(page, words, label, -1, found);
    // Where labels overlap the longest is meant: "họ, chữ đệm, tên người yêu cầu" is not "họ, chữ đệm, tên".
    // And of labels that are nearly the same the one that is there letter by letter: "người mẹ" is not "người cha".
    std::stable_sort(found.begin(), found.end(), [](const Label& a, const Label& b) { return a.length - a.errors * 2 > b.length - b.errors * 2; });
    std::vector<Label> kept;
    for (const Label& label : found) {
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Label& other) {
            const bool same_place = other.begin == label.begin && other.end == label.end;
            return other.line == label.line && label.begin < other.end && other.begin < label.end && (!same_place || other.errors < label.errors);
        });
        if (!covered) kept.push_back(label);
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Label& a, const Label& b) { return a.line != b.line ? a.line < b.line : a.begin < b.begin; });
    return kept;
}

// "3." or "b)" before the label that follows.
bool is_numbering(const std::string& text) {
    return text.size() >= 2 && text.size() <= 3 && (text.back() == '.' || text.back() == ')') && std::isalnum(static_cast<unsigned char>(text.front()));
}

bool only_marks(const std::string& text) { return folded(text).empty(); }

// "Họ và tên / Full name:" and "(ghi bằng chữ in hoa):" belong to the label.
size_t skip_gloss(const Line& line, size_t from) {
    if (from >= line.words.size()) return from;
    const std::string& next = line.words[from].text;
    // "Họ và tên ! Full name:": the slash misread, the colon at the end of the line.
    if (!line.words[from - 1].text.ends_with(":") && line.words.back().text.ends_with(":") && line.words.size() - from <= 3) return line.words.size();
    if (!next.starts_with("/") && !next.starts_with("(")) return from;
    for (size_t i = from; i < std::min(from + 12, line.words.size()); ++i)
        if (line.words[i].text.ends_with(":") || line.words[i].text.ends_with(")") || line.words[i].text.ends_with("):")) return i + 1;
    return from;
}

std::vector<const Word*> words_between(const Line& line, size_t from, size_t to) {
    std::vector<const Word*> words;
    for (size_t i = from; i < to; ++i)
        if (!only_marks(line.words[i].text)) words.push_back(&line.words[i]);
    return words;
}

class Reader {
public:
    Reader(const TextPage& page, const std::vector<FieldRule>& rules)
        : page_(page), rules_(rules), labels_(all_labels(page, Folded{page}, rules)) {
        for (const Line& line : page.lines) right_ = std::max(right_, line.upright.right);
    }

    std::optional<FieldValue> value_of(int rule) const {
        for (const bool colon : {true, false})
            for (size_t i = 0; i < labels_.size(); ++i)
                if (labels_[i].rule == rule && (labels_[i].colon == colon || gloss_colon(labels_[i]) == colon))
                    if (auto value = read(i, colon)) return value;
        return {};
    }

private:
    bool gloss_colon(const Label& label) const {
        const Line& line = page_.lines[label.line];
        const size_t after = skip_gloss(line, label.end);
        return after > label.end && line.words[after - 1].text.ends_with(":");
    }

    size_t next_label(size_t line, size_t after) const {
        size_t end = page_.lines[line].words.size();
        for (const Label& label : labels_)
            if (label.line == line && label.begin >= after) end = std::min(end, label.begin);
        const auto& words = page_.lines[line].words;
        return end < words.size() && end > after && is_numbering(words[end - 1].text) ? end - 1 : end;
    }

    bool has_label(size_t line) const {
        for (const Word& word : page_.lines[line].words)
            if (word.text.ends_with(":")) return true;
        return std::any_of(labels_.begin(), labels_.end(), [line](const Label& label) { return label.line == line; });
    }

    std::optional<FieldValue> read(size_t index, bool colon) const {
        const Label& label = labels_[index];
        const FieldRule& rule = rules_[static_cast<size_t>(label.rule)];
        const Line& line = page_.lines[label.line];
        const size_t from = skip_gloss(line, label.end);
        auto words = words_between(line, from, next_label(label.line, from));
        size_t next = label.line + 1;
        if (words.empty() && next < page_.lines.size() && !has_label(next)) {
            words = words_between(page_.lines[next], 0, page_.lines[next].words.size());
            ++next;
        }
        if (words.empty()) return {};
        const bool runs_on = rule.kind == "address" || rule.kind == "text";
        for (int more = 0; more < 2 && runs_on && next < page_.lines.size(); ++more, ++next) {
            // A value that runs on fills its line; the next line then starts without a label.
            if (words.back()->upright.right < right_ * 85 / 100 || has_label(next)) break;
            const auto rest = words_between(page_.lines[next], 0, page_.lines[next].words.size());
            words.insert(words.end(), rest.begin(), rest.end());
        }
        auto field = made(rule, words, colon);
        // "Căn cước công dân số" at the end of its line, the number on the next one.
        if (field || runs_on || next >= page_.lines.size() || next > label.line + 1 || has_label(next)) return field;
        const auto rest = words_between(page_.lines[next], 0, page_.lines[next].words.size());
        words.insert(words.end(), rest.begin(), rest.end());
        return made(rule, words, colon);
    }

    std::optional<FieldValue> made(const FieldRule& rule, const std::vector<const Word*>& words, bool colon) const {
        FieldValue field{rule.name, {}, {}, {}, words.front()->box, "text"};
        double sum = 0;
        for (const Word* word : words) {
            if (!field.value.empty()) field.value += ' ';
            field.value += word->text;
            sum += word->confidence.value;
            field.box = {std::min(field.box.left, word->box.left), std::min(field.box.top, word->box.top),
                         std::max(field.box.right, word->box.right), std::max(field.box.bottom, word->box.bottom)};
        }
        while (!field.value.empty() && std::string_view(" .,;:…").find(field.value.back()) != std::string_view::npos) field.value.pop_back();
        while (!field.value.empty() && std::string_view(" .:").find(field.value.front()) != std::string_view::npos) field.value.erase(0, 1);
        const auto normal = normalised(field.value, rule.kind);
        if (!normal) return {};
        field.normalised = *normal;
        if (rule.kind == "personal_number" || rule.kind == "phone") field.value = *normal;
        if (rule.kind == "date") field.value = date_alone(field.value);
        field.confidence = {sum / static_cast<double>(words.size()) * (colon ? 1.0 : 0.7)};
        return field;
    }

    const TextPage& page_;
    const std::vector<FieldRule>& rules_;
    std::vector<Label> labels_;
    int right_ = 0;
};

}  // namespace

std::vector<FieldValue> extract_fields(const TextPage& page, const std::vector<FieldRule>& rules) {
    const Reader reader{page, rules};
    std::vector<FieldValue> fields;
    for (size_t i = 0; i < rules.size(); ++i)
        if (auto value = reader.value_of(static_cast<int>(i))) fields.push_back(*std::move(value));
    return fields;
}

}  // namespace ocr
