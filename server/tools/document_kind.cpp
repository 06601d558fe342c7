#include "server/tools/document_kind.hpp"

#include <array>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace server {

DocumentKind kind_of(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path)) return DocumentKind::Package;
    std::array<char, 64> head{};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const auto got = file < 0 ? 0 : ::read(file, head.data(), head.size());
    if (file >= 0) ::close(file);
    const std::string_view read{head.data(), static_cast<std::size_t>(got < 0 ? 0 : got)};
    constexpr std::string_view before{"\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10};  // marks of UTF-8 and UTF-16, their zeros, blanks
    const auto first = read.find_first_not_of(before);
    return first != std::string_view::npos && read[first] == '<' ? DocumentKind::Xml : DocumentKind::Pdf;
}

}  // namespace server
