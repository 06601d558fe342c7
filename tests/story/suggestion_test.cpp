// What the machine suggests and what the officer decides.

#include <catch2/catch.hpp>

#include "tests/story/place.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;

namespace {

bool is_tagged(const std::string& dossier, const std::string& component) {
    const auto found = desk().reception().get("/api/files?procedure=" + household_business + "&component=" + component);
    for (const auto& file : found.at("files"))
        if (file.at("dossier") == dossier) return true;
    return false;
}

}  // namespace

TEST_CASE("a suggested component becomes a tag only by the officer, whose choice is kept", "[R-TAG-09]") {
    const auto dossier = desk().draft();
    const auto stack = desk().settled(desk().scan(dossier, content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")), "tap.pdf"));
    REQUIRE(stack["state"] == "read");
    json document;
    for (const auto& each : stack["documents"])
        if (each["suggested"] != "" && document.is_null()) document = each;
    REQUIRE_FALSE(document.is_null());
    const auto suggested = document["suggested"].get<std::string>();
    CHECK(document["confirmed"] == false);
    CHECK(document["component"] == "");
    CHECK(desk().show(dossier).at("components").empty());
    CHECK_FALSE(is_tagged(dossier, suggested));

    const auto chosen = suggested == authorisation ? application_form : authorisation;
    desk().reception().post("/api/stacks/" + stack["id"].get<std::string>() + "/confirm",
                            {{"document", document["number"]}, {"component", chosen}});
    wait_until("the confirmed document", 60, [&] { return is_tagged(dossier, chosen); });

    CHECK_FALSE(is_tagged(dossier, suggested));
    const auto after = desk().show(dossier).at("components");
    REQUIRE(after.size() == 1);
    CHECK(after[0].at("code") == chosen);
    CHECK(after[0].at("confirmed").at("by").get<std::string>().size() == 36);  // who answers for it
}
