// A province's desks after two years: 50 officers at work, against more and more dossiers. Each size has a cluster of its own
// below the folder, filled once and used again; what is received while measuring stays in it.

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "server/storage/cluster_files.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/scale_loader.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/desk.hpp"
#include "server/tools/bench/officers.hpp"
#include "server/tools/bench/picture.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::array bars_ms{50.0, 50.0, 0.0, 20.0, 100.0};  // p95 of each task; 0: none asked
constexpr double growth_bar = 1.2, receive_bar = 50;         // of the smallest size; dossiers a second

struct Options {
    std::int64_t dossiers = 12'000;
    int officers = 50, seconds = 20, receive_seconds = 0, receivers = 8;
    double every_s = 1;
    std::string folder, picture;
    bool fill_only = false, check = false;
    int scan_kilobytes = 20;
};

std::int64_t whole_seconds_since(Clock::time_point begun) {
    return std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begun).count();
}

// The same ones every time, one for each hundred dossiers: contents that are real, so that a backup or an export of what was filled works.
std::vector<storage::LoadedScan> keep_scans(storage::FileStore& files, std::int64_t dossiers, int kilobytes) {
    std::vector<storage::LoadedScan> scans;
    std::mt19937 dice{2};
    for (std::int64_t number = 0; number < std::max<std::int64_t>(1, dossiers / 100); ++number) {
        std::string bytes(static_cast<std::size_t>(kilobytes) * 1'000, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(dice());
        scans.push_back({files.keep(bytes), static_cast<std::int64_t>(bytes.size())});
    }
    return scans;
}

// Nothing to do when an earlier run left as many.
void fill(BenchDesk& desk, std::int64_t dossiers, int scan_kilobytes) {
    const auto owner = desk.cluster().connection(storage::ClusterFiles::superuser);
    const auto begun = Clock::now();
    const auto loaded = storage::count_loaded(owner);
    if (loaded >= dossiers) return;
    if (loaded > 0) throw std::runtime_error("thư mục còn một lần nạp dở dang (" + std::to_string(loaded) + " hồ sơ); hãy xóa nó");
    std::vector<dossier::DossierId> patterns;
    for (int one = 0; one < 3; ++one) {
        patterns.push_back(desk.open(0).id);
        desk.receive(patterns.back(), 0);
        if (one > 0) desk.hand_over(patterns.back(), 0);
        if (one > 1) desk.finish(patterns.back(), 0);
    }
    storage::load_dossiers(owner, patterns, keep_scans(desk.services().files, dossiers, scan_kilobytes), dossiers);
    std::cout << "nạp " << dossiers << " hồ sơ trong " << whole_seconds_since(begun) << " giây\n" << std::flush;
}

struct Measured {
    std::int64_t dossiers;
    Times busy;  // by task
    Alone alone;
};

void print(const Measured& measured) {
    std::cout << std::left << std::setw(28) << (std::to_string(measured.dossiers) + " hồ sơ (mili giây)")
              << "  số lần     p50     p95     p99  một mình   lần nữa\n" << std::fixed << std::setprecision(1);
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        const auto& busy = measured.busy[task];
        std::cout << "  " << std::left << std::setw(24) << tasks[task] << std::right << std::setw(10) << busy.size() << std::setw(8)
                  << percentile(busy, 0.5) << std::setw(8) << percentile(busy, 0.95) << std::setw(8) << percentile(busy, 0.99)
                  << std::setw(10) << measured.alone.first[task] << std::setw(10) << measured.alone.again[task] << "\n";
    }
    std::cout << "  search, từng lời:";
    for (const auto& [word, time] : measured.alone.words) std::cout << " " << word << " " << time << (word == measured.alone.words.back().first ? "\n" : ",");
    std::cout << std::flush;
}

// How the cost of a request asked again grew from the smallest size to the largest.
bool print_growth(const Measured& first, const Measured& last) {
    bool flat = true;
    std::cout << "chi phí một yêu cầu, " << last.dossiers << " so với " << first.dossiers << " hồ sơ (mức ≤ " << growth_bar << "):";
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        const auto ratio = last.alone.again[task] / first.alone.again[task];
        flat = flat && ratio <= growth_bar;
        std::cout << " " << tasks[task] << " " << std::setprecision(2) << ratio << (task + 1 < tasks.size() ? "," : "\n");
    }
    return flat;
}

bool print_receiving(BenchDesk& desk, const Options& options) {
    const auto rate = receive_for(desk, options.receivers, options.receive_seconds);
    std::cout << "tiếp nhận liền " << options.receive_seconds << " giây, " << options.receivers << " bàn: " << std::setprecision(1)
              << rate.per_second << "/giây (phút chậm nhất " << rate.slowest_minute << "), p95 " << rate.p95_ms << " ms, "
              << rate.received << " hồ sơ\n";
    return rate.per_second >= receive_bar && rate.p95_ms <= bars_ms[4];
}

int measure(const Options& options) {
    std::vector<Measured> all;
    bool within = true;
    for (const auto part : {100, 10, 1}) {
        const auto dossiers = options.dossiers / part;
        if (dossiers < 1'000) continue;
        BenchDesk desk{options.folder.empty() ? fs::path{} : fs::path{options.folder} / std::to_string(dossiers), 8};
        fill(desk, dossiers, options.scan_kilobytes);
        if (options.fill_only) continue;
        const auto some = some_dossiers(desk);
        work_as(desk, options.officers, 3, options.every_s, some);  // warm
        all.push_back({dossiers, work_as(desk, options.officers, options.seconds, options.every_s, some), one_after_another(desk, some)});
        print(all.back());
        if (part == 1 && options.receive_seconds > 0) within = print_receiving(desk, options);
    }
    if (options.fill_only) return 0;
    if (!options.picture.empty()) {
        std::vector<CurvePoint> curve;
        for (const auto& each : all) {
            curve.push_back({each.dossiers, {}});
            for (const auto& times : each.busy) curve.back().p95_ms.push_back(percentile(times, 0.95));
        }
        std::ofstream{options.picture} << curve_picture({tasks.begin(), tasks.end()}, curve);
    }
    for (std::size_t task = 0; task < tasks.size(); ++task)
        within = within && (bars_ms[task] == 0 || percentile(all.back().busy[task], 0.95) <= bars_ms[task]);
    if (all.size() > 1) within = print_growth(all.front(), all.back()) && within;
    std::cout << (within ? "trong mức yêu cầu\n" : "VƯỢT mức yêu cầu (p95: tìm 50, danh sách 50, tra cứu 20, tiếp nhận 100 mili giây)\n");
    return options.check && !within ? 1 : 0;
}

}  // namespace

int bench_scale(int argc, char** argv) {
    CLI::App app{"Tìm, danh sách, mở, tra cứu, tiếp nhận với ngày càng nhiều hồ sơ: một phần trăm, một phần mười, toàn bộ", "motcua bench scale"};
    Options options;
    app.add_option("--dossiers", options.dossiers, "số hồ sơ")->check(CLI::Range(1'000, 20'000'000));
    app.add_option("--officers", options.officers, "số cán bộ")->check(CLI::Range(1, 500));
    app.add_option("--every", options.every_s, "mỗi cán bộ làm một việc sau chừng này giây, xê dịch một nửa")->check(CLI::Range(0.01, 600.0));
    app.add_option("--seconds", options.seconds, "thời gian đo mỗi cỡ")->check(CLI::Range(1, 3'600));
    app.add_option("--receive", options.receive_seconds, "rồi tiếp nhận liền chừng này giây")->check(CLI::Range(1, 3'600));
    app.add_option("--receivers", options.receivers, "số bàn tiếp nhận liền")->check(CLI::Range(1, 64));
    app.add_option("--folder", options.folder, "giữ dữ liệu ở đây, mỗi cỡ một thư mục; đã nạp rồi thì dùng lại; mặc định là thư mục tạm");
    app.add_flag("--fill-only", options.fill_only, "chỉ nạp, không đo");
    app.add_option("--scan-kb", options.scan_kilobytes, "cỡ mỗi tệp quét, nghìn byte; một trăm hồ sơ một tệp")->check(CLI::Range(1, 20'000));
    app.add_option("--picture", options.picture, "ghi đường cong p95 theo số hồ sơ (SVG)");
    app.add_flag("--check", options.check, "mã 1 khi vượt mức yêu cầu");
    return measured(app, argc, argv, [&] { return measure(options); });
}

}  // namespace server
