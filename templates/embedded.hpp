#pragma once
// The files that embed.cmake put into the binary.

#include <span>
#include <string_view>

namespace templates {

struct EmbeddedFile {
    std::string_view name;  // "pages/sign-in.html", "app.css"
    std::string_view url;   // "/static/app-<hash>.css"; empty for what only the server reads
    std::string_view bytes;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace templates
