#pragma once
// A folder that a scanner saves into: which files are complete, and where each goes once it was dealt with.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace server {

class WatchedFolder {
  public:
    // A scanner may pause for less than `pause` while it writes.
    WatchedFolder(std::filesystem::path folder, std::chrono::seconds pause) : folder_(std::move(folder)), pause_(pause) {}

    // One look: the files that did not change for that long, by name. Hidden files and those of a transfer under way are
    // no files yet. Empty when the folder cannot be read.
    std::vector<std::filesystem::path> complete();

  private:
    struct Seen {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed_at{};
        std::chrono::steady_clock::time_point since{};
    };
    std::filesystem::path folder_;
    std::chrono::seconds pause_;
    std::map<std::filesystem::path, Seen> seen_;
};

// `folder`/`name`, or with a number before the ending when that is taken. Makes the folder.
std::filesystem::path free_place(const std::filesystem::path& folder, const std::filesystem::path& name);

// Both throw filesystem_error. Into done/ beside it.
void move_to_done(const std::filesystem::path& file);
// Into rejected/ beside it.
void move_to_rejected(const std::filesystem::path& file);
// The reason, in rejected/ where whoever stands at the scanner finds it: a sentence, then a line for each fault.
void tell_reason(const std::filesystem::path& file, const std::string& sentence, const std::vector<std::string>& faults);

}  // namespace server
