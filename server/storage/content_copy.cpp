#include "server/storage/content_copy.hpp"

#include <filesystem>
#include <stdexcept>

namespace server::storage {

namespace fs = std::filesystem;

void copy_content(const FileStore& from, const FileStore& to, const std::string& sha256) {
    const auto place = to.path_of(sha256);
    fs::create_directories(place.parent_path());
    const auto half = place.string() + ".new";
    std::error_code error;
    fs::copy_file(from.path_of(sha256), half, fs::copy_options::overwrite_existing, error);
    if (error) throw std::runtime_error("không chép được tệp " + sha256);
    if (sha256_of_file(half) != sha256) throw std::runtime_error("tệp " + sha256 + " đã bị sửa; dừng lại");
    fs::rename(half, place);
}

}  // namespace server::storage
