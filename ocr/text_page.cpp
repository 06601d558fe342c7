#include "ocr/text_page.hpp"

namespace ocr {

std::string Line::text() const {
    std::string out;
    for (const Word& word : words) {
        if (!out.empty()) out += ' ';
        out += word.text;
    }
    return out;
}

std::string TextPage::text() const {
    std::string out;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (i > 0 && lines[i].block != lines[i - 1].block) out += '\n';
        out += lines[i].text();
        out += '\n';
    }
    return out;
}

size_t TextPage::letters() const {
    size_t count = 0;
    for (const Line& line : lines)
        for (const Word& word : line.words) count += word.text.size();
    return count;
}

Confidence TextPage::confidence() const {
    double sum = 0;
    double weight = 0;
    for (const Line& line : lines)
        for (const Word& word : line.words) {
            sum += word.confidence.value * static_cast<double>(word.text.size());
            weight += static_cast<double>(word.text.size());
        }
    return {weight > 0 ? sum / weight : 0};
}

}  // namespace ocr
