#pragma once
// The project's own sources as text, for the tests that read them.

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/places.hpp"

namespace architecture {

struct SourceFile {
    std::string path;  // from the project root, with forward slashes
    std::string text;
};

struct Include {
    std::string file;    // who includes
    std::string header;  // what, without brackets or quotes
    bool own;            // "…" of ours, not <…>
};

inline std::vector<SourceFile> sources_under(const std::string& folder) {
    const std::filesystem::path root{test_support::in_source(".")};
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        const auto extension = entry.path().extension();
        if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
        if (entry.path().string().find("node_modules") != std::string::npos) continue;
        std::ostringstream text;
        text << std::ifstream{entry.path()}.rdbuf();
        files.push_back({std::filesystem::relative(entry.path(), root).generic_string(), text.str()});
    }
    return files;
}

inline std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex line{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])", std::regex::multiline};
    std::vector<Include> found;
    for (std::sregex_iterator at{file.text.begin(), file.text.end(), line}, end; at != end; ++at)
        found.push_back({file.path, (*at)[2], (*at)[1] == "\""});
    return found;
}

}  // namespace architecture
