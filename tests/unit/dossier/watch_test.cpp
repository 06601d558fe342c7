#include "tests/unit/dossier/builders.hpp"
#include "dossier/intake/bundle.hpp"
#include "dossier/workflow/watch.hpp"

using namespace dossier_tests;

namespace {

std::vector<WatchKind> kinds(const Dossier& dossier, const char* now) {
    std::vector<WatchKind> found;
    for (const auto& item : watch(dossier, calendar_2026(), vn(now))) found.push_back(item.kind);
    return found;
}

}  // namespace

TEST_CASE("half, most and all of the limit warn in turn, each once", "[watch]") {
    Story story;
    story.in_process();  // 23/11 09:30, three working days, due 27/11 17:00
    CHECK(kinds(story.it, "2026-11-23T11:00").empty());
    CHECK(kinds(story.it, "2026-11-25T17:00").empty());
    CHECK(kinds(story.it, "2026-11-26T17:00") == std::vector{WatchKind::BudgetHalf, WatchKind::ApologyDue});
    CHECK(kinds(story.it, "2026-11-27T16:00") == std::vector{WatchKind::BudgetMost});
    CHECK(kinds(story.it, "2026-11-30T07:00") == std::vector{WatchKind::Overdue});
    const auto item = watch(story.it, calendar_2026(), vn("2026-11-30T07:00")).front();
    const Actor clock{OfficerId{"clock"}, {Role::administrator}, "", "", "", {}};
    story.act(Warn{std::string{name_of(item.kind)}, item.text, std::string{name_of(item.tell)}}, at("2026-11-30T07:00", clock));
    CHECK(kinds(story.it, "2026-11-30T08:00").empty());
}

TEST_CASE("an unanswered supplement is reminded, then a stop is drafted for decision", "[watch][R-WFL-35]") {
    Story story;
    story.in_process().act(AskSupplement{{{form_code, "thiếu chữ ký", ""}}, vn("2026-12-05T17:00"), ""}, at("2026-11-25T09:00", desk()));
    CHECK(kinds(story.it, "2026-11-27T09:00").empty());
    CHECK(kinds(story.it, "2026-12-01T09:00") == std::vector{WatchKind::SupplementReminder});
    story.act(RemindSupplement{}, at("2026-12-01T09:00", specialist()));
    CHECK(kinds(story.it, "2026-12-02T09:00").empty());
    CHECK(kinds(story.it, "2026-12-06T09:00") == std::vector{WatchKind::SupplementExpired});
    const auto item = watch(story.it, calendar_2026(), vn("2026-12-06T09:00")).front();
    CHECK(item.tell == Role::unit_head);
    CHECK(story.it.state == State::AwaitingSupplement);  // nothing stops by itself
}

TEST_CASE("an overdue opinion is told to the head of the one-stop unit", "[watch][R-WFL-20]") {
    Story story;
    story.in_process().act(AskOpinion{"YK1", "H56.03", "quy hoạch", vn("2026-11-25T17:00")}, at("2026-11-23T11:00", specialist()));
    CHECK(kinds(story.it, "2026-11-25T17:00").empty());
    const auto items = watch(story.it, calendar_2026(), vn("2026-11-26T07:00"));
    REQUIRE_FALSE(items.empty());
    CHECK(items.back().kind == WatchKind::OpinionLate);
    CHECK(items.back().tell == Role::desk_head);
    story.act(EscalateOpinion{"YK1"}, at("2026-11-26T07:00", specialist()));
    for (const auto kind : kinds(story.it, "2026-11-26T07:10")) CHECK(kind != WatchKind::OpinionLate);
}

TEST_CASE("two marked components make one bundle headed by the procedure code", "[bundle][R-TAG-03]") {
    Story story;
    story.opened().act(MarkNotDigitised{form_code, 1, MarkReason::Map, ""}, at("2026-11-23T09:01", desk()));
    story.act(MarkNotDigitised{certificate_code, 1, MarkReason::Other, "giấy dó, dễ rách"}, at("2026-11-23T09:02", desk()));
    story.act(RecordShown{identity_code, 1, ""}, at("2026-11-23T09:03", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
    const auto bundle = bundle_of(story.it);
    REQUIRE(bundle.has_value());
    CHECK(bundle->lines.size() == 2);
    CHECK(bundle->procedure_code == "1.000000");
    CHECK(bundle->lines[1].reason == "giấy dó, dễ rách");
    CHECK(bundle->holder_unit == "MC");
}

TEST_CASE("a one-sided hand-over leaves the papers with the giver", "[bundle][R-TAG-06]") {
    Story story;
    story.opened().act(MarkNotDigitised{form_code, 1, MarkReason::Map, ""}, at("2026-11-23T09:01", desk()));
    story.act(AddFile{certificate_code, 1, FileId{"f2"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
              at("2026-11-23T09:02", desk()));
    story.act(RecordShown{identity_code, 1, ""}, at("2026-11-23T09:03", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
    story.act(HandOverTo{"TP", "", "", "", true}, at("2026-11-23T10:00", desk()));
    CHECK(bundle_of(story.it)->holder_unit == "MC");
    story.act(TakeOver{}, at("2026-11-23T10:30", specialist()));
    CHECK(bundle_of(story.it)->holder_unit == "TP");
    CHECK(bundle_of(story.it)->held_since == vn("2026-11-23T10:30"));
}

TEST_CASE("a fully digitised dossier has no bundle", "[bundle]") {
    Story story;
    story.received();
    CHECK_FALSE(bundle_of(story.it).has_value());
}
