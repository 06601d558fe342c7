#include <catch2/catch.hpp>

#include "dossier/calendar/day_fractions.hpp"

using dossier::DayFractions;

namespace {

DayFractions unit_fractions(std::initializer_list<std::int64_t> lengths) {
    DayFractions sum;
    for (const auto length : lengths) sum.add(1, length);
    return sum;
}

}  // namespace

TEST_CASE("fractions of many lengths reach a whole day exactly or not at all", "[calendar]") {
    CHECK(unit_fractions({2, 3, 6}).reaches(1));
    CHECK_FALSE(unit_fractions({2, 3, 7}).reaches(1));
    CHECK(unit_fractions({2, 3, 7, 43, 1'807, 3'263'442}).reaches(1));
    CHECK_FALSE(unit_fractions({2, 3, 7, 43, 1'807, 3'263'443}).reaches(1));  // short of a day by 1/10650056950806
    CHECK_FALSE(unit_fractions({2, 3, 7, 43, 1'807, 3'263'442}).reaches(2));
}

TEST_CASE("every length of day a calendar can have adds up at once", "[calendar]") {
    constexpr std::int64_t minute = 60'000'000;
    DayFractions sum;
    for (std::int64_t length = 2; length <= 24 * 60; ++length) {
        sum.add(minute, length * minute);
        CHECK(sum.reaches(length - 2));
        sum.add((length - 1) * minute, length * minute);
        CHECK(sum.reaches(length - 1));
        CHECK_FALSE(sum.reaches(length));
    }
    DayFractions short_of_it;
    for (std::int64_t length = 2; length <= 24 * 60; ++length) {
        short_of_it.add(minute, length * minute);
        short_of_it.add((length - 1) * minute - 1, length * minute);
    }
    CHECK_FALSE(short_of_it.reaches(24 * 60 - 1));
    CHECK(short_of_it.reaches(24 * 60 - 2));
}
