#include "server/usage.hpp"

#include <array>
#include <iostream>
#include <regex>

namespace server {
namespace {

struct Wording {
    std::regex english;
    const char* vietnamese;
};

// CLI11 2 as Debian 12 ships it. An error we worded ourselves passes unchanged.
const std::array wordings{
    Wording{std::regex{"^(.+) is required$"}, "thiếu $1"},
    Wording{std::regex{"^A subcommand is required$"}, "thiếu tên lệnh"},
    Wording{std::regex{"^The following arguments? (?:was|were) not expected: (.+)$"}, "không có tham số $1"},
    Wording{std::regex{"^(.+): (?:File|Path) does not exist: (.*)$"}, "$1: không có tệp $2"},
    Wording{std::regex{"^(.+): Directory does not exist: (.*)$"}, "$1: không có thư mục $2"},
    Wording{std::regex{"^(.+): File is actually a directory: (.*)$"}, "$1: $2 là thư mục, không phải tệp"},
    Wording{std::regex{"^(.+): Directory is actually a file: (.*)$"}, "$1: $2 là tệp, không phải thư mục"},
    Wording{std::regex{"^(.+): Path already exists: (.*)$"}, "$1: đã có $2"},
    Wording{std::regex{"^(.+): Value (.+) not in range (.+) to (.+)$"}, "$1: $2 không nằm trong khoảng từ $3 đến $4"},
    Wording{std::regex{"^(.+): (.*) not in \\{(.*)\\}$"}, "$1: $2 không thuộc $3"},
    Wording{std::regex{"^Could not convert: (.+) = (.*)$"}, "$1: không hiểu giá trị $2"},
    Wording{std::regex{"^(.+): (\\d+) required .*$"}, "$1: thiếu giá trị"},
    Wording{std::regex{"^(.+) excludes (.+)$"}, "$1 không đi cùng $2"},
    Wording{std::regex{"^(.+) requires (.+)$"}, "$1 phải đi cùng $2"},
};

}  // namespace

std::string in_vietnamese(std::string what) {
    for (const auto& wording : wordings)
        if (std::regex_match(what, wording.english)) return std::regex_replace(what, wording.english, wording.vietnamese);
    return what;
}

int answer_usage(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
        (void)app.exit(error, std::cout, std::cerr);
        return 0;
    }
    std::cerr << in_vietnamese(error.what()) << ". Xem " << app.get_name() << " --help\n";
    return 2;
}

}  // namespace server
