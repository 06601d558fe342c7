#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>
#include <memory>

#include <unistd.h>

#include "templates/sheet.hpp"

using templates::Sheet;

namespace {

// The archive's member, unpacked by another program.
std::string member_of(const std::string& xlsx, const std::string& member) {
    std::string path = "/tmp/motcua-sheet-test-XXXXXX";
    const int file = ::mkstemp(path.data());
    REQUIRE(file >= 0);
    REQUIRE(::write(file, xlsx.data(), xlsx.size()) == static_cast<ssize_t>(xlsx.size()));
    ::close(file);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{
        ::popen(("/usr/bin/python3 -c \"import sys,zipfile; sys.stdout.write(zipfile.ZipFile('" + path + "').read('" + member + "').decode())\"").c_str(), "r"),
        &::pclose};
    std::string text;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, pipe.get())) text.append(piece, got);
    ::unlink(path.c_str());
    return text;
}

}  // namespace

TEST_CASE("CSV keeps quotes, commas, line ends and Vietnamese, and runs nothing", "[templates][sheet]") {
    const Sheet sheet{"x", {"Họ tên", "Ghi chú"}, {{"Đặng \"Đào\"", "một, hai\nba"}, {"=1+1", "+84912"}}};
    CHECK(templates::to_csv(sheet) ==
          "\xEF\xBB\xBF\"Họ tên\",\"Ghi chú\"\r\n\"Đặng \"\"Đào\"\"\",\"một, hai\nba\"\r\n\"'=1+1\",\"'+84912\"\r\n");
}

TEST_CASE("XLSX holds every cell as text", "[templates][sheet]") {
    const Sheet sheet{"x", {"Mã", "Tên"}, {{"001090000017", "Đặng Thị Đào"}, {"=1+1", ""}}};
    const auto xlsx = templates::to_xlsx(sheet);
    const auto strings = member_of(xlsx, "xl/sharedStrings.xml"), cells = member_of(xlsx, "xl/worksheets/sheet1.xml");
    for (const auto* text : {"001090000017", "Đặng Thị Đào", "=1+1", "Mã"}) CHECK(strings.find(text) != std::string::npos);
    CHECK(cells.find("<f>") == std::string::npos);
    CHECK(cells.find("A3") != std::string::npos);
}
