// Recognition on pages with known content, beside the tesseract program and OCRmyPDF on the same pages.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>

#include "server/catalogue/procedure_json.hpp"
#include "server/jobs/page_records.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/ocr_score.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/table.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;

struct OcrOptions {
    std::string folder;
    int jobs = 2;
    bool alone = false, ablation = false, misses = false;
    std::map<std::string, double> limits{{"clean", 1.5}, {"office", 1.2}, {"bad", 3.5}};  // CER, percent
};

// The bars that are no character rates.
constexpr double memory_bar = 200;  // MB, two workers
const std::map<std::string, double> speed_bars{{"office", 12}, {"bad", 5}}, code_bars{{"office", 98}, {"bad", 75}}, field_bars{{"office", 97}, {"bad", 90}};

const char* verdict(bool holds) { return holds ? "đạt" : "KHÔNG ĐẠT"; }

double bar_of(const std::map<std::string, double>& bars, const std::string& level) { return bars.count(level) ? bars.at(level) : 0; }

std::vector<ocr::ProcedureRules> sample_procedures() {
    std::vector<ocr::ProcedureRules> rules;
    const auto today = dossier::vietnam_date(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    for (const auto& entry : fs::directory_iterator(read_by_path().sample_data / "procedures")) {
        if (entry.path().extension() != ".json" || entry.path().stem().extension() == ".schema") continue;
        if (const auto procedures = catalogue::parse_procedure_file(file_content(entry.path()), today))
            for (const auto& procedure : *procedures) rules.push_back(jobs::rules_of(procedure));
    }
    return rules;
}

void print_rates(const std::string& name, const std::map<std::string, Rates>& levels, const OcrRun& run) {
    for (const auto& [level, rates] : levels)
        std::printf("  %s%s%8.2f %8.2f %8.2f %8.2f %10.1f\n", padded(name, 22).c_str(), padded(level, 8).c_str(), 100 * rates.with_marks.character_rate(),
                    100 * rates.without_marks.character_rate(), 100 * rates.with_marks.word_rate(), 100 * rates.without_marks.word_rate(), run.per_minute(level));
    std::fflush(stdout);
}

// Says every level beside its limit. Returns whether all stay below.
bool print_limits(const std::map<std::string, Rates>& levels, const std::map<std::string, double>& limits) {
    bool holds = true;
    for (const auto& [level, rates] : levels) {
        const double rate = 100 * rates.with_marks.character_rate(), limit = bar_of(limits, level);
        const bool below = limit == 0 || rate <= limit;
        std::printf("  CER %s%6.2f %%", padded(level, 47).c_str(), rate);
        if (limit > 0) std::printf("   mức ≤ %.2f %%: %s", limit, verdict(below));
        std::printf("\n  trang kém nhất của %s%6.2f %%   mức ≤ 15 %%: %s   %s\n", padded(level, 33).c_str(), 100 * rates.worst, verdict(rates.worst <= 0.15), rates.worst_page.c_str());
        holds = holds && below;
    }
    return holds;
}

void print_share(const std::string& what, const Share& share, double bar) {
    if (share.of == 0) return;
    std::printf("  %s%6.1f %%   %zu/%zu", padded(what, 51).c_str(), share.percent(), share.right, share.of);
    if (bar > 0) std::printf("   mức ≥ %.0f %%: %s", bar, verdict(share.percent() >= bar));
    std::printf("\n");
}

void print_findings(const Findings& found, bool misses) {
    print_share("trang trắng nhận ra", found.blanks, 100);
    print_share("trang có chữ không bị coi là trắng", found.written, 100);
    print_share("thành phần đúng theo tiêu đề", found.titles, 97);
    print_share("giấy tờ lạ không bị gán thành phần", found.strangers, 0);
    print_share("tờ có mã được nhận", found.sheets, 100);
    print_share("trang sau tờ thành phần đúng thành phần", found.named, 100);
    print_share("mã không lan sang giấy tờ sau", found.leaks, 100);
    for (const auto& [level, share] : found.codes) print_share("mã QR đọc được, " + level, share, bar_of(code_bars, level));
    for (const auto& [level, share] : found.fields) print_share("giá trị trường đúng từng chữ, " + level, share, bar_of(field_bars, level));
    if (misses)
        for (const auto& miss : found.misses) std::printf("    %s\n", miss.c_str());
    std::fflush(stdout);
}

void print_text_layer(const std::vector<TruthPage>& pages, const OcrRun& run, const fs::path& work) {
    const auto layer = read_back(pages, run, work);
    print_share("chữ trở lại qua pdftotext", {layer.back, layer.words}, 98);
    print_share("  đúng thứ tự đọc", {layer.in_order, layer.words}, 98);
    std::printf("  %s%8.2f MB   ảnh vào %.2f MB\n", padded("PDF tìm kiếm được", 49).c_str(), layer.output_mb, layer.input_mb);
}

void print_memory(const std::vector<TruthPage>& pages, const OcrRun& all, int jobs) {
    const std::vector<TruthPage> few(pages.begin(), pages.begin() + static_cast<ptrdiff_t>(std::min<size_t>(3, pages.size())));
    print_size("bộ nhớ cao nhất (Pss), 3 trang", run_ours(few, jobs).peak_mb, memory_bar);
    print_size("bộ nhớ cao nhất (Pss), " + std::to_string(pages.size()) + " trang", all.peak_mb, memory_bar);
}

void compare(const OcrRun& ours, const std::map<std::string, Rates>& rates, const OcrRun& tesseract, const OcrRun& ocrmypdf, const std::vector<TruthPage>& pages) {
    const auto theirs = rates_of(pages, tesseract);
    print_rates("tesseract --psm 1", theirs, tesseract);
    print_rates("ocrmypdf", rates_of(pages, ocrmypdf), ocrmypdf);
    for (const auto& [level, speed] : ours.seconds) {
        const double ratio = ours.per_minute(level) / ocrmypdf.per_minute(level), bar = bar_of(speed_bars, level);
        std::printf("  tốc độ so với ocrmypdf, %s%6.1f lần", padded(level, 28).c_str(), ratio);
        if (bar > 0) std::printf("   mức ≥ %.0f: %s", bar, verdict(ratio >= bar));
        std::printf("   so với tesseract %.2f\n", ours.per_minute(level) / tesseract.per_minute(level));
    }
    for (const auto& [level, rate] : rates) {
        const bool holds = rate.with_marks.character_rate() <= theirs.at(level).with_marks.character_rate();
        std::printf("  CER không hơn tesseract, %s%s\n", padded(level, 28).c_str(), verdict(holds));
    }
    std::printf("  %s%10.0f MB   ocrmypdf %.0f MB\n", padded("bộ nhớ cao nhất của tesseract", 47).c_str(), tesseract.peak_mb, ocrmypdf.peak_mb);
    std::printf("  %s%10.2f MB\n", padded("PDF của ocrmypdf", 47).c_str(), ocrmypdf.output_mb);
}

// Milliseconds a page of each step, in the order of the pipeline.
void print_steps(const OcrRun& run) {
    std::vector<std::pair<std::string, double>> sums;
    for (const auto& [id, answer] : run.answers)
        for (const auto& [step, seconds] : answer.steps) {
            const auto known = std::find_if(sums.begin(), sums.end(), [&step = step](const auto& row) { return row.first == step; });
            if (known == sums.end()) sums.emplace_back(step, seconds);
            else known->second += seconds;
        }
    std::cout << "Thời gian từng bước, mili giây một trang\n ";
    for (const auto& [step, seconds] : sums) std::printf(" %s %.0f", step.c_str(), 1000 * seconds / static_cast<double>(run.answers.size()));
    std::cout << "\n";
}

// Every step left out in turn: character rates by level and pages a minute.
void ablate(const std::vector<TruthPage>& pages, int jobs) {
    const auto line = [&](const std::string& name, const OcrRun& run) {
        std::printf("  %s", padded(name, 24).c_str());
        for (const auto& [level, rates] : rates_of(pages, run)) std::printf("%s %6.2f %%   ", level.c_str(), 100 * rates.with_marks.character_rate());
        std::printf("%6.1f trang/phút\n", run.per_minute());
        std::fflush(stdout);
    };
    const auto all = run_ours(pages, jobs);
    std::cout << "CER khi bỏ từng bước, " << pages.size() << " trang\n";
    line("đủ các bước", all);
    for (const auto step : ocr::all_steps()) line(std::string{"không "} + ocr::name_of(step), run_ours(pages, jobs, {step}));
    print_steps(all);
}

int measure(const OcrOptions& options) {
    const auto pages = read_truth(options.folder);
    if (pages.empty()) throw std::runtime_error("không có trang nào trong " + options.folder);
    if (options.ablation) {
        ablate(pages, options.jobs);
        return 0;
    }
    const ScratchFolder work;
    const auto ours = run_ours(pages, options.jobs);
    const auto rates = rates_of(pages, ours);
    std::cout << pages.size() << " trang, tỷ lệ lỗi phần trăm (không dấu: so chữ đã bỏ dấu)\n  "
              << padded("", 30) << "     CER không dấu      WER không dấu trang/phút\n";
    print_rates("motcua", rates, ours);
    if (!options.alone) {
        const auto tesseract = run_tesseract(pages, options.jobs, work.path());
        compare(ours, rates, tesseract, run_ocrmypdf(pages, work.path()), pages);
    }
    print_findings(findings_of(pages, ours, sample_procedures()), options.misses);
    print_memory(pages, ours, options.jobs);
    print_text_layer(pages, ours, work.path() / "pdf");
    print_steps(ours);
    return print_limits(rates, options.limits) ? 0 : 1;
}

}  // namespace

int bench_ocr(int argc, char** argv) {
    CLI::App app{"Đo nhận dạng trên các trang có lời giải, cạnh tesseract và OCRmyPDF", "motcua bench ocr"};
    OcrOptions options;
    app.add_option("pages", options.folder, "Thư mục có img/ và gt/ (make_pages.py)")->required()->check(CLI::ExistingDirectory);
    app.add_option("--jobs", options.jobs, "Số trang đọc cùng lúc")->check(CLI::Range(1, 16));
    for (auto& [level, limit] : options.limits)
        app.add_option("--" + level, limit, "CER lớn nhất được phép ở mức " + level + ", phần trăm; vượt thì mã thoát 1")->capture_default_str();
    app.add_flag("--alone", options.alone, "Không chạy tesseract và OCRmyPDF");
    app.add_flag("--ablation", options.ablation, "Bỏ lần lượt từng bước, in CER từng mức và thời gian");
    app.add_flag("--misses", options.misses, "Kể từng trường, mã và thành phần sai");
    return measured(app, argc, argv, [&] { return measure(options); });
}

}  // namespace server
