#pragma once
// The bytes of a file as memory. qpdf asks a file for every object with calls of their own; a page tree of 100,000 nodes then
// costs more in the kernel than in the parser.

#include <string>

namespace ocr {

class MappedBytes {
public:
    // Throws std::runtime_error when the file cannot be opened. An empty file has no bytes.
    explicit MappedBytes(const std::string& path);
    ~MappedBytes();
    MappedBytes(const MappedBytes&) = delete;
    MappedBytes& operator=(const MappedBytes&) = delete;

    const char* data() const { return data_; }
    size_t size() const { return size_; }

private:
    const char* data_ = "";
    size_t size_ = 0;
};

}  // namespace ocr
