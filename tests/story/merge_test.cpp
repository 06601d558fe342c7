// Administrative units merge: what is open goes on under the new one, nobody files again.

#include <catch2/catch.hpp>

#include "tests/story/place.hpp"
#include "tests/support/desk.hpp"

using namespace story;
using namespace test_support;

TEST_CASE("merging units moves every open dossier, code and due date stay", "[workflow]") {
    auto hai = desk().sign_in("hai");
    std::vector<json> before;
    for (int i = 0; i < 2; ++i) before.push_back(hai.post("/api/dossiers", counter_dossier()));
    office().run({"merge-agency", "--config", (office().folder() / "motcua.toml").string(), "--from", "H99.15", "--to", "H99.14", "--basis", "Nghị quyết 1/NQ-HĐND", "--dry-run"});
    CHECK(hai.get("/api/dossiers/" + before[0].at("id").get<std::string>()).at("agency") == "H99.15");
    office().run({"merge-agency", "--config", (office().folder() / "motcua.toml").string(), "--from", "H99.15", "--to", "H99.14", "--basis", "Nghị quyết 1/NQ-HĐND"});
    for (const auto& dossier : before) {
        const auto id = dossier.at("id").get<std::string>();
        CHECK(hai.ask("GET", "/api/dossiers/" + id).status == 404);
        const auto after = desk().show(id);
        CHECK(after.at("agency") == "H99.14");
        CHECK(after.at("code") == dossier.at("code"));
        CHECK(after.at("due") == dossier.at("due"));
    }
}
