// In whose place a person signs, and who may let another do so.

#include "tests/jobs/appearance.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;

namespace {

dossier::Result<http::Response> authorise(Leaders& office, const std::string& giver, const std::string& taker, const char* from = "2026-11-01", const char* to = "2026-12-31") {
    return http::add_delegation(office.request("", dossier::Role::leader, giver, {{"officer", taker}, {"document", "21/GUQ-UBND"}, {"content", "Quyết định về hộ tịch"}, {"valid_from", from}, {"valid_to", to}}), office.services);
}

dossier::Result<http::Response> note(Leaders& office, const std::string& upload, const std::string& who, const json& body) {
    return http::note_signing_title(office.request(upload, dossier::Role::leader, who, body), office.services);
}

}  // namespace

TEST_CASE("the note stands right before the title; whoever signs by TUQ. does not authorise another: 422", "[signing][authority][R-SIG-21]") {
    Leaders office;
    const auto thu = office.officer_account("thu", "unit_head");
    struct Noted {
        json asked;
        std::vector<std::string> lines;
    };
    REQUIRE(authorise(office, office.binh, office.minh));
    for (const auto& [asked, lines] : {Noted{{{"authority", "TM."}, {"place_of", "ỦY BAN NHÂN DÂN"}, {"title", "CHỦ TỊCH"}}, {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}},
                                       Noted{{{"authority", "Q."}, {"title", "CHỦ TỊCH"}}, {"Q. CHỦ TỊCH"}},
                                       Noted{{{"authority", "KT."}, {"place_of", "CHỦ TỊCH"}, {"title", "PHÓ CHỦ TỊCH"}}, {"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}},
                                       Noted{{{"authority", "TL."}, {"place_of", "CHỦ TỊCH"}, {"title", "CHÁNH VĂN PHÒNG"}}, {"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"}},
                                       Noted{{{"authority", "TUQ."}, {"place_of", "CHỦ TỊCH"}, {"title", "TRƯỞNG PHÒNG"}}, {"TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"}}}) {
        INFO(lines.front());
        const auto noted = office_tests::told(note(office, office.upload(office.paper()), office.minh, asked)).at("id").get<std::string>();
        std::vector<std::string> read;
        for (const auto& line : lines_of(office, office.pdf_of(noted)))
            if (line.text.starts_with("<b>")) read.push_back(line.text.substr(3, line.text.size() - 7));
        CHECK(read == lines);
        CHECK(status_of(note(office, noted, office.minh, asked)) == 409);  // once
        CHECK(status_of(office.begin(noted, office.minh, "person")) == 201);
    }
    // A chain of two.
    const auto passed_on = authorise(office, office.minh, thu);
    CHECK(status_of(passed_on) == 422);
    CHECK(passed_on.error().fields.at(0).rule == "chain");
    CHECK(status_of(authorise(office, thu, office.binh)) == 422);  // the same chain from its other end
    CHECK(status_of(authorise(office, office.minh, thu, "2027-01-01", "2027-02-01")) == 201);  // after the own one has ended
}

TEST_CASE("nobody signs by TUQ. without an authorisation in force, nor for nobody, nor without a title", "[signing][authority]") {
    Leaders office;
    const auto draft = office.upload(office.paper());
    const json delegated{{"authority", "TUQ."}, {"place_of", "CHỦ TỊCH"}, {"title", "TRƯỞNG PHÒNG"}};
    CHECK(status_of(note(office, draft, office.minh, delegated)) == 422);
    REQUIRE(authorise(office, office.binh, office.minh, "2026-01-01", "2026-11-22"));
    CHECK(status_of(note(office, draft, office.minh, delegated)) == 422);
    CHECK(status_of(note(office, draft, office.minh, {{"authority", "KT."}, {"title", "PHÓ CHỦ TỊCH"}})) == 422);
    CHECK(status_of(note(office, draft, office.minh, {{"authority", "TM."}, {"place_of", "ỦY BAN NHÂN DÂN"}})) == 422);
    CHECK(status_of(note(office, draft, office.minh, {{"authority", "PP."}, {"title", "CHỦ TỊCH"}})) == 422);
    CHECK(status_of(authorise(office, office.binh, office.binh)) == 422);
    CHECK(status_of(authorise(office, office.binh, "")) == 422);
    CHECK(status_of(note(office, office.upload(office.signed_by_person()), office.minh, {{"authority", "Q."}, {"title", "CHỦ TỊCH"}})) == 409);
}
