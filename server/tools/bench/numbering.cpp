// Receptions of one agency on one day all draw from one locked row: the slowest point of the whole office.

#include <atomic>
#include <chrono>
#include <iostream>
#include <set>
#include <thread>

#include <CLI/CLI.hpp>

#include "server/storage/session.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/desk.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr storage::Statement raise_row{"bench_raise_row",
                                       "INSERT INTO number_series (agency, kind, book, period, last) VALUES ('X', 'form', '', '2026', 1) "
                                       "ON CONFLICT (agency, kind, book, period) DO UPDATE SET last = number_series.last + 1"};

// Calls per second of `work` by so many threads.
template <class Work>
double rate(int threads, int calls, Work work) {
    std::atomic<int> next{0};
    std::vector<std::thread> all;
    const auto begun = Clock::now();
    for (int t = 0; t < threads; ++t)
        all.emplace_back([&] {
            for (int i = next++; i < calls; i = next++) work(i);
        });
    for (auto& thread : all) thread.join();
    return calls / std::chrono::duration<double>(Clock::now() - begun).count();
}

int measure(int receivers, int dossiers) {
    BenchDesk desk{{}, receivers};
    std::vector<dossier::DossierId> drafts(static_cast<std::size_t>(dossiers));
    // One agency: numbers that are multiples of ten.
    rate(receivers, dossiers, [&](int i) { drafts[static_cast<std::size_t>(i)] = desk.open(i * 10).id; });

    // The limit: the same lock, the same durable commit, nothing else.
    const auto limit = rate(receivers, dossiers, [&](int) {
        storage::UnitOfWork work{desk.database()};
        work.run(raise_row);
        work.commit();
    });
    std::vector<std::string> codes(drafts.size());
    const auto received = rate(receivers, dossiers, [&](int i) {
        codes[static_cast<std::size_t>(i)] = desk.receive(drafts[static_cast<std::size_t>(i)], i * 10).code;
    });
    const std::set<std::string> different(codes.begin(), codes.end());
    const bool whole = different.size() == codes.size() && !different.empty() &&
                       different.rbegin()->substr(different.rbegin()->size() - 4) == std::to_string(10'000 + dossiers).substr(1);
    std::cout << "tiếp nhận (" << receivers << " bàn): " << received << " mã/giây; giới hạn (khóa một dòng và ghi bền): " << limit
              << "/giây; tỷ lệ " << received / limit << "\nmã khác nhau: " << different.size() << "/" << dossiers
              << (whole ? ", liên tục" : ", CÓ LỖ HỔNG") << "\n";
    return whole ? 0 : 1;
}

}  // namespace

int bench_numbering(int argc, char** argv) {
    CLI::App app{"motcua bench numbering"};
    int receivers = 16, dossiers = 1'000;
    app.add_option("--receivers", receivers, "số bàn tiếp nhận cùng lúc")->check(CLI::Range(1, 64));
    app.add_option("--dossiers", dossiers, "số hồ sơ")->check(CLI::Range(10, 9'999));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        return measure(receivers, dossiers);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
