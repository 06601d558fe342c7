#pragma once
// Contents on disk, addressed by their SHA-256: written beside, synced, renamed. What is stored never changes.

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace server::storage {

std::string sha256_of(std::string_view bytes);                     // lower-case hex
std::string sha256_of_file(const std::filesystem::path& path);     // throws FileFault

// The disk failed us: full, gone, unreadable. Holds no file name of a citizen.
class FileFault : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class FileStore {
  public:
    explicit FileStore(std::filesystem::path folder);

    // Takes a file over (rename on the same disk); `sha256` was computed while it was written.
    void adopt(const std::filesystem::path& file, const std::string& sha256);
    // Stores bytes and returns their SHA-256.
    std::string keep(std::string_view bytes);
    std::filesystem::path path_of(const std::string& sha256) const;
    bool has(const std::string& sha256) const;
    std::string read(const std::string& sha256) const;
    // Reads the file again and compares: false when a byte changed or the file is gone.
    bool intact(const std::string& sha256) const;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

}  // namespace server::storage
