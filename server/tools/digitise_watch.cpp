#include "server/tools/digitise_watch.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <thread>

#include "server/watched_folder.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::atomic<bool> stopped{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // it is set by a signal

void stop(int) { stopped = true; }

struct Counts {
    int done = 0, rejected = 0;
};

// Why nothing of the file could be used.
std::vector<std::string> faults_of(const json& manifest) {
    std::vector<std::string> faults;
    for (const json& refused : manifest.at("refused")) faults.push_back(refused.at("reason").get<std::string>() + ": " + refused.at("detail").get<std::string>());
    if (!faults.empty()) return faults;
    for (const json& page : manifest.at("pages")) faults.push_back("trang " + std::to_string(page.at("page").get<int>()) + ": " + page.at("reason").get<std::string>());
    return faults;
}

void tell(const fs::path& file, const json& outcome, bool json_lines) {
    json line{{"file", file.filename().string()}};
    line.update(outcome);
    if (json_lines) std::cout << line.dump() << std::endl;
    else if (line.contains("out")) std::cout << file.filename().string() << ": " << line["pages"] << " trang, " << line["documents"] << " giấy tờ; xem " << line["out"].get<std::string>() << std::endl;
    else std::cout << file.filename().string() << ": không nhận, " << line["rejected"].get<std::string>() << std::endl;
}

// Results become visible all at once, under the file's own name.
void take(const fs::path& file, DigitiseOptions options, bool json_lines, Counts& counts) {
    const fs::path out = options.out, unfinished = out / ("." + file.filename().string() + ".part");
    fs::remove_all(unfinished);  // of a run that was stopped
    options.inputs = {file.string()};
    options.out = unfinished.string();
    options.stop = &stopped;
    json manifest;
    try {
        manifest = DigitiseRun{options}.run();
    } catch (const Interrupted&) {
        fs::remove_all(unfinished);
        throw;
    }
    if (has_usable_page(manifest) && manifest.at("refused").empty()) {
        const auto place = free_place(out, file.stem());
        fs::rename(unfinished, place);
        move_to_done(file);
        ++counts.done;
        return tell(file, {{"out", place.string()}, {"pages", manifest.at("pages").size()}, {"documents", manifest.at("documents").size()}}, json_lines);
    }
    fs::remove_all(unfinished);
    const auto faults = faults_of(manifest);
    tell_reason(file, "Không số hóa được tệp này.", faults);
    move_to_rejected(file);
    ++counts.rejected;
    tell(file, {{"rejected", faults.empty() ? "không có trang nào" : faults.front()}}, json_lines);
}

void look(WatchedFolder& folder, const DigitiseOptions& options, bool json_lines, Counts& counts) {
    for (const auto& file : folder.complete()) {
        try {
            take(file, options, json_lines, counts);
        } catch (const fs::filesystem_error& error) {
            std::cerr << file.string() << ": để lại cho lần sau, " << error.code().message() << std::endl;
        }
    }
}

void wait(std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!stopped && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(std::chrono::milliseconds{100});
}

}  // namespace

bool has_usable_page(const json& manifest) {
    const auto& pages = manifest.at("pages");
    return std::any_of(pages.begin(), pages.end(), [](const json& page) { return !page.at("quarantined").get<bool>(); });
}

int watch_and_digitise(const DigitiseWatch& watch, const DigitiseOptions& options, bool json_lines) {
    std::signal(SIGTERM, stop);
    std::signal(SIGINT, stop);
    WatchedFolder folder{watch.folder, std::chrono::seconds{watch.pause_s}};
    Counts counts;
    try {
        fs::create_directories(options.out);
        look(folder, options, json_lines, counts);
        do {
            wait(watch.once ? std::chrono::milliseconds{watch.pause_s * 1000 + 100} : std::chrono::milliseconds{1000});
            if (!stopped) look(folder, options, json_lines, counts);
        } while (!watch.once && !stopped);
    } catch (const Interrupted&) {
        return 0;  // the file stays where it is
    } catch (const std::exception& error) {
        if (stopped) return 0;  // the children were stopped with us
        std::cerr << "Không số hóa được: " << error.what() << "\n";
        return 1;
    }
    if (!watch.once || counts.rejected == 0) return 0;
    return counts.done > 0 ? 4 : 3;
}

}  // namespace server
