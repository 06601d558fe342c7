#pragma once
// One run of `motcua digitise`: pages go out to page children and come back in any order; what is kept of a page in
// memory is its row of the manifest, the rest is on disk.

#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "ocr/pages/page_service.hpp"
#include "ocr/stack/collation.hpp"
#include "ocr/stack/splitter.hpp"

namespace server {

struct DigitiseOptions {
    std::vector<std::string> inputs{};
    std::string out{};
    std::vector<ocr::ProcedureRules> procedures{};
    std::string procedure{};  // only this one's components are suggested
    bool two_pass = false;    // every input of an even number of pages holds fronts, then backs, last sheet first
    int jobs = 2;
    bool progress = false;  // a bar on stderr
    const std::atomic<bool>* stop = nullptr;  // set: the run gives up
};

// The run gave up because somebody asked it to.
struct Interrupted : std::runtime_error {
    Interrupted() : std::runtime_error("đã dừng theo yêu cầu") {}
};

class DigitiseRun {
public:
    explicit DigitiseRun(const DigitiseOptions& options);
    // The manifest; everything else is written to the output folder on the way. Throws Interrupted, std::runtime_error.
    nlohmann::json run();

private:
    struct Input {
        std::string path;
        std::string stem;  // of the output files
        ocr::FileFacts facts;
        int first_row = 0;  // of its first page in rows_
    };
    void go_on() const;
    void open_inputs();
    void refuse(const std::string& input, const ocr::Refusal& refusal);
    std::string free_stem(const std::string& path);
    std::string page_stem(const Input& input, int page) const;
    void read_pages();
    void take(const ocr::Finished& finished);
    void write_page(size_t row, const ocr::PageAnswer& page);
    // Answers come in any order; suggestions are made in the order of the pages.
    void suggest_in_order(size_t place, std::optional<ocr::PageAnswer> page);
    void take_back_secrets();
    // The rows of each document, in order; blank pages, separators and quarantined pages belong to none.
    std::vector<std::vector<size_t>> documents() const;
    // Where a scan looks, or was said to be, of two passes: [{input, two_pass: suggested | applied, score, reason}].
    nlohmann::json collations() const;
    nlohmann::json assemble_documents();
    nlohmann::json assemble(const std::vector<size_t>& rows, int number);
    void show_progress(size_t done) const;

    const DigitiseOptions& options_;
    ocr::PageService service_;
    std::vector<Input> inputs_;
    std::set<std::string> stems_;
    std::vector<nlohmann::json> rows_;                             // pages, in order
    std::vector<std::pair<size_t, int>> places_;                   // of each row: input, page
    std::vector<size_t> order_;                                    // rows as the sheets lie: pages are read and suggested so
    std::vector<ocr::Side> sides_;                                 // of each row
    std::map<uint64_t, size_t> asked_;                             // task → place in order_
    ocr::StackSplitter splitter_;
    std::map<size_t, std::optional<ocr::PageAnswer>> early_;       // read, but a page before them is not
    size_t next_suggestion_ = 0;
    std::map<size_t, ocr::Refusal> secret_;  // inputs with a secrecy stamp
    nlohmann::json refused_ = nlohmann::json::array();
};

}  // namespace server
