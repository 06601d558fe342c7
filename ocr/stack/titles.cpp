#include "ocr/stack/titles.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

std::set<std::string> trigrams(const std::string& text) {
    const std::string padded = "  " + text + " ";
    std::set<std::string> out;
    for (size_t i = 0; i + 3 <= padded.size(); ++i) out.insert(padded.substr(i, 3));
    return out;
}

const std::string motto = "cong hoa xa hoi chu nghia viet nam";
const std::string motto_two = "doc lap tu do hanh phuc";

// Lines that could be or belong to a title: the upper 60 % of the page, at most the first 24.
std::vector<const Line*> upper_lines(const TextPage& page) {
    // A page with a few lines at its top is all upper part: never less than half the sheet counts as its text.
    int bottom = std::max(page.width, page.height) / 2;
    for (const Line& line : page.lines) bottom = std::max(bottom, line.upright.bottom);
    std::vector<const Line*> lines;
    for (const Line& line : page.lines)
        if (line.upright.top < bottom * 6 / 10 && lines.size() < 24) lines.push_back(&line);
    return lines;
}

struct Candidate {
    std::string text;
    std::string folded_text;
    double capitals = 0;
};

// Every line and every two or three lines in a row.
std::vector<Candidate> candidates_of(const TextPage& page) {
    std::vector<Candidate> out;
    const auto lines = upper_lines(page);
    for (size_t i = 0; i < lines.size(); ++i) {
        std::string text;
        for (size_t k = i; k < std::min(i + 3, lines.size()); ++k) {
            if (!text.empty()) text += ' ';
            text += lines[k]->text();
            if (text.size() > 300) break;
            out.push_back({text, folded(text), share_of_capitals(text)});
        }
    }
    return out;
}

// A long title counts as found when a whole line of capitals is part of it, or it is part of the line.
double score_of(const Candidate& candidate, const std::string& title) {
    if (candidate.folded_text.size() < 6 || title.size() < 6) return 0;
    double score = likeness(candidate.folded_text, title);
    if (candidate.capitals <= 0.7) return score * 0.75;  // a paper that is only named in a sentence is no title
    if (title.size() >= 12 && candidate.folded_text.find(title) != std::string::npos) score = std::max(score, 0.9);
    if (candidate.folded_text.size() >= 12 && title.find(candidate.folded_text) != std::string::npos)
        score = std::max(score, 0.5 + 0.45 * static_cast<double>(candidate.folded_text.size()) / static_cast<double>(title.size()));
    return score;
}

}  // namespace

double likeness(const std::string& a, const std::string& b) {
    const auto x = trigrams(a);
    const auto y = trigrams(b);
    size_t both = 0;
    for (const std::string& part : x) both += y.count(part);
    return x.empty() || y.empty() ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(x.size() + y.size());
}

std::vector<TitleMatch> match_titles(const TextPage& page, const std::vector<ProcedureRules>& procedures) {
    const auto candidates = candidates_of(page);
    std::vector<TitleMatch> found;
    for (const ProcedureRules& procedure : procedures) {
        TitleMatch best;
        for (const ComponentRule& component : procedure.components) {
            std::vector<std::string> titles = component.aliases;
            titles.push_back(component.title);
            for (const std::string& title : titles) {
                const std::string wanted = folded(title);
                for (const Candidate& candidate : candidates) {
                    const double score = score_of(candidate, wanted);
                    if (score <= best.score) continue;
                    best = {procedure.code, component.code, title, candidate.text, score};
                }
            }
        }
        if (best.score >= 0.5) found.push_back(std::move(best));
    }
    std::stable_sort(found.begin(), found.end(), [](const TitleMatch& a, const TitleMatch& b) { return a.score > b.score; });
    return found;
}

Furniture furniture_of(const TextPage& page, int) {
    Furniture marks;
    static const std::regex of_pages(R"(^(?:trang|page)?\s*(\d{1,3})\s*/\s*(\d{1,3})$)", std::regex::icase);
    static const std::regex only_number(R"(^[-–—\s]*(\d{1,3})[-–—\s.]*$)");
    static const std::regex named(R"(^trang\s+(\d{1,3})$)", std::regex::icase);
    const auto upper = upper_lines(page);
    for (size_t i = 0; i < upper.size(); ++i) {
        const std::string text = folded(upper[i]->text());
        if (text.find("viet nam") != std::string::npos && likeness(text, motto) > 0.5) marks.motto = true;
        if (text.find(motto) != std::string::npos || likeness(text, motto) > 0.6 || likeness(text, motto_two) > 0.6) marks.motto = true;
        if (text.find("citizen identity card") != std::string::npos || text.find("identity card") != std::string::npos ||
            likeness(text, "can cuoc cong dan") > 0.7)
            marks.card = true;
        std::smatch match;
        const std::string line = without_marks(upper[i]->text());
        if (i == 0 && std::regex_match(line, match, only_number) && std::stoi(match[1]) > 1) {
            marks.continued = true;
            marks.number = std::stoi(match[1]);
        }
        if (share_of_capitals(upper[i]->text()) > 0.8 && text.size() >= 8 && words_of(text).size() >= 2 && likeness(text, motto) < 0.4 && marks.heading_text.empty()) {
            marks.heading = true;
            marks.heading_text = upper[i]->text();
        }
    }
    for (const Line& whole : page.lines) {
        const std::string line = without_marks(whole.text());
        std::smatch match;
        if (!std::regex_match(line, match, of_pages) && !std::regex_match(line, match, named)) continue;
        if (match.size() > 2 && std::stoi(match[1]) > std::stoi(match[2])) continue;
        (std::stoi(match[1]) == 1 ? marks.page_one : marks.continued) = true;
        if (marks.number == 0) marks.number = std::stoi(match[1]);
    }
    return marks;
}

}  // namespace ocr
