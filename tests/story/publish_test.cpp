// `motcua import` a second time: shown, then published.

#include <catch2/catch.hpp>

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

#include "tests/story/place.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;

namespace {

struct Told {
    int code;
    std::string words;
};

Told import(const json& procedure, const std::string& options) {
    const auto file = (office().folder() / "procedure.json").string(), output = (office().folder() / "told").string();
    std::ofstream{file} << procedure.dump();
    const auto command = program() + " import " + options + " --config '" + (office().folder() / "motcua.toml").string() + "' '" + file + "' >'" + output + "' 2>&1";
    const int ended = std::system(command.c_str());
    return {WEXITSTATUS(ended), content_of(output)};
}

std::string limit_now() { return desk().stranger().get("/api/procedures/1.999002").at("limit"); }

}  // namespace

TEST_CASE("an import that changes a procedure tells the difference and changes nothing before --publish", "[import]") {
    json procedure{{"code", "1.999002"},
                   {"name", "Thủ tục mẫu hai"},
                   {"field", {{"code", "G05-KD01"}, {"name", "Lĩnh vực mẫu"}}},
                   {"effective_from", "2025-07-01"},
                   {"limit", "5wd"},
                   {"components", {{{"code", "000.00.00.G05-KQ900911"}, {"title", "Tờ khai"}, {"mode", "submit"}, {"originals", 1}}}}};
    CHECK(import(procedure, "").code == 0);
    CHECK(import(procedure, "").code == 0);
    CHECK(limit_now() == "5wd");

    procedure["limit"] = "7wd";
    const auto shown = import(procedure, "");
    CHECK(shown.code == 4);
    CHECK(shown.words.find("1.999002: 1 thay đổi chưa công bố") != std::string::npos);
    CHECK(shown.words.find("đổi limit (thời hạn giải quyết): \"5wd\" → \"7wd\"") != std::string::npos);
    CHECK(limit_now() == "5wd");

    const auto published = import(procedure, "--publish");
    CHECK(published.code == 0);
    CHECK(published.words.find("1.999002: 1 thay đổi được công bố") != std::string::npos);
    wait_until("the new revision", 20, [] { return limit_now() == "7wd"; });
}
