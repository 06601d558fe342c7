// Receptions of one agency on one day all draw from one locked row: the slowest point of the whole office.

#include <atomic>
#include <chrono>
#include <iostream>
#include <map>
#include <set>
#include <thread>

#include <CLI/CLI.hpp>

#include "server/storage/number_store.hpp"
#include "server/storage/session.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/desk.hpp"
#include "server/tools/bench/table.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

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

// Mean time of each statement since `before`, the lock's waiting included.
void print_statements(const std::vector<storage::StatementCount>& before) {
    std::map<std::string, storage::StatementCount> earlier;
    for (const auto& count : before) earlier[count.name] = count;
    for (auto count : storage::statement_counts()) {
        count.calls -= earlier[count.name].calls;
        count.microseconds -= earlier[count.name].microseconds;
        if (count.calls > 0)
            std::cout << "  " << padded(count.name, 24) << count.calls << " lần, " << count.microseconds / count.calls << " µs\n";
    }
}

int measure(int receivers, int dossiers, bool statements) {
    BenchDesk desk{{}, receivers};
    std::vector<dossier::DossierId> drafts(static_cast<std::size_t>(dossiers));
    // One agency: numbers that are multiples of ten.
    rate(receivers, dossiers, [&](int i) { drafts[static_cast<std::size_t>(i)] = desk.open(i * 10).id; });

    // The limit: the same lock, the same durable commit, nothing else.
    const auto limit = rate(receivers, dossiers, [&](int) {
        storage::UnitOfWork work{desk.database()};
        storage::next_yearly_number(work, "X", "form", "", 2026);
        work.commit();
    });
    std::vector<std::string> codes(drafts.size());
    const auto before = storage::statement_counts();
    const auto received = rate(receivers, dossiers, [&](int i) {
        codes[static_cast<std::size_t>(i)] = desk.receive(drafts[static_cast<std::size_t>(i)], i * 10).code;
    });
    const std::set<std::string> different(codes.begin(), codes.end());
    const bool whole = different.size() == codes.size() && !different.empty() &&
                       different.rbegin()->substr(different.rbegin()->size() - 4) == std::to_string(10'000 + dossiers).substr(1);
    std::cout << "tiếp nhận (" << receivers << " bàn): " << received << " mã/giây; giới hạn (khóa một dòng và ghi bền): " << limit
              << "/giây; tỷ lệ " << received / limit << "\nmã khác nhau: " << different.size() << "/" << dossiers
              << (whole ? ", liên tục" : ", CÓ LỖ HỔNG") << "\n";
    if (statements) print_statements(before);
    return whole ? 0 : 1;
}

}  // namespace

int bench_numbering(int argc, char** argv) {
    CLI::App app{"motcua bench numbering"};
    int receivers = 16, dossiers = 1'000;
    bool statements = false;
    app.add_option("--receivers", receivers, "số bàn tiếp nhận cùng lúc")->check(CLI::Range(1, 64));
    app.add_option("--dossiers", dossiers, "số hồ sơ")->check(CLI::Range(10, 9'999));
    app.add_flag("--statements", statements, "thời gian trung bình của từng câu lệnh");
    return measured(app, argc, argv, [&] { return measure(receivers, dossiers, statements); });
}

}  // namespace server
