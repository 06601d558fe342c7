#include "server/watched_folder.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace server {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished[]{".tmp", ".part", ".partial", ".crdownload"};

bool counts(const fs::directory_entry& entry) {
    if (!entry.is_regular_file() || entry.is_symlink()) return false;
    const auto name = entry.path().filename().string();
    if (name.starts_with('.') || name.starts_with('~')) return false;
    for (const auto ending : unfinished)
        if (name.ends_with(ending)) return false;
    return true;
}

}  // namespace

std::vector<fs::path> WatchedFolder::complete() {
    std::vector<fs::path> files;
    std::map<fs::path, Seen> still_there;
    std::error_code error;
    const auto now = std::chrono::steady_clock::now();
    for (const auto& entry : fs::directory_iterator{folder_, error}) {
        if (!counts(entry)) continue;
        const auto size = entry.file_size(error);
        const auto changed_at = entry.last_write_time(error);
        if (error) continue;  // taken away meanwhile
        const auto before = seen_.find(entry.path());
        const bool same = before != seen_.end() && before->second.size == size && before->second.changed_at == changed_at;
        const auto since = same ? before->second.since : now;
        still_there[entry.path()] = {size, changed_at, since};
        if (same && now - since >= pause_) files.push_back(entry.path());
    }
    seen_ = std::move(still_there);
    std::sort(files.begin(), files.end());
    return files;
}

fs::path free_place(const fs::path& folder, const fs::path& name) {
    fs::create_directories(folder);
    auto place = folder / name;
    for (int n = 2; fs::exists(place); ++n) place = folder / (name.stem().string() + "_" + std::to_string(n) + name.extension().string());
    return place;
}

void move_to_done(const fs::path& file) { fs::rename(file, free_place(file.parent_path() / "done", file.filename())); }

void move_to_rejected(const fs::path& file) { fs::rename(file, free_place(file.parent_path() / "rejected", file.filename())); }

void tell_reason(const fs::path& file, const std::string& sentence, const std::vector<std::string>& faults) {
    std::ofstream reason{free_place(file.parent_path() / "rejected", file.filename().string() + ".txt")};
    reason << sentence << "\n";
    for (const auto& fault : faults) reason << "- " << fault << "\n";
}

}  // namespace server
