// Stacks of scanners that take one side, in two passes.

#include <catch2/catch.hpp>

#include <fstream>

#include <nlohmann/json.hpp>

#include "ocr/pages/page_service.hpp"
#include "ocr/stack/collation.hpp"
#include "ocr/stack/splitter.hpp"
#include "tests/support/places.hpp"

using namespace ocr;

namespace {

const Side form{false, true, 0}, one_of_two{false, true, 1}, empty{true, false, 0}, plain{false, false, 0};
Side page(int number) { return {false, false, number}; }

}  // namespace

TEST_CASE("the order of two passes is front, back, front, back; an odd number of pages is no two passes", "[collation]") {
    CHECK(two_pass_order(6) == std::vector<size_t>{0, 5, 1, 4, 2, 3});
    CHECK(two_pass_order(3) == std::vector<size_t>{0, 1, 2});
    CHECK(two_pass_order(0).empty());
}

TEST_CASE("numbers that continue across the passes suggest them, with score and reason", "[collation]") {
    const auto found = suggest_collation({form, one_of_two, form, empty, page(2), page(2)});
    CHECK(found.two_pass);
    CHECK(found.score > 0.8);
    CHECK(found.reason.find("2 mặt sau mang số trang nối tiếp") != std::string::npos);
    CHECK(suggest_collation({form, page(3), page(5), page(6), page(4), page(2)}).two_pass);  // one paper of three sheets
    CHECK(suggest_collation({form, form, form, empty, empty, empty}).two_pass);
}

TEST_CASE("a stack that lies in order is not suggested to be two passes", "[collation]") {
    CHECK_FALSE(suggest_collation({form, page(2), form, page(2)}).two_pass);
    CHECK_FALSE(suggest_collation({form, page(2), page(3), form, page(2), page(3)}).two_pass);
    CHECK_FALSE(suggest_collation({form, empty, form, empty, form, empty}).two_pass);
    CHECK_FALSE(suggest_collation({form, plain, form, plain, form, plain}).two_pass);
    CHECK_FALSE(suggest_collation({form, form, form, empty}).two_pass);  // one blank page at the end may be anything
    CHECK_FALSE(suggest_collation({form, page(2)}).two_pass);
    CHECK_FALSE(suggest_collation({form, form, page(2)}).two_pass);
    CHECK_FALSE(suggest_collation({}).two_pass);
}

TEST_CASE("a stack of the generator, scanned in two passes, is recognised as such and becomes its papers", "[collation]") {
    const auto scan = test_support::in_source("sample_data/scans/stacks/hai-luot.pdf");
    ServiceOptions options;
    options.command = {test_support::program(), "page-host"};
    PageService service{options};
    std::vector<PageAnswer> pages;
    std::vector<Side> sides;
    for (int number = 1; number <= 6; ++number) {
        Task task;
        task.kind = TaskKind::ReadPage;
        task.path = scan;
        task.page = number;
        const Answer answer = service.ask(task);
        REQUIRE_FALSE(answer.refused);
        pages.push_back(answer.page);
        sides.push_back(side_of(answer.page.text, answer.page.blank, answer.page.rotation));
    }
    const auto found = suggest_collation(sides);
    INFO(found.reason);
    CHECK(found.two_pass);

    StackSplitter splitter{{}, ""};
    splitter.begin_input();
    std::vector<int> documents;
    for (const size_t at : two_pass_order(pages.size())) documents.push_back(splitter.add(pages[at].text, pages[at].blank, pages[at].rotation, pages[at].codes).document.value_or(0));
    CHECK(documents == std::vector<int>{1, 1, 2, 2, 3, 0});  // form and its back, authority and its back, card, empty back
}
