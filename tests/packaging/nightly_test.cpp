// What the package's timers run, against a running server: each backup and each trial of a restore leaves its line.

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/desk.hpp"
#include "tests/support/places.hpp"
#include "tests/support/running_server.hpp"

namespace fs = std::filesystem;

namespace {

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

// A server with a received dossier, and the scripts of the package beside it.
struct Night {
    test_support::RunningServer server;
    fs::path backups = server.folder() / "backups";

    Night() {
        test_support::Desk desk{server};
        const auto received = desk.received().at("id").get<std::string>();
        test_support::wait_until("the receipt's paper", 60, [&] { return !desk.show(received).at("forms").empty(); });  // a file to look after
        fs::create_directories(backups);
    }
    int run(const std::string& script) const {
        return std::system(("MOTCUA=" + test_support::program() + " MOTCUA_CONFIG=" + (server.folder() / "motcua.toml").string() + " MOTCUA_BACKUPS=" +
                            backups.string() + " MOTCUA_KEEP=2 " + test_support::in_source("packaging/" + script) + " 2>>" + (server.folder() / "errors").string()).c_str());
    }
    std::vector<std::string> log() const { return lines_of(backups / "log"); }
    fs::path newest() const {
        fs::path newest;
        for (const auto& entry : fs::directory_iterator{backups})
            if (entry.is_directory()) newest = std::max(newest, entry.path());
        return newest;
    }
};

// One server for both cases: settings go by the environment.
Night& night() {
    static Night only;
    return only;
}

}  // namespace

TEST_CASE("a stored file that was altered is found on schedule, taken back from the backup, and that is logged", "[packaging][R-OPS-09]") {
    fs::path stored;
    for (const auto& entry : fs::recursive_directory_iterator{night().server.data() / "files"})
        if (entry.is_regular_file()) stored = entry.path();
    REQUIRE_FALSE(stored.empty());
    REQUIRE(night().run("backup") == 0);
    const auto before = test_support::content_of(stored.string());
    fs::permissions(stored, fs::perms::owner_all);
    std::ofstream{stored, std::ios::app} << "thêm một chữ";
    REQUIRE(night().run("check-files") == 0);
    CHECK(test_support::content_of(stored.string()) == before);
    CHECK(night().log().back().find(" 1 hỏng, 1 đã lấy lại") != std::string::npos);
    CHECK(night().run("check-files") == 0);
    CHECK(night().log().back().find(" 0 hỏng, 0 đã lấy lại") != std::string::npos);
}

TEST_CASE("each backup and each trial restore is logged with its result, also one that fails", "[packaging][R-OPS-03]") {
    fs::remove_all(night().backups);
    fs::create_directories(night().backups);
    CHECK(night().run("restore-test") != 0);  // nothing to restore yet
    REQUIRE(night().run("backup") == 0);
    REQUIRE(night().run("restore-test") == 0);
    auto log = night().log();
    REQUIRE(log.size() == 3);
    CHECK(log[0].find("thu-khoi-phuc HONG chưa có bản sao lưu nào") != std::string::npos);
    CHECK(log[1].find("sao-luu xong") != std::string::npos);
    CHECK(log[2].find("thu-khoi-phuc nguyen-ven backup-") != std::string::npos);
    CHECK(log[2].find("1 hồ sơ") != std::string::npos);
    for (const auto& entry : fs::directory_iterator(night().backups)) CHECK(entry.path().filename().string().rfind("thu-", 0) != 0);  // the trial's place is gone

    const auto dump = night().newest() / "database.dump";
    fs::permissions(dump, fs::perms::owner_all);
    std::fstream{dump, std::ios::in | std::ios::out | std::ios::binary}.seekp(100).put('x');
    CHECK(night().run("restore-test") != 0);
    log = night().log();
    REQUIRE(log.size() == 4);
    CHECK(log[3].find("thu-khoi-phuc HONG") != std::string::npos);
    CHECK(log[3].find("đã bị sửa") != std::string::npos);
}
