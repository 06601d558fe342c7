#include "server/tools/bench/ocr_runs.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "server/tools/bench/proportional.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double mega = 1e6;

double since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

std::map<std::string, std::vector<const TruthPage*>> by_level(const std::vector<TruthPage>& pages) {
    std::map<std::string, std::vector<const TruthPage*>> levels;
    for (const auto& page : pages) levels[page.level].push_back(&page);
    return levels;
}

// `command` gets the image as $1 and the stem of its outputs as $2.
OcrRun run_peer(const std::vector<TruthPage>& pages, const fs::path& out, const std::string& command, int jobs) {
    fs::create_directories(out);
    OcrRun run;
    PeakMemory memory{::getpid()};
    for (const auto& [level, some] : by_level(pages)) {
        std::ofstream list(out / "list");
        for (const auto* page : some) list << page->image << '\n' << (out / page->id).string() << '\n';
        list.close();
        const std::string line = "xargs -P " + std::to_string(jobs) + " -n 2 sh -c '" + command + "' sh < '" + (out / "list").string() + "' >/dev/null 2>&1";
        const auto began = Clock::now();
        if (std::system(line.c_str()) != 0) std::cerr << "một số trang không chạy được: " << command << "\n";
        run.seconds[level] = since(began);
        run.pages[level] = some.size();
    }
    run.peak_mb = memory.peak();
    for (const auto& page : pages) {
        run.texts[page.id] = file_content(out / (page.id + ".txt"));
        std::error_code none;
        const auto size = fs::file_size(out / (page.id + ".pdf"), none);
        if (!none) run.output_mb += static_cast<double>(size) / mega;
    }
    return run;
}

std::vector<std::string> words_in(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>{stream}, {}};
}

size_t longest_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<size_t> row(b.size() + 1);
    for (const auto& word : a) {
        size_t diagonal = 0;
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t above = row[j];
            row[j] = word == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row[b.size()];
}

size_t both_have(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size();
}

}  // namespace

double OcrRun::per_minute(const std::string& level) const {
    return seconds.count(level) ? 60 * static_cast<double>(pages.at(level)) / seconds.at(level) : 0;
}

double OcrRun::per_minute() const {
    double all = 0, time = 0;
    for (const auto& [level, count] : pages) all += static_cast<double>(count), time += seconds.at(level);
    return time > 0 ? 60 * all / time : 0;
}

OcrRun run_ours(const std::vector<TruthPage>& pages, int jobs, const std::set<ocr::Step>& without) {
    ocr::ServiceOptions options;
    options.workers = jobs;
    OcrRun run;
    PeakMemory memory{::getpid()};
    for (const auto& [level, some] : by_level(pages)) {
        const auto began = Clock::now();
        ocr::PageService service{options};
        std::map<uint64_t, std::string> asked;
        for (const auto* page : some) {
            ocr::Task task;
            task.kind = ocr::TaskKind::ReadPage;
            task.path = page->image;
            task.type = ocr::FileType::Jpeg;
            task.without = without;
            asked[service.submit(task)] = page->id;
        }
        while (service.outstanding() > 0) {
            auto finished = service.next(std::chrono::seconds(10));
            if (!finished) continue;
            auto& answer = run.answers[asked[finished->id]] = std::move(finished->answer.page);
            answer.preview = {};
            run.texts[asked[finished->id]] = answer.text.text();
        }
        run.seconds[level] = since(began);
        run.pages[level] = some.size();
    }
    run.peak_mb = memory.peak();
    return run;
}

OcrRun run_tesseract(const std::vector<TruthPage>& pages, int jobs, const fs::path& work) {
    return run_peer(pages, work / "tesseract", "OMP_THREAD_LIMIT=1 tesseract \"$1\" \"$2\" -l vie --psm 1", jobs);
}

OcrRun run_ocrmypdf(const std::vector<TruthPage>& pages, const fs::path& work) {
    return run_peer(pages, work / "ocrmypdf", "ocrmypdf --deskew --rotate-pages --clean --jobs 2 -l vie --sidecar \"$2.txt\" \"$1\" \"$2.pdf\"", 1);
}

TextLayer read_back(const std::vector<TruthPage>& pages, const OcrRun& run, const fs::path& work) {
    fs::create_directories(work);
    ocr::PageService service{{}};
    TextLayer sum;
    for (const auto& page : pages) {
        const auto answer = run.answers.find(page.id);
        if (answer == run.answers.end() || answer->second.text.empty()) continue;
        const auto words = work / "words.json", pdf = work / (page.id + ".pdf"), text = work / "back.txt";
        std::ofstream(words) << ocr::words_json(answer->second).dump();
        ocr::Task task;
        task.kind = ocr::TaskKind::Assemble;
        task.output = pdf.string();
        task.pages = {{page.image, ocr::FileType::Jpeg, 1, answer->second.rotation, words.string()}};
        if (service.ask(task).refused || std::system(("pdftotext '" + pdf.string() + "' '" + text.string() + "'").c_str()) != 0) continue;
        const auto ours = words_in(answer->second.text.text()), back = words_in(file_content(text));
        sum.words += ours.size();
        sum.back += both_have(ours, back);
        sum.in_order += longest_common(ours, back);
        sum.input_mb += static_cast<double>(fs::file_size(page.image)) / mega;
        sum.output_mb += static_cast<double>(fs::file_size(pdf)) / mega;
    }
    return sum;
}

}  // namespace server
