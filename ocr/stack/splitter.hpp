#pragma once
// A stack of pages, one after the other, into documents and components. Every answer is a suggestion with a score and
// a reason; the officer's decision is kept elsewhere and never touched by this.

#include <optional>
#include <string>
#include <vector>

#include "ocr/codes.hpp"
#include "ocr/stack/procedure.hpp"
#include "ocr/stack/sheets.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

struct CodeFinding {
    Code code;
    bool accepted = false;
};

struct PageSuggestion {
    bool blank = false;
    bool separator = false;           // a sheet of ours, or a page that says it only separates
    std::optional<int> document{};    // number within the run, from 1
    bool first = false;
    std::optional<std::string> component{};
    std::string procedure{};
    std::string dossier{};            // of the cover sheet in force
    double score = 0;                 // 0 to 1, of the component
    std::string reason{};             // Vietnamese
    std::vector<CodeFinding> codes{};
};

class StackSplitter {
public:
    // Only components of `only` are suggested when it is given.
    StackSplitter(std::vector<ProcedureRules> procedures, std::string only);

    // A new file begins: no code and no document reaches across.
    void begin_input();
    PageSuggestion add(const TextPage& page, bool blank, int rotation, const std::vector<Code>& codes);
    // A page that could not be read takes its place without ending the document around it.
    PageSuggestion add_quarantined();

    const ComponentRule* component(const std::string& procedure, const std::string& code) const;

private:
    std::optional<Sheet> obeyed(const TextPage& page, const std::vector<Code>& codes, std::vector<CodeFinding>& findings) const;
    bool known(const Sheet& sheet) const;
    void suggest_first(PageSuggestion& page, const TextPage& text);

    std::vector<ProcedureRules> procedures_;
    std::string favoured_{};           // the procedure of the last sure match, to break ties
    int documents_ = 0;
    bool open_ = false;                // a document may be continued
    std::optional<Sheet> pending_{};   // a component sheet waiting for its first page
    std::optional<std::string> current_component_{};
    std::string current_procedure_{};
    std::string dossier_{};
};

}  // namespace ocr
