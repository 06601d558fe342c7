#include "server/storage/wipe.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "server/storage/file_store.hpp"

namespace server::storage {

namespace fs = std::filesystem;

namespace {

struct Descriptor {
    int value;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};

// Forced to the disk; false when a write or the forcing failed.
bool zeroed(int descriptor) {
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) return false;
    const std::string zeros(1 << 16, '\0');
    for (off_t done = 0; done < facts.st_size;) {
        const auto part = std::min<off_t>(static_cast<off_t>(zeros.size()), facts.st_size - done);
        const auto wrote = ::pwrite(descriptor, zeros.data(), static_cast<std::size_t>(part), done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        done += wrote;
    }
    return ::fsync(descriptor) == 0;
}

}  // namespace

void wipe_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(file, error))) return;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
    const Descriptor bytes{::open(file.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (bytes.value < 0 || !zeroed(bytes.value)) throw FileFault("a file could not be overwritten");
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) throw FileFault("a file could not be removed");
    const Descriptor folder{::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.value < 0 || ::fsync(folder.value) != 0) throw FileFault("a removal could not be forced to the disk");
}

}  // namespace server::storage
