// The two appearances of the agency's signature on what it scanned or copied.

#include "server/copy_signer.hpp"
#include "tests/jobs/appearance.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

namespace {

struct CopyDesk : Desk {
    SealPicture seal{signing::demo_seal_png("UBND XÃ MẪU"), 36};

    // A confirmed scan of a paper result, sealed the way the query says.
    dossier::Result<http::Response> seal_scan(http::Pairs query) {
        const auto scan = upload(forms.pdf("<meta charset=utf-8><style>@page{size:A4}p{break-after:page}</style><p>Bản chính</p><p>Trang sau</p>"), "paper_scan");
        storage::UnitOfWork work{*database};
        REQUIRE(storage::confirm_result_scan(work, scan, dossier::OfficerId{mai}, vn("2026-11-23T09:50")));
        work.commit();
        auto asked = request(scan, dossier::Role::clerk, mai);
        asked.query = std::move(query);
        return http::seal_uploaded_result(asked, services);
    }
    std::string sealed_scan(http::Pairs query) { return pdf_of(office_tests::told(seal_scan(std::move(query))).at("id")); }
};

}  // namespace

TEST_CASE("the 2020 profile of a copy shows its form, the agency and the time in 10 pt black without a picture, at the same place", "[signing][copy][R-SIG-08]") {
    CopyDesk office;
    office.assign(office.mai);
    for (const auto* form : {"SAO Y", "SAO LỤC", "TRÍCH SAO"}) {
        INFO(form);
        const auto pdf = office.sealed_scan({{"profile", "2020"}, {"copy_form", form}});
        CHECK(office.judged(pdf).verdict == signing::Verdict::Passed);
        const auto shown = signatures_shown(pdf);
        REQUIRE(shown.size() == 1);
        CHECK(in_the_corner(shown[0]));
        CHECK_FALSE(shown[0].picture);
        const auto lines = lines_of(office, pdf);
        for (const std::string words : {form, "Ủy ban nhân dân xã Mẫu", "2026-11-23T10:00:00+07:00"}) {
            INFO(words);
            const auto* line = line_with(lines, words);
            REQUIRE(line);
            CHECK(line->text == words);  // neither bold nor slanted: that would stand in a tag
            CHECK(line->page == 1);
            CHECK(line->size == Approx(10));
            CHECK(line->colour == "#000000");
            CHECK(line->family.find("LiberationSerif") != std::string::npos);  // the widths of Times New Roman
            CHECK(line->family.find("Italic") == std::string::npos);
        }
    }
    // The switch: without it the first appearance, with the red seal and no form of the copy.
    const auto mark = copy_mark("2019", "");
    REQUIRE(mark);
    auto pictured = *mark;
    pictured.seal = office.seal;
    const auto pdf = *seal_copy(office.config, office.paper(), pictured, "x", vn("2026-11-23T10:00"));
    const auto shown = signatures_shown(pdf);
    REQUIRE(shown.size() == 1);
    CHECK(in_the_corner(shown[0]));
    CHECK(shown[0].picture);
    CHECK(shown[0].alpha);
    CHECK_FALSE(line_with(lines_of(office, pdf), "SAO Y"));
    CHECK_FALSE(line_with(lines_of(office, office.sealed_scan({})), "SAO Y"));
    CHECK(status_of(office.seal_scan({{"profile", "2030"}})) == 422);
    CHECK(status_of(office.seal_scan({{"profile", "2020"}, {"copy_form", "BẢN SAO"}})) == 422);
}

TEST_CASE("a long name of an agency is broken into lines and keeps its size", "[signing][copy]") {
    const auto lines = signing::broken_to_fit({"SAO Y", "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh Mẫu"}, 70, 10);
    CHECK(lines.size() == 3);
    CHECK(lines.front() == "SAO Y");
    CHECK(lines[1] + " " + lines[2] == "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh Mẫu");
    CHECK(signing::broken_to_fit({std::string(200, 'x')}, 70, 10).size() == 1);  // one word cannot be broken
}
