#include "server/tools/bench/table.hpp"

#include <algorithm>
#include <cstdio>

namespace server {
namespace {

constexpr std::size_t name_columns = 52;

const char* verdict(bool holds) { return holds ? "đạt" : "KHÔNG ĐẠT"; }

}  // namespace

double median(std::vector<double> figures) {
    if (figures.empty()) return 0;
    std::sort(figures.begin(), figures.end());
    const auto middle = figures.size() / 2;
    return figures.size() % 2 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
}

std::string padded(const std::string& text, std::size_t columns) {
    const auto letters = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
    return letters < columns ? text + std::string(columns - letters, ' ') : text;
}

bool print_ratio(const std::string& what, double per_second, const std::string& against, double ratio, double bar) {
    const bool holds = bar <= 0 || ratio >= bar;
    std::printf("  %s%10.0f/giây", padded(what, name_columns).c_str(), per_second);
    if (!against.empty()) std::printf("   %.2f của %s", ratio, against.c_str());
    if (bar > 0) std::printf("   mức ≥ %.2f: %s", bar, verdict(holds));
    std::printf("\n");
    std::fflush(stdout);
    return holds;
}

bool print_size(const std::string& what, double megabytes, double bar) {
    const bool holds = bar <= 0 || megabytes < bar;
    std::printf("  %s%10.1f MB", padded(what, name_columns).c_str(), megabytes);
    if (bar > 0) std::printf("   mức < %.0f MB: %s", bar, verdict(holds));
    std::printf("\n");
    std::fflush(stdout);
    return holds;
}

}  // namespace server
