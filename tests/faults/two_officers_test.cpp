// Two officers have the same dossier on their screens.

#include <catch2/catch.hpp>

#include <future>

#include "tests/faults/place.hpp"

using namespace faults;
using namespace test_support;

TEST_CASE("of two officers who act on one dossier at once one wins, and the other is told what changed", "[faults][concurrency]") {
    const auto dossier = desk().draft();
    const auto seen = desk().show(dossier).at("version").dump();
    auto lan = desk().sign_in("lan"), dung = desk().sign_in("dung");
    const auto act = [&](Visitor& who) {
        const json fields{{"component", authorisation}, {"reason", "object"}};
        return who.ask("POST", "/api/dossiers/" + dossier + "/actions/MarkNotDigitised", fields.dump(), "application/json",
                       {{"If-Match", "\"" + seen + "\""}});
    };
    auto at_the_same_time = std::async(std::launch::async, [&] { return act(lan); });
    const auto second = act(dung);
    const auto first = at_the_same_time.get();

    CHECK(std::min(first.status, second.status) == 200);
    CHECK(std::max(first.status, second.status) == 409);
    const bool lan_won = first.status == 200;
    const auto& refused = lan_won ? second : first;
    CHECK(refused.header("content-type") == "application/problem+json");
    CHECK(body_of(refused).at("type") == "/problems/stale-version");
    const auto detail = body_of(refused).at("detail").get<std::string>();
    INFO(detail);
    CHECK(detail.find(lan_won ? "Nguyễn Thị Lan" : "Trần Quốc Dũng") != std::string::npos);
    CHECK(detail.find("chưa số hóa") != std::string::npos);  // what the winner did
    const auto blind = lan.ask("POST", "/api/dossiers/" + dossier + "/actions/CountPaper", json{{"component", application_form}}.dump());
    CHECK(blind.status == 422);  // nobody changes what nobody looked at
    CHECK(fields_of(blind) == "version");
    // With the page loaded again the other goes on.
    auto& loser = lan_won ? dung : lan;
    CHECK(desk().act(loser, dossier, "CountPaper", {{"component", application_form}, {"originals", 1}}).at("version") == 3);
}
