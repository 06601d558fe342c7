// What a page that never ends costs the pages behind it: the same pages with and without it, taking turns.

#include <algorithm>
#include <chrono>

#include <CLI/CLI.hpp>

#include "ocr/pages/page_service.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/table.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double bar = 0.9;

ocr::Task page_of(const std::filesystem::path& file, int page) {
    ocr::Task task;
    task.kind = ocr::TaskKind::ReadPage;
    task.path = file;
    task.type = ocr::FileType::Pdf;
    task.page = page;
    return task;
}

// Pages a second, of the good ones; the bad one comes first and has no answer by then.
double rate(const std::filesystem::path& scans, int pages, bool beside_bad) {
    ocr::PageService service{{}};
    service.ask(page_of(scans / "stacks/khai-sinh.pdf", 1));  // the model is loaded
    const auto bad = beside_bad ? service.submit(page_of(scans / "endless/hinh-long-nhau.pdf", 1)) : 0;
    const auto began = Clock::now();
    for (int i = 0; i < pages; ++i) service.submit(page_of(scans / "stacks/khai-sinh.pdf", i % 2 == 0 ? 1 : 3));
    for (int read = 0; read < pages;)
        if (const auto finished = service.next(std::chrono::seconds(10)); finished && finished->id != bad) ++read;
    return pages / std::chrono::duration<double>(Clock::now() - began).count();
}

int measure(int pages, int rounds) {
    const auto scans = read_by_path().sample_data / "scans";
    std::vector<double> alone, beside;
    for (int i = 0; i < rounds; ++i) {
        alone.push_back(rate(scans, pages, false));
        beside.push_back(rate(scans, pages, true));
    }
    const bool held = print_ratio("đọc " + std::to_string(pages) + " trang cạnh một trang không bao giờ xong", median(beside), "khi không có nó", median(beside) / median(alone), bar);
    return held ? 0 : 1;
}

}  // namespace

int bench_bad_page(int argc, char** argv) {
    CLI::App app{"Đọc các trang khác chậm đi bao nhiêu khi một trang không bao giờ xong (mức 0.90)", "motcua bench bad-page"};
    int pages = 120, rounds = 1;
    app.add_option("--pages", pages, "số trang đọc mỗi lượt")->check(CLI::Range(4, 10'000));
    app.add_option("--rounds", rounds, "số lượt")->check(CLI::Range(1, 20));
    return measured(app, argc, argv, [&] { return measure(pages, rounds); });
}

}  // namespace server
