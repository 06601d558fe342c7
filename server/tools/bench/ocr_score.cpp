#include "server/tools/bench/ocr_score.hpp"

#include <algorithm>

#include "ocr/fields/fields.hpp"
#include "ocr/stack/sheets.hpp"
#include "ocr/stack/splitter.hpp"
#include "ocr/vietnamese.hpp"

namespace server {
namespace {

using Blocks = std::vector<std::vector<std::string>>;

Blocks without_marks(Blocks blocks) {
    for (auto& orders : blocks)
        for (auto& text : orders) text = ocr::without_marks(text);
    return blocks;
}

const ocr::PageAnswer& answer_of(const OcrRun& run, const TruthPage& page) {
    static const ocr::PageAnswer nothing;
    const auto found = run.answers.find(page.id);
    return found == run.answers.end() ? nothing : found->second;
}

ocr::PageSuggestion suggestion_of(ocr::StackSplitter& splitter, const ocr::PageAnswer& page) {
    return splitter.add(page.text, page.blank, page.rotation, page.codes);
}

void score_tag(const TruthPage& page, const ocr::PageAnswer& answer, const std::vector<ocr::ProcedureRules>& procedures, Findings& found) {
    ocr::StackSplitter splitter{procedures, page.procedure};
    splitter.begin_input();
    const auto suggested = suggestion_of(splitter, answer);
    (page.component.empty() ? found.strangers : found.titles).count(suggested.component.value_or("") == page.component);
    if (suggested.component.value_or("") != page.component) found.misses.push_back(page.id + ": thành phần: " + suggested.reason);
}

// A printed sheet, then a page without a title, a separator, and that page again.
void score_sheet(const TruthPage& page, const ocr::PageAnswer& answer, const ocr::PageAnswer* untitled, const std::vector<ocr::ProcedureRules>& procedures, Findings& found) {
    ocr::StackSplitter splitter{procedures, ""};
    splitter.begin_input();
    const auto obeyed = suggestion_of(splitter, answer);
    const bool accepted = std::any_of(obeyed.codes.begin(), obeyed.codes.end(), [](const auto& code) { return code.accepted; });
    found.sheets.count(accepted);
    if (!accepted) found.misses.push_back(page.id + ": tờ có mã không được nhận");
    const auto sheet = accepted ? ocr::sheet_of(obeyed.codes[0].code.text) : std::nullopt;
    if (!untitled || !sheet || sheet->kind != ocr::Sheet::Kind::Component) return;
    found.named.count(suggestion_of(splitter, *untitled).component.value_or("") == sheet->component);
    splitter.add({}, false, 0, {{"QRCode", ocr::separator_payload(), {}}});
    found.leaks.count(!suggestion_of(splitter, *untitled).component);
}

std::vector<ocr::FieldValue> fields_read(const TruthPage& page, const ocr::PageAnswer& answer, const std::vector<ocr::ProcedureRules>& procedures) {
    std::vector<ocr::FieldValue> values;
    for (const auto& procedure : procedures)
        for (const auto& component : procedure.components)
            if (procedure.code == page.procedure && component.code == page.component) values = ocr::extract_fields(answer.text, component.fields);
    if (page.component.empty()) values = ocr::extract_letter(answer.text);
    return values;
}

void score_fields(const TruthPage& page, const ocr::PageAnswer& answer, const std::vector<ocr::ProcedureRules>& procedures, Findings& found) {
    const auto values = fields_read(page, answer, procedures);
    for (const auto& [name, wanted] : page.fields) {
        const auto value = std::find_if(values.begin(), values.end(), [&name = name](const auto& field) { return field.name == name; });
        const std::string read = value == values.end() ? "" : value->value;
        found.fields[page.level].count(read == wanted);
        if (read != wanted) found.misses.push_back(page.id + ": " + name + ": “" + wanted + "” ≠ “" + read + "”");
    }
}

}  // namespace

std::map<std::string, Rates> rates_of(const std::vector<TruthPage>& pages, const OcrRun& run) {
    std::map<std::string, Rates> levels;
    for (const auto& page : pages) {
        if (page.hand || page.blank || page.sheet) continue;
        const auto found = run.texts.find(page.id);
        const std::string text = found == run.texts.end() ? "" : found->second;
        auto& rates = levels[page.level];
        const auto accuracy = ocr::accuracy_of(page.blocks, text);
        rates.with_marks += accuracy;
        rates.without_marks += ocr::accuracy_of(without_marks(page.blocks), ocr::without_marks(text));
        if (accuracy.characters < 200 || accuracy.character_rate() <= rates.worst) continue;
        rates.worst = accuracy.character_rate();
        rates.worst_page = page.id;
    }
    return levels;
}

Findings findings_of(const std::vector<TruthPage>& pages, const OcrRun& run, const std::vector<ocr::ProcedureRules>& procedures) {
    Findings found;
    const ocr::PageAnswer* untitled = nullptr;
    for (const auto& page : pages)
        if (!page.first && !page.blank && !page.sheet) untitled = &answer_of(run, page);
    for (const auto& page : pages) {
        const auto& answer = answer_of(run, page);
        if (page.blank || !page.sheet) (page.blank ? found.blanks : found.written).count(answer.blank == page.blank);
        if (answer.blank != page.blank) found.misses.push_back(page.id + (page.blank ? ": trang trắng không nhận ra" : ": bị coi là trang trắng"));
        if (page.blank) continue;
        if (!page.code.empty()) {
            const bool read = std::any_of(answer.codes.begin(), answer.codes.end(), [&](const auto& code) { return code.text == page.code; });
            found.codes[page.level].count(read);
            if (!read) found.misses.push_back(page.id + ": mã QR không đọc được");
        }
        if (page.sheet) {
            score_sheet(page, answer, untitled, procedures, found);
            continue;
        }
        if (page.first && page.tagged) score_tag(page, answer, procedures, found);
        if (!page.hand) score_fields(page, answer, procedures, found);
    }
    return found;
}

}  // namespace server
