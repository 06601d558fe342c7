#include "server/http/api/books.hpp"
#include "server/storage/book_store.hpp"
#include "templates/form_sample.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

TEST_CASE("the follow-up book numbers each year from 01 without gaps; a closed year takes nothing more", "[book][R-NUM-10]") {
    Office office;
    std::vector<std::string> codes;
    for (int i = 0; i < 3; ++i) codes.push_back(office.receive(office.open().id).code);
    const auto book_of = [&](const char* year) {
        return told(http::show_book(request_by(desk(), "2026-12-31T16:30", {{"year", year}}), office.services));
    };
    auto book = book_of("2026");
    REQUIRE(book["lines"].size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(book["lines"][i]["no"] == "0" + std::to_string(i + 1));
        CHECK(book["lines"][i]["code"] == codes[i]);
        CHECK(book["lines"][i]["applicant"] == "Nguyễn Thị Mẫu");
    }
    CHECK(book["closed_at"].is_null());
    // What an office's own form of the book may ask for, every line has.
    const auto sample = templates::form_sample(*templates::find_form("2025", "register"));
    for (const auto& [name, ignored] : sample["rows"][0].items()) CHECK(book["lines"][0].contains(name));

    told(http::close_book(request_by(dossier_tests::desk_head(), "2026-12-31T16:00", {{"year", "2026"}}), office.services));
    const auto again = http::close_book(request_by(dossier_tests::desk_head(), "2026-12-31T16:01", {{"year", "2026"}}), office.services);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == dossier::ErrorCode::WrongState);

    const auto late = office.open("", "2026-12-31T16:10");
    office.receive(late.id, "2026-12-31T16:15");
    book = book_of("2026");
    CHECK(book["lines"].size() == 3);
    CHECK_FALSE(book["closed_at"].is_null());
    const auto next = book_of("2027");
    REQUIRE(next["lines"].size() == 1);
    CHECK(next["lines"][0]["no"] == "01");
    CHECK(next["lines"][0]["dossier"] == late.id.text());

    const auto printed = http::print_book(request_by(desk(), "2026-12-31T16:30", {{"year", "2026"}}), office.services);
    REQUIRE(printed);
    CHECK(printed->body.find("Sổ theo dõi hồ sơ") != std::string::npos);
    CHECK(printed->body.find(codes[2]) != std::string::npos);
}
