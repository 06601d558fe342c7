#include "tests/support/needed.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "tests/support/command.hpp"

namespace test_support {
namespace {

void must(const std::string& command) {
    if (const auto said = run(command); said.code != 0) throw std::runtime_error(command + ": " + said.text);
}

}  // namespace

void need(std::initializer_list<std::string> what) {
    for (const auto& each : what) {
        const bool there = each.starts_with('/') ? std::filesystem::exists(each) : run("command -v " + each).code == 0;
        if (!there) throw std::runtime_error("this test needs " + each + ", which scripts/install installs");
    }
}

SoftToken::SoftToken(const std::filesystem::path& folder) {
    need({module, "softhsm2-util"});
    std::filesystem::create_directories(folder / "tokens");
    std::ofstream(folder / "softhsm.conf") << "directories.tokendir = " << (folder / "tokens").string() << "\nlog.level = ERROR\n";
    ::setenv("SOFTHSM2_CONF", (folder / "softhsm.conf").c_str(), 1);
    must("softhsm2-util --init-token --free --label " + label + " --pin " + pin + " --so-pin 12345678");
}

void SoftToken::take(const std::filesystem::path& key_pem, const std::string& id) {
    must("softhsm2-util --import " + key_pem.string() + " --token " + label + " --label khoa-" + id + " --id " + id + " --pin " + pin);
}

}  // namespace test_support
