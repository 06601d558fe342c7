// What the command line says of files made to hurt, and what becomes of the good one among them.

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ocr/pages/judging.hpp"
#include "tests/support/bombs.hpp"
#include "tests/support/places.hpp"

using nlohmann::json;
using test_support::bombs;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("motcua-bombs-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

bool expected(const std::string& problems, const std::string& problem) {
    return (" or " + problems + " or ").find(" or " + problem + " or ") != std::string::npos;
}

// Processor time, so that a busy machine does not decide.
double seconds_of_children() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

TEST_CASE("every bomb is told by name at the door, most of them in less than a second", "[bombs]") {
    const Folder folder;
    for (const auto& bomb : bombs()) {
        INFO(bomb.name);
        std::ofstream(folder.path / bomb.name, std::ios::binary) << bomb.bytes;
        const double before = seconds_of_children();

        const auto facts = ocr::judge_in_child(folder.path / bomb.name, {{test_support::program(), "page-host"}});

        const double took = seconds_of_children() - before;
        REQUIRE_FALSE(facts);
        INFO(facts.error().detail);
        CHECK(expected(bomb.problem, ocr::name_of(facts.error().problem)));
        CHECK(took < (bomb.at_the_limit ? 11 : 1));
    }
}

TEST_CASE("`motcua digitise` names each bomb in the manifest, does the good file and exits with 4", "[bombs]") {
    const Folder folder;
    const auto in = folder.path / "in", out = folder.path / "out";
    fs::create_directories(in);
    for (const auto& bomb : bombs()) std::ofstream(in / bomb.name, std::ios::binary) << bomb.bytes;
    fs::copy_file(test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"), in / "lanh.pdf");

    const auto status = std::system((test_support::program() + " digitise " + in.string() + " --out " + out.string() + " >/dev/null 2>&1").c_str());

    CHECK(WEXITSTATUS(status) == 4);
    const auto manifest = json::parse(std::ifstream{out / "manifest.json"});
    CHECK(manifest["refused"].size() == bombs().size());
    for (const auto& bomb : bombs()) {
        INFO(bomb.name);
        bool told = false;
        for (const auto& refused : manifest["refused"])
            if (refused["input"] == (in / bomb.name).string()) {
                told = true;
                INFO(refused.dump());
                CHECK(expected(bomb.problem, refused["reason"]));
                CHECK_FALSE(refused["detail"].get<std::string>().empty());
            }
        CHECK(told);
        CHECK(fs::file_size(in / bomb.name) == bomb.bytes.size());  // the inputs stay where and as they are
    }
    int read = 0;
    for (const auto& page : manifest["pages"]) read += page["input"] == (in / "lanh.pdf").string() && page["text"].is_string() ? 1 : 0;
    CHECK(read == 3);
}
