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

}  // namespace integrations::signing
