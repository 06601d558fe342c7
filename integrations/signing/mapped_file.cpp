#include "integrations/signing/mapped_file.hpp"

#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace integrations::signing {

dossier::Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const auto unreadable = [&] { return dossier::fail(dossier::ErrorCode::NotFound, "không đọc được tệp " + path.string()); };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return unreadable();
    struct stat facts {};
    const bool plain = ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    const auto size = static_cast<size_t>(plain ? facts.st_size : 0);
    void* at = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
    ::close(file);
    if (!plain || at == MAP_FAILED) return unreadable();
    return MappedFile{std::string_view{static_cast<const char*>(at), size}};
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace integrations::signing
