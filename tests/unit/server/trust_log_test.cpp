#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "server/log.hpp"
#include "server/trust.hpp"
#include "tests/support/database.hpp"

using namespace server;
namespace fs = std::filesystem;

TEST_CASE("the log names the files of the trust folder that cannot be read, and says when no root is left", "[trust]") {
    const test_support::TemporaryFolder folder;
    fs::create_directories(folder.path() / "trust/official");
    std::ofstream{folder.path() / "trust/official/cut.pem"} << "-----BEGIN CERTIFICATE-----\nMIIB\n";
    Config config;
    config.log_file = folder.path() / "log";
    log::open(config, "serve");
    log_trust(config);  // none is configured
    CHECK(fs::file_size(config.log_file) == 0);
    config.trust_dir = folder.path() / "trust";
    log_trust(config);
    std::ifstream in{config.log_file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    CHECK(text.find(R"("event":"trust file left aside","trust_file":"official/cut.pem")") != std::string::npos);
    CHECK(text.find("no trusted root: no signature will be valid") != std::string::npos);
    log::open(Config{}, "serve");
}
