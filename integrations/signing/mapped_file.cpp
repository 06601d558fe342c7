#include "integrations/signing/mapped_file.hpp"

#include <map>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace integrations::signing {
namespace {

std::mutex live_lock;
std::map<const char*, size_t> live;  // mapped files: begin → size

bool is_mapped(std::string_view part) {
    const std::lock_guard guard{live_lock};
    auto next = live.upper_bound(part.data());
    if (next == live.begin()) return false;
    const auto& [begin, size] = *--next;
    return part.data() + part.size() <= begin + size;
}

}  // namespace

dossier::Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const auto unreadable = [&] { return dossier::fail(dossier::ErrorCode::NotFound, "không đọc được tệp " + path.string()); };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return unreadable();
    struct stat facts {};
    const bool plain = ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    const auto size = static_cast<size_t>(plain ? facts.st_size : 0);
    // A file of one pass comes whole: page by page costs more than looking at it.
    const int flags = MAP_PRIVATE | (size <= pass_bytes ? MAP_POPULATE : 0);
    void* at = size > 0 ? ::mmap(nullptr, size, PROT_READ, flags, file, 0) : nullptr;
    ::close(file);
    if (!plain || at == MAP_FAILED) return unreadable();
    MappedFile mapped{std::string_view{static_cast<const char*>(at), size}};
    const std::lock_guard guard{live_lock};
    if (size > 0) live[mapped.bytes_.data()] = size;
    return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile::~MappedFile() {
    if (bytes_.empty()) return;
    {
        const std::lock_guard guard{live_lock};
        live.erase(bytes_.data());
    }
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void gone_over(std::string_view part) {
    const auto page = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<size_t>(part.data());
    const size_t first = (begin + page - 1) / page * page, last = (begin + part.size()) / page * page;
    if (part.size() < pass_bytes || first >= last || !is_mapped(part)) return;
    ::madvise(const_cast<char*>(part.data()) + (first - begin), last - first, MADV_DONTNEED);
}

}  // namespace integrations::signing
