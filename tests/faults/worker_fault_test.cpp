// The worker dies in the middle of a page.

#include <catch2/catch.hpp>

#include <csignal>

#include "tests/faults/place.hpp"

using namespace faults;
using namespace test_support;

namespace {

constexpr server::storage::Statement page_jobs{
    "page_jobs", "SELECT count(*) FILTER (WHERE state = 'leased') AS leased, count(*) FILTER (WHERE attempts = 2) AS twice "
                 "FROM job WHERE kind = 'recognise_page'"};

// Jobs of pages: "leased" now, or tried "twice".
std::int64_t count(const char* which) {
    server::storage::Database database{beside(office())};
    return server::storage::UnitOfWork{database}.one(page_jobs)->number(which);
}

}  // namespace

TEST_CASE("a page whose worker was killed is read once, later, by the next worker", "[faults][worker]") {
    const auto dossier = desk().draft();
    const auto undisturbed = desk().settled(desk().scan(dossier, first_page(), "yen-on.pdf"));
    REQUIRE(undisturbed["state"] == "read");

    const auto stack = desk().scan(dossier, first_page(), "bi-giet.pdf");
    wait_until("the page in somebody's hands", 60, [] { return count("leased") == 1; });
    office().stop_worker(SIGKILL);
    REQUIRE(desk().stack(stack)["state"] == "reading");
    REQUIRE(desk().stack(stack)["pages_done"] == 0);

    office().start_worker();
    const auto read = desk().settled(stack);

    CHECK(read["state"] == "read");
    CHECK(count("twice") == 1);
    // What is recorded counts the version up: as often as without the accident.
    CHECK(read["version"] == undisturbed["version"]);
    REQUIRE(read["pages"].size() == 1);
    CHECK(read["pages"][0]["state"] == "read");
    CHECK(read["pages"][0]["text"] == undisturbed["pages"][0]["text"]);
}
