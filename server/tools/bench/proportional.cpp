#include "server/tools/bench/proportional.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace server {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& file) {
    std::string line;
    std::getline(std::ifstream{file}, line);
    return line;
}

double tree_mb(pid_t process, const std::multimap<pid_t, pid_t>& children) {
    double sum = proportional_mb(process);
    const auto [begin, end] = children.equal_range(process);
    for (auto child = begin; child != end; ++child) sum += tree_mb(child->second, children);
    return sum;
}

}  // namespace

double proportional_mb(pid_t process) {
    std::ifstream rollup{"/proc/" + std::to_string(process) + "/smaps_rollup"};
    for (std::string line; std::getline(rollup, line);)
        if (line.rfind("Pss:", 0) == 0) return std::strtod(line.c_str() + 4, nullptr) / 1024;
    return 0;
}

bool is_named(pid_t process, const std::string& name) { return first_line("/proc/" + std::to_string(process) + "/comm") == name; }

std::multimap<pid_t, pid_t> families() {
    std::multimap<pid_t, pid_t> children;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const auto stat = first_line(entry.path() / "stat");  // "123 (name) S 1 …"; the name may hold anything
        const auto end = stat.rfind(')');
        if (end == std::string::npos || end + 4 >= stat.size()) continue;
        children.emplace(std::atoi(stat.c_str() + end + 4), std::atoi(name.c_str()));
    }
    return children;
}

PeakMemory::PeakMemory(pid_t root)
    : watcher_([this, root] {
          while (!ended_) {
              peak_ = std::max(peak_, tree_mb(root, families()));
              std::this_thread::sleep_for(std::chrono::milliseconds{40});
          }
      }) {}

PeakMemory::~PeakMemory() { peak(); }

double PeakMemory::peak() {
    ended_ = true;
    if (watcher_.joinable()) watcher_.join();
    return peak_;
}

}  // namespace server
