// What the counter prints stands in the dossier's history.

#include "builders.hpp"

using namespace dossier_tests;

namespace {

PrintedPaper receipt(const char* number) { return {"receipt", "2025", number, FileId{"p1"}}; }
PrintedPaper sheets(const char* form, int quantity) { return {form, "", "", {}, quantity}; }

}  // namespace

TEST_CASE("a print is kept with who, when, which papers and how many; nothing else of the dossier changes", "[workflow]") {
    Story story;
    story.received();
    auto before = story.it;
    story.act(RecordPrint{"a", {receipt("1/TNHS"), sheets("separator", 3)}}, at("2026-11-23T09:32", desk()));
    REQUIRE(story.it.prints.size() == 1);
    const auto& print = story.it.prints[0];
    CHECK(print.by == desk().id);
    CHECK(print.at == vn("2026-11-23T09:32"));
    CHECK(print.papers == std::vector{receipt("1/TNHS"), sheets("separator", 3)});
    before.prints = story.it.prints;
    before.version = story.it.version;
    CHECK(story.it == before);
}

TEST_CASE("the second print of a numbered form is a copy; a reissued form, sheets and unnumbered papers are none", "[workflow]") {
    Story story;
    story.received();
    int minute = 0;
    const auto copies = [&](std::vector<PrintedPaper> papers) {
        const auto id = std::to_string(++minute);
        story.act(RecordPrint{id, std::move(papers)}, at("2026-11-23T09:40", desk()));
        std::vector<bool> marks;
        for (const auto& paper : story.it.prints.back().papers) marks.push_back(paper.copy);
        return marks;
    };
    const PrintedPaper control{"control_sheet", "2025", "", {}};
    CHECK(copies({receipt("1/TNHS"), sheets("cover", 1), control}) == std::vector{false, false, false});
    CHECK(copies({receipt("1/TNHS"), sheets("cover", 1), control}) == std::vector{true, false, false});
    CHECK(copies({receipt("2/TNHS")}) == std::vector{false});
    auto claimed = receipt("3/TNHS");
    claimed.copy = true;
    CHECK(copies({claimed}) == std::vector{false});
}

TEST_CASE("the same print is noted once; a print of nothing, of no kind or of no sheet is none", "[workflow]") {
    Story story;
    story.received().act(RecordPrint{"a", {sheets("checklist", 1)}}, at("2026-11-23T09:32", desk()));
    const auto later = at("2026-11-23T09:33", desk());
    CHECK(story.refused(RecordPrint{"a", {sheets("checklist", 1)}}, later).code == ErrorCode::DuplicateRequest);
    for (const auto& nothing : {RecordPrint{"b", {}}, RecordPrint{"", {sheets("cover", 1)}}, RecordPrint{"b", {sheets("", 1)}}, RecordPrint{"b", {sheets("cover", 0)}}})
        CHECK(story.refused(nothing, later).code == ErrorCode::InvalidInput);
}
