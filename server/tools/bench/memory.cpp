// Proportional memory: what a process has for itself and its part of what it shares (Pss of /proc/PID/smaps_rollup).

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <thread>

#include <CLI/CLI.hpp>

#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/load.hpp"
#include "server/tools/bench/proportional.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/table.hpp"
#include "server/tools/demo/visitor.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;

constexpr double serve_bar = 60, work_bar = 150;  // MB, idle

struct Memory {
    double own = 0, database = 0;  // MB; PostgreSQL is a child of serve
};

void add_tree(pid_t process, const std::multimap<pid_t, pid_t>& children, Memory& sum) {
    const bool database = is_named(process, "postgres");
    (database ? sum.database : sum.own) += proportional_mb(process);
    const auto [begin, end] = children.equal_range(process);
    for (auto child = begin; child != end; ++child) add_tree(child->second, children, sum);
}

Memory memory_of(pid_t process) {
    Memory sum;
    add_tree(process, families(), sum);
    return sum;
}

// A dossier with a scan of three pages, read by the worker.
void read_a_scan(demo::Visitor& officer) {
    const auto dossier = officer.post("/api/dossiers", {{"procedure", "1.001612"},
                                                        {"channel", "counter"},
                                                        {"particulars", {{"applicant", {{"kind", "citizen"}, {"name", "Nguyễn Văn Mẫu"}}}}}});
    const auto folder = read_by_path().sample_data / "scans/1.001612";
    for (const auto& scan : fs::directory_iterator{folder}) {
        if (scan.path().extension() != ".pdf") continue;
        std::ifstream file{scan.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        const auto stack = officer.upload("/api/dossiers/" + dossier.at("id").get<std::string>() + "/stacks", bytes, "application/pdf",
                                          scan.path().filename().string());
        const auto at = "/api/stacks/" + stack.at("id").get<std::string>();
        for (int tenths = 0; officer.get(at).at("state") != "read"; ++tenths) {
            if (tenths > 1'200) throw std::runtime_error("không đọc xong bản quét trong hai phút");
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }
}

int measure(int seconds) {
    const ScratchFolder folder;
    const RunningServer server{folder.path() / "server"};
    server.import_samples();
    const RunningProgram work{{this_program(), "work", "--config", server.config().string()}, folder.path() / "server", "work.log"};
    std::this_thread::sleep_for(std::chrono::seconds{seconds});
    const auto serve_idle = memory_of(server.process()), work_idle = memory_of(work.process());
    std::cout << "Bộ nhớ theo tỷ lệ (Pss), lúc rảnh, danh mục mẫu đã nạp\n";
    print_size("serve, riêng chương trình", serve_idle.own, 0);
    print_size("PostgreSQL riêng, con của serve", serve_idle.database, 0);
    bool holds = print_size("serve và PostgreSQL", serve_idle.own + serve_idle.database, serve_bar);
    holds = print_size("work và tiến trình con", work_idle.own, work_bar) && holds;

    demo::Visitor officer{server.url(), ""};
    officer.sign_in("lan", sample_password());
    drive(server.url() + "/api/procedures", 16, seconds);
    read_a_scan(officer);
    const auto serve_after = memory_of(server.process()), work_after = memory_of(work.process());
    std::cout << "Sau " << seconds << " giây đọc danh mục với 16 kết nối và một bản quét, để biết\n";
    print_size("serve, riêng chương trình", serve_after.own, 0);
    print_size("PostgreSQL riêng, con của serve", serve_after.database, 0);
    print_size("work và tiến trình con", work_after.own, 0);
    return holds ? 0 : 1;
}

}  // namespace

int bench_memory(int argc, char** argv) {
    CLI::App app{"Bộ nhớ của serve và work lúc rảnh (mức 60 và 150 MB) và sau khi làm việc", "motcua bench memory"};
    int seconds = 3;
    app.add_option("--seconds", seconds, "chờ trước khi đo, và thời gian tải")->check(CLI::Range(1, 60));
    return measured(app, argc, argv, [&] { return measure(seconds); });
}

}  // namespace server
