// `motcua digitise --watch`: the program itself on a scanner's folder.

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/places.hpp"

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

struct ScannerFolder {
    fs::path root = fs::temp_directory_path() / ("motcua-watch-" + std::to_string(::getpid()));
    fs::path in = root / "may quet", out = root / "ket-qua";

    ScannerFolder() {
        fs::remove_all(root);
        fs::create_directories(in);
    }
    ~ScannerFolder() { fs::remove_all(root); }
    void good(const char* name) const { fs::copy_file(test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"), in / name); }
    void save(const char* name, const std::string& bytes) const { std::ofstream{in / name, std::ios::binary} << bytes; }
    std::string command(const std::string& more) const {
        return test_support::program() + " digitise --watch '" + in.string() + "' --out '" + out.string() + "' --stable 1 " + more + " >/dev/null 2>&1";
    }
    int once() const { return WEXITSTATUS(std::system(command("--once").c_str())); }
};

std::string text_in(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool within(std::chrono::seconds patience, const auto& condition) {
    for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(50ms))
        if (condition()) return true;
    return condition();
}

// Runs until it is told to end; its exit code.
struct Watcher {
    pid_t id;
    explicit Watcher(const ScannerFolder& folder) : id(::fork()) {
        if (id != 0) return;
        ::execl("/bin/sh", "sh", "-c", ("exec " + folder.command("")).c_str(), nullptr);
        ::_exit(127);
    }
    int end() {
        ::kill(id, SIGTERM);
        int status = 0;
        ::waitpid(id, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

}  // namespace

TEST_CASE("each complete file is digitised into a folder of its own and moves to done, a bad one to rejected with the reason", "[watch]") {
    const ScannerFolder folder;
    folder.good("tap 1.pdf");
    folder.save("hong.pdf", "MZ không phải PDF");
    folder.save("dang-chep.pdf.part", "một nửa");
    CHECK(folder.once() == 4);
    CHECK(fs::exists(folder.in / "done" / "tap 1.pdf"));
    const auto manifest = nlohmann::json::parse(text_in(folder.out / "tap 1" / "manifest.json"));
    CHECK(manifest["pages"].size() == 3);
    CHECK(fs::exists(folder.in / "rejected" / "hong.pdf"));
    CHECK(text_in(folder.in / "rejected" / "hong.pdf.txt").find("wrong_type") != std::string::npos);
    CHECK_FALSE(fs::exists(folder.out / "hong"));
    CHECK(fs::exists(folder.in / "dang-chep.pdf.part"));
}

TEST_CASE("a file that grows is left alone until it does not", "[watch]") {
    const ScannerFolder folder;
    folder.save("lon-dan.pdf", "%PDF-1.7\n");
    std::jthread scanner{[&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::ofstream{folder.in / "lon-dan.pdf", std::ios::app} << "% thêm\n";
            std::this_thread::sleep_for(100ms);
        }
    }};
    CHECK(folder.once() == 0);
    CHECK(fs::exists(folder.in / "lon-dan.pdf"));
}

TEST_CASE("SIGTERM ends the watch with 0; what was under way stays and leaves nothing half done", "[watch]") {
    const ScannerFolder folder;
    Watcher watcher{folder};
    folder.good("tap.pdf");
    const bool begun = within(20s, [&] { return fs::exists(folder.out / ".tap.pdf.part"); });
    CHECK(watcher.end() == 0);
    CHECK(begun);
    CHECK(fs::exists(folder.in / "tap.pdf"));
    CHECK(fs::is_empty(folder.out));
    CHECK(folder.once() == 0);  // the next start takes it
    CHECK(fs::exists(folder.out / "tap" / "manifest.json"));
}
