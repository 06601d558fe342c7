#include "tests/unit/dossier/builders.hpp"
#include "dossier/intake/completeness.hpp"

using namespace dossier_tests;

TEST_CASE("a counter dossier goes from the desk to its returned result", "[dossier]") {
    Story story;
    story.decided();
    story.act(a_signed_result(), at("2026-11-25T10:00", specialist()));
    story.act(Finish{}, at("2026-11-25T10:05", specialist()));
    CHECK(story.it.state == State::ResultReady);
    CHECK(story.it.punctuality == Punctuality::Early);
    ReturnResult give{ReturnMode::Counter, true, Personal<std::string>{"Nguyễn Thị Mẫu"}, "", "phiếu ký nhận số 1"};
    story.act(give, at("2026-11-26T08:00", desk()));
    CHECK(story.it.state == State::Returned);
    CHECK(story.it.code == "H56.14-261123-0001");
    CHECK(iso8601(*story.it.due()) == "2026-11-27T17:00:00+07:00");
}

TEST_CASE("a dossier that lacks a required component is not received, and every gap is named", "[dossier][R-DIG-02]") {
    Story story;
    story.opened();
    const auto error = story.refused(Receive{}, at("2026-11-23T09:30", desk()));
    CHECK(error.code == ErrorCode::InvalidInput);
    REQUIRE(error.fields.size() == 3);
    CHECK(error.fields[0].field == form_code);
    CHECK(error.fields[1].field == identity_code);
    CHECK(error.fields[2].field == certificate_code);
    CHECK(error.fields[2].rule == "one_of");
}

TEST_CASE("modes, one-of groups and known numbers complete components without a file", "[dossier][R-TAG-15]") {
    Story story;
    story.opened();
    story.act(AddFile{form_code, 1, FileId{"f1"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
              at("2026-11-23T09:01", desk()));
    story.act(AddFile{statement_code, 1, FileId{"f2"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
              at("2026-11-23T09:02", desk()));
    SECTION("a shown identity card completes its component without a file") {
        story.act(RecordShown{identity_code, 1, "Thẻ căn cước"}, at("2026-11-23T09:03", desk()));
        CHECK(is_complete(check_components(story.it)));
    }
    SECTION("a known personal number counts as reused, not missing") {
        auto particulars = story.it.particulars;
        particulars.applicant.number_known = true;
        story.act(EditParticulars{particulars}, at("2026-11-23T09:03", desk()));
        const auto standings = check_components(story.it);
        CHECK(is_complete(standings));
        CHECK(standings[1].standing == Standing::Reused);
        story.act(Receive{}, at("2026-11-23T09:30", desk()));
        CHECK(story.it.component(identity_code)->reused);
    }
}
