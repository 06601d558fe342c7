#pragma once
// A file's bytes without reading them into memory: pages come when they are looked at and can be given back.

#include <filesystem>
#include <string_view>

#include "dossier/result.hpp"

namespace integrations::signing {

class MappedFile {
  public:
    // Fails with NotFound when it cannot be read. The file must not shrink while it is mapped.
    static dossier::Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();
    std::string_view bytes() const { return bytes_; }

  private:
    explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
    std::string_view bytes_;
};

// Whole passes over a big file go in pieces of this size.
inline constexpr size_t pass_bytes = 4U << 20;
// Pages of a mapped file that a pass is done with leave memory; they come back when somebody looks. Other memory is left alone.
void gone_over(std::string_view part);

}  // namespace integrations::signing
