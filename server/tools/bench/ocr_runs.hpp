#pragma once
// The same pages through us and through the peers: what was read, how long it took, how much memory it needed.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ocr/pages/page_service.hpp"
#include "server/tools/bench/ocr_truth.hpp"

namespace server {

struct OcrRun {
    std::map<std::string, ocr::PageAnswer> answers{};  // by page id; the peers fill in `texts` only
    std::map<std::string, std::string> texts{};
    std::map<std::string, double> seconds{};           // by level, wall clock
    std::map<std::string, size_t> pages{};             // by level
    double peak_mb = 0;                                // of the whole tree of processes, proportional
    double output_mb = 0;                              // searchable PDFs made
    double per_minute(const std::string& level) const;
    double per_minute() const;
};

// Level by level, `jobs` pages at a time, without the steps `without`.
OcrRun run_ours(const std::vector<TruthPage>& pages, int jobs, const std::set<ocr::Step>& without = {});
OcrRun run_tesseract(const std::vector<TruthPage>& pages, int jobs, const std::filesystem::path& work);
OcrRun run_ocrmypdf(const std::vector<TruthPage>& pages, const std::filesystem::path& work);

// Each page as a searchable PDF of ours, read back by pdftotext.
struct TextLayer {
    size_t words = 0;     // that we read
    size_t back = 0;      // that came back
    size_t in_order = 0;  // in the order of our reading
    double input_mb = 0, output_mb = 0;
};
TextLayer read_back(const std::vector<TruthPage>& pages, const OcrRun& run, const std::filesystem::path& work);

}  // namespace server
