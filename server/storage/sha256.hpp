#pragma once
// SHA-256 as lower-case hex, of a text and of a file as it lies on disk.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace server::storage {

std::string sha256_hex(std::string_view bytes);
// None when the file cannot be read to its end.
std::optional<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace server::storage
