// A desk that has worked for two years: 50 officers, each doing something every second, against more and more dossiers.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include <CLI/CLI.hpp>

#include "server/storage/dossier_store.hpp"
#include "server/storage/scale_loader.hpp"
#include "server/storage/search.hpp"
#include "server/storage/work_list.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/desk.hpp"
#include "server/tools/bench/picture.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array kinds{"search", "work list", "open", "look-up", "receive"};
constexpr std::array bars_ms{50.0, 50.0, 0.0, 20.0, 100.0};  // p95 at 1.2 million; 0: none asked
constexpr std::array spoken{"nguyễn thị lan", "tran van", "0001", "dang thi dao", "phạm", "hoàng minh", "261120 0002", "giang"};

constexpr storage::Statement some_dossiers{"bench_some_dossiers",
                                           "SELECT id::text AS id, coalesce(code, '') AS code FROM dossier TABLESAMPLE SYSTEM "
                                           "(least(100, 400000.0 / (1 + (SELECT greatest(reltuples, 1) FROM pg_class WHERE oid = "
                                           "'dossier'::regclass)))::real) WHERE code IS NOT NULL LIMIT 2000"};

struct Sample {
    dossier::DossierId id;
    std::string code;
};

std::vector<Sample> sample(storage::Database& database) {
    std::vector<Sample> some;
    for (const auto& row : storage::UnitOfWork{database}.query(some_dossiers))
        some.push_back({row.id<dossier::DossierId>("id"), row.text("code")});
    return some;
}

void do_something(BenchDesk& desk, std::size_t kind, int officer, const Sample& one, std::size_t dice) {
    if (kind == 4) {
        desk.receive(desk.open(officer).id, officer);
        return;
    }
    storage::UnitOfWork work{desk.database()};
    if (kind == 0) {
        storage::SearchQuestion question;
        question.text = spoken[dice % spoken.size()];
        question.agency = BenchDesk::agency_of(officer);
        (void)storage::search_dossiers(work, question);
    } else if (kind == 1) {
        storage::WorkFilter filter;
        filter.agency = BenchDesk::agency_of(officer);
        (void)storage::work_list(work, filter);
    } else if (kind == 2) {
        (void)storage::find_dossier(work, one.id);
        (void)storage::events_after(work, one.id, 0);
    } else {
        (void)storage::find_dossier_by_code(work, one.code);
    }
}

using Times = std::array<std::vector<double>, kinds.size()>;  // milliseconds, sorted

Times run_mix(BenchDesk& desk, int officers, int seconds) {
    const auto some = sample(desk.database());
    Times times;
    std::mutex mutex;
    const auto until = Clock::now() + std::chrono::seconds{seconds};
    std::vector<std::thread> people;
    for (int officer = 0; officer < officers; ++officer)
        people.emplace_back([&, officer] {
            std::mt19937 dice{static_cast<unsigned>(officer)};
            while (Clock::now() < until) {
                // 30 % search, 30 % work list, 20 % open, 15 % look-up, 5 % receive.
                const auto roll = dice() % 100;
                const std::size_t kind = roll < 30 ? 0 : roll < 60 ? 1 : roll < 80 ? 2 : roll < 95 ? 3 : 4;
                const auto begun = Clock::now();
                do_something(desk, kind, officer, some[dice() % some.size()], dice());
                const auto took = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
                {
                    const std::lock_guard lock{mutex};
                    times[kind].push_back(took);
                }
                std::this_thread::sleep_for(std::chrono::milliseconds{500 + dice() % 1'000});
            }
        });
    for (auto& person : people) person.join();
    for (auto& list : times) std::sort(list.begin(), list.end());
    return times;
}

void print(std::int64_t dossiers, const Times& times) {
    std::cout << dossiers << " hồ sơ (mili giây)      số lần     p50     p95     p99\n" << std::fixed << std::setprecision(1);
    for (std::size_t k = 0; k < kinds.size(); ++k)
        std::cout << "  " << std::left << std::setw(24) << kinds[k] << std::right << std::setw(8) << times[k].size()
                  << std::setw(8) << percentile(times[k], 0.5) << std::setw(8) << percentile(times[k], 0.95) << std::setw(8)
                  << percentile(times[k], 0.99) << "\n";
}

struct Options {
    std::int64_t dossiers = 12'000;
    int officers = 50, seconds = 20;
    std::string folder, picture;
    bool check = false;
};

int measure(const Options& options) {
    BenchDesk desk{options.folder, 8};
    const auto owner = desk.cluster().connection("motcua_owner");
    const auto pattern = desk.open(0);
    desk.receive(pattern.id, 0);
    std::vector<CurvePoint> curve;
    std::int64_t loaded = 0;
    Times times;
    for (const auto part : {100, 10, 1}) {
        const auto target = options.dossiers / part;
        if (target < 1'000 && part != 1) continue;
        const auto begun = Clock::now();
        storage::load_dossiers(owner, pattern.id, loaded, target, options.dossiers);
        storage::settle(owner);
        std::cout << "nạp " << target - loaded << " hồ sơ trong "
                  << std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begun).count() << " giây\n";
        loaded = target;
        run_mix(desk, options.officers, 3);  // warm
        times = run_mix(desk, options.officers, options.seconds);
        print(target, times);
        CurvePoint point{target, {}};
        for (const auto& list : times) point.p95_ms.push_back(percentile(list, 0.95));
        curve.push_back(std::move(point));
    }
    if (!options.picture.empty()) std::ofstream{options.picture} << curve_picture({kinds.begin(), kinds.end()}, curve);
    bool within = true;
    for (std::size_t k = 0; k < kinds.size(); ++k) within = within && (bars_ms[k] == 0 || percentile(times[k], 0.95) <= bars_ms[k]);
    std::cout << (within ? "trong mức yêu cầu\n" : "VƯỢT mức yêu cầu (p95: tìm 50, danh sách 50, tra cứu 20, tiếp nhận 100)\n");
    return options.check && !within ? 1 : 0;
}

}  // namespace

int bench_scale(int argc, char** argv) {
    CLI::App app{"motcua bench scale"};
    Options options;
    app.add_option("--dossiers", options.dossiers, "số hồ sơ")->check(CLI::Range(1'000, 20'000'000));
    app.add_option("--officers", options.officers, "số cán bộ, mỗi người một việc mỗi giây")->check(CLI::Range(1, 500));
    app.add_option("--seconds", options.seconds, "thời gian đo mỗi cỡ")->check(CLI::Range(1, 3'600));
    app.add_option("--folder", options.folder, "thư mục dữ liệu giữ lại; mặc định là thư mục tạm");
    app.add_option("--picture", options.picture, "ghi đường cong p95 theo số hồ sơ (SVG)");
    app.add_flag("--check", options.check, "mã 1 khi vượt mức yêu cầu");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        return measure(options);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
