#pragma once
// What was read against the truth: rates by level, and everything else a desk expects of a page.

#include <map>
#include <string>
#include <vector>

#include "ocr/accuracy.hpp"
#include "ocr/stack/procedure.hpp"
#include "server/tools/bench/ocr_runs.hpp"

namespace server {

struct Rates {
    ocr::Accuracy with_marks, without_marks;  // of printed pages
    double worst = 0;                         // CER of the worst page of 200 characters or more
    std::string worst_page;
};
std::map<std::string, Rates> rates_of(const std::vector<TruthPage>& pages, const OcrRun& run);  // by level

struct Share {
    size_t right = 0, of = 0;
    void count(bool is_right) { ++of, right += is_right; }
    double percent() const { return of ? 100.0 * static_cast<double>(right) / static_cast<double>(of) : 100; }
};

struct Findings {
    Share blanks;                          // empty pages seen as empty
    Share written;                         // pages with text not taken for empty
    Share titles;                          // right component first, by its title
    Share strangers;                       // papers of no procedure left without a component
    Share sheets;                          // printed sheets obeyed
    Share named;                           // the page behind a component sheet gets its component
    Share leaks;                           // and the one behind that does not
    std::map<std::string, Share> codes;    // QR codes, by level
    std::map<std::string, Share> fields;   // values verbatim, by level
    std::vector<std::string> misses;       // "page: field: wanted ≠ read", for people
};
Findings findings_of(const std::vector<TruthPage>& pages, const OcrRun& run, const std::vector<ocr::ProcedureRules>& procedures);

}  // namespace server
