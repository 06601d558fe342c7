// Receipts as they are archived: view, template, PDF/A by the warm engine.

#include <atomic>
#include <chrono>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>

#include "server/paper_surroundings.hpp"
#include "server/storage/database.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/desk.hpp"
#include "templates/form_engine.hpp"
#include "templates/forms.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double bar = 5;  // papers a second

std::vector<std::string> receipts(BenchDesk& desk, int papers) {
    std::vector<std::string> pages;
    for (int i = 0; i < papers; ++i) {
        const auto dossier = desk.receive(desk.open(i).id, i);
        storage::UnitOfWork work{desk.database()};
        const auto around = paper_surroundings(work, desk.services(), dossier, *dossier.received_at);
        pages.push_back(templates::render_form("2025", "receipt", paper_view(dossier, "receipt", "2025", around)));
    }
    return pages;
}

// Papers a second by so many children.
double rate(const std::vector<std::string>& pages, int children) {
    templates::FormEngineSettings settings;
    settings.children = children;
    templates::FormEngine engine{settings};
    std::atomic<std::size_t> next{0};
    const auto run = [&](std::size_t until) {
        std::vector<std::thread> threads;
        for (int t = 0; t < children; ++t)
            threads.emplace_back([&] {
                for (auto i = next++; i < until; i = next++)
                    if (!engine.pdf(pages[i % pages.size()]).starts_with("%PDF")) std::abort();
            });
        for (auto& thread : threads) thread.join();
    };
    run(static_cast<std::size_t>(children) * 2);  // warm
    next = 0;
    const auto begun = Clock::now();
    run(pages.size());
    return static_cast<double>(pages.size()) / std::chrono::duration<double>(Clock::now() - begun).count();
}

int measure(int papers) {
    BenchDesk desk{{}, 2};
    const auto pages = receipts(desk, papers);
    const auto alone = rate(pages, 1), both = rate(pages, templates::FormEngineSettings{}.children);
    std::cout << "giấy tiếp nhận (A5, PDF/A): " << both << " tờ/giây với " << templates::FormEngineSettings{}.children << " tiến trình, " << alone
              << " với một; ngưỡng " << bar << (both >= bar ? ", đạt" : ", KHÔNG ĐẠT") << "\n";
    return both >= bar ? 0 : 1;
}

}  // namespace

int bench_forms(int argc, char** argv) {
    CLI::App app{"motcua bench forms"};
    int papers = 40;
    app.add_option("--papers", papers, "số tờ")->check(CLI::Range(4, 1'000));
    return measured(app, argc, argv, [&] { return measure(papers); });
}

}  // namespace server
