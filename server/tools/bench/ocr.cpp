#include "server/tools/bench/bench.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "ocr/accuracy.hpp"
#include "ocr/pages/page_service.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Texts = std::map<std::string, std::string>;  // page id → text

struct Page {
    std::string id, image, level;
    std::vector<std::vector<std::string>> blocks;
};

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

std::vector<Page> read_pages(const fs::path& folder) {
    std::vector<Page> pages;
    for (const auto& entry : fs::directory_iterator(folder / "gt")) {
        const json truth = json::parse(content(entry.path()));
        const std::string id = truth.at("id");
        pages.push_back({id, (folder / "img" / (id + ".jpg")).string(), truth.at("level"), truth.at("blocks")});
    }
    std::sort(pages.begin(), pages.end(), [](const Page& a, const Page& b) { return a.id < b.id; });
    return pages;
}

Texts by_us(const std::vector<Page>& pages, int jobs) {
    ocr::ServiceOptions options;
    options.workers = jobs;
    ocr::PageService service{options};
    std::map<uint64_t, std::string> asked;
    Texts texts;
    for (const Page& page : pages) {
        ocr::Task task;
        task.kind = ocr::TaskKind::ReadPage;
        task.path = page.image;
        task.type = ocr::FileType::Jpeg;
        asked[service.submit(task)] = page.id;
    }
    while (service.outstanding() > 0)
        if (const auto finished = service.next(std::chrono::seconds(10))) texts[asked[finished->id]] = finished->answer.page.text.text();
    return texts;
}

// Both peers run as their manuals say, `jobs` at a time.
Texts by_command(const std::vector<Page>& pages, const fs::path& out, const std::string& command, int jobs) {
    fs::create_directories(out);
    std::ofstream list(out / "list");
    for (const Page& page : pages) list << page.image << '\n' << (out / page.id).string() << '\n';
    list.close();
    const std::string line = "xargs -P " + std::to_string(jobs) + " -n 2 sh -c '" + command + "' sh < '" + (out / "list").string() + "' >/dev/null 2>&1";
    if (std::system(line.c_str()) != 0) std::cerr << "một số trang không chạy được: " << command << "\n";
    Texts texts;
    for (const Page& page : pages) texts[page.id] = content(out / (page.id + ".txt"));
    return texts;
}

template <class Run>
void measure(const std::string& name, const std::vector<Page>& pages, const Run& run, double& pages_per_minute) {
    const auto began = std::chrono::steady_clock::now();
    const Texts texts = run();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::map<std::string, ocr::Accuracy> levels;
    for (const Page& page : pages) levels[page.level] += ocr::accuracy_of(page.blocks, texts.count(page.id) ? texts.at(page.id) : "");
    pages_per_minute = 60 * static_cast<double>(pages.size()) / seconds;
    std::printf("%-22s %7.1f trang/phút", name.c_str(), pages_per_minute);
    for (const auto& [level, accuracy] : levels) std::printf("   %s CER %.2f %% WER %.2f %%", level.c_str(), 100 * accuracy.character_rate(), 100 * accuracy.word_rate());
    std::printf("\n");
    std::fflush(stdout);
}

}  // namespace

int bench_ocr(int argc, char** argv) {
    CLI::App app{"Đo nhận dạng cạnh tesseract và OCRmyPDF trên cùng các trang", "motcua bench ocr"};
    std::string folder;
    int jobs = 2;
    double limit = 100;
    app.add_option("pages", folder, "Thư mục có img/ và gt/ (make_pages.py)")->required()->check(CLI::ExistingDirectory);
    app.add_option("--jobs", jobs, "Số trang đọc cùng lúc")->check(CLI::Range(1, 16));
    app.add_option("--limit", limit, "CER lớn nhất được phép trên mọi trang, phần trăm; vượt thì mã thoát 1");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto pages = read_pages(folder);
    const fs::path work = fs::temp_directory_path() / ("motcua-bench-" + std::to_string(::getpid()));
    double ours = 0, cli = 0, peer = 0;
    ocr::Accuracy all;
    measure("motcua", pages, [&] {
        Texts texts = by_us(pages, jobs);
        for (const Page& page : pages) all += ocr::accuracy_of(page.blocks, texts[page.id]);
        return texts;
    }, ours);
    measure("tesseract --psm 1", pages, [&] {
        return by_command(pages, work / "tesseract", "OMP_THREAD_LIMIT=1 tesseract \"$1\" \"$2\" -l vie --psm 1", jobs);
    }, cli);
    measure("ocrmypdf", pages, [&] {
        return by_command(pages, work / "ocrmypdf", "ocrmypdf --deskew --rotate-pages --clean --jobs 2 -l vie --sidecar \"$2.txt\" \"$1\" \"$2.pdf\"", 1);
    }, peer);
    std::printf("tốc độ so với tesseract %.2f, so với ocrmypdf %.2f\n", ours / cli, ours / peer);
    fs::remove_all(work);
    return 100 * all.character_rate() > limit ? 1 : 0;
}

}  // namespace server
