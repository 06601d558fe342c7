#include "server/tools/document_kind.hpp"

#include <array>
#include <fstream>
#include <string_view>

namespace server {

DocumentKind kind_of(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path)) return DocumentKind::Package;
    std::array<char, 64> head{};
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), head.size());
    const std::string_view read{head.data(), static_cast<std::size_t>(in.gcount())};
    constexpr std::string_view before{"\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10};  // marks of UTF-8 and UTF-16, their zeros, blanks
    const auto first = read.find_first_not_of(before);
    return first != std::string_view::npos && read[first] == '<' ? DocumentKind::Xml : DocumentKind::Pdf;
}

}  // namespace server
