#include <catch2/catch.hpp>

#include "dossier/money.hpp"
#include "dossier/time.hpp"

using namespace dossier;

TEST_CASE("an instant late in the UTC evening is already tomorrow in Vietnam", "[time]") {
    const auto at = parse_iso8601("2026-06-30T23:30:00Z");
    REQUIRE(at.has_value());
    CHECK(iso_date(vietnam_date(*at)) == "2026-07-01");
    CHECK(iso8601(*at) == "2026-07-01T06:30:00+07:00");
    CHECK(vietnamese_time(*at) == "06:30 01/07/2026");
}

TEST_CASE("times that are not ISO 8601 are refused", "[time]") {
    const auto text = GENERATE("", "2026", "2026-13-01T00:00:00Z", "2026-02-30", "2026-01-01T25:00", "2026-01-01T10:00:00+7",
                               "01/02/2026", "2026-01-01T10:00:00+07:00x");
    CAPTURE(text);
    CHECK_FALSE(parse_iso8601(text).has_value());
}

TEST_CASE("amounts are grouped by thousands", "[money]") {
    CHECK(vietnamese_money(0) == "0 đồng");
    CHECK(vietnamese_money(8000) == "8.000 đồng");
    CHECK(vietnamese_money(1234567) == "1.234.567 đồng");
    CHECK(vietnamese_money(-250000) == "-250.000 đồng");
}
