#include "ocr/stack/splitter.hpp"

#include <algorithm>
#include <cstdio>

#include "ocr/stack/titles.hpp"
#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

constexpr double sure_title = 0.62;       // below, a component is not suggested
constexpr size_t most_words_on_sheet = 90;  // a paper with more text than this is no sheet of ours

size_t words_on(const TextPage& page) {
    size_t count = 0;
    for (const Line& line : page.lines) count += line.words.size();
    return count;
}

bool says_separator(const TextPage& page) {
    if (page.empty() || words_on(page) > 25) return false;
    const std::string text = folded(page.text());
    for (const char* mark : {"phan cach", "to ngan", "trang ngan", "separator", "to tach ho so"})
        if (text.find(mark) != std::string::npos) return true;
    return false;
}

std::string two_digits(double score) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", score);
    return text;
}

}  // namespace

StackSplitter::StackSplitter(std::vector<ProcedureRules> procedures, std::string only) {
    for (ProcedureRules& procedure : procedures)
        if (only.empty() || procedure.code == only) procedures_.push_back(std::move(procedure));
}

void StackSplitter::begin_input() {
    open_ = false;
    pending_.reset();
    dossier_.clear();
}

const ComponentRule* StackSplitter::component(const std::string& procedure, const std::string& code) const {
    for (const ProcedureRules& rules : procedures_)
        if (procedure.empty() || rules.code == procedure)
            for (const ComponentRule& rule : rules.components)
                if (rule.code == code) return &rule;
    return nullptr;
}

bool StackSplitter::known(const Sheet& sheet) const {
    if (sheet.kind != Sheet::Kind::Component || procedures_.empty()) return true;
    return component(sheet.procedure, sheet.component) != nullptr;
}

// The one instruction of a sheet page. A code on a paper full of text, an unknown component, or two sheets that
// contradict each other are strays.
std::optional<Sheet> StackSplitter::obeyed(const TextPage& page, const std::vector<Code>& codes, std::vector<CodeFinding>& findings) const {
    std::optional<Sheet> found;
    std::string text;
    bool contradiction = false;
    for (const Code& code : codes) {
        findings.push_back({code, false});
        const auto sheet = sheet_of(code.text);
        if (!sheet || !known(*sheet) || words_on(page) > most_words_on_sheet) continue;
        contradiction = contradiction || (found && text != code.text);
        found = sheet;
        text = code.text;
        findings.back().accepted = true;
    }
    if (!contradiction) return found;
    for (CodeFinding& finding : findings) finding.accepted = false;
    return {};
}

void StackSplitter::suggest_first(PageSuggestion& page, const TextPage& text) {
    const auto matches = match_titles(text, procedures_);
    if (matches.empty() || matches[0].score < sure_title) {
        page.reason = matches.empty() ? "không thấy tiêu đề của thành phần nào"
                                      : "tiêu đề gần nhất “" + matches[0].known_as + "” chỉ giống " + two_digits(matches[0].score);
        page.score = matches.empty() ? 0 : matches[0].score;
        return;
    }
    // Several procedures ask for the same paper: the one already on the table wins.
    const auto same = std::find_if(matches.begin(), matches.end(), [&](const TitleMatch& match) {
        return match.procedure == favoured_ && match.score > matches[0].score - 0.02;
    });
    const TitleMatch& best = same == matches.end() ? matches[0] : *same;
    page.component = best.component;
    page.procedure = best.procedure;
    page.score = std::min(1.0, best.score);
    page.reason = "tiêu đề “" + best.line + "” giống “" + best.known_as + "” " + two_digits(page.score);
    favoured_ = best.procedure;
}

PageSuggestion StackSplitter::add(const TextPage& text, bool blank, int rotation, const std::vector<Code>& codes) {
    PageSuggestion page;
    const auto sheet = obeyed(text, codes, page.codes);
    if (sheet || says_separator(text)) {
        page.separator = true;
        page.reason = !sheet ? "trang chỉ ghi là tờ phân cách" : "tờ phân cách có mã";
        open_ = false;
        pending_.reset();
        if (sheet && sheet->kind == Sheet::Kind::Component) pending_ = sheet;
        if (sheet && sheet->kind == Sheet::Kind::Cover) dossier_ = sheet->dossier;
        page.dossier = dossier_;
        return page;
    }
    page.dossier = dossier_;
    if (blank) {
        page.blank = true;
        page.reason = "trang trắng";
        return page;
    }
    const Furniture marks = furniture_of(text, rotation);
    const auto matches = match_titles(text, procedures_);
    const bool titled = !matches.empty() && matches[0].score >= 0.8;
    page.first = !open_ || pending_ || marks.page_one || ((marks.motto || marks.card || titled) && !marks.continued);
    if (!page.first) {
        page.document = documents_;
        page.component = current_component_;
        page.procedure = current_procedure_;
        page.score = current_component_ ? 0.9 : 0;
        page.reason = marks.continued ? "trang tiếp theo (số trang)" : "trang tiếp theo, không có tiêu đề mới";
        return page;
    }
    page.document = ++documents_;
    open_ = true;
    if (pending_) {
        page.component = pending_->component;
        page.procedure = pending_->procedure;
        page.score = 1;
        page.reason = "theo tờ thành phần có mã";
        favoured_ = pending_->procedure;
        pending_.reset();
    } else {
        suggest_first(page, text);
    }
    current_component_ = page.component;
    current_procedure_ = page.procedure;
    return page;
}

PageSuggestion StackSplitter::add_quarantined() {
    PageSuggestion page;
    page.dossier = dossier_;
    return page;
}

}  // namespace ocr
