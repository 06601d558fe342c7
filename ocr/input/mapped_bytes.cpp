#include "ocr/input/mapped_bytes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

namespace ocr {

MappedBytes::MappedBytes(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::runtime_error("cannot open the file");
    struct stat facts{};
    if (::fstat(file, &facts) == 0 && facts.st_size > 0) {
        void* mapped = ::mmap(nullptr, static_cast<size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
        if (mapped != MAP_FAILED) {
            data_ = static_cast<const char*>(mapped);
            size_ = static_cast<size_t>(facts.st_size);
        }
    }
    ::close(file);
}

MappedBytes::~MappedBytes() {
    if (size_ > 0) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace ocr
