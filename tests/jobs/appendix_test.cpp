// Appendices that are files of their own are signed in their own files.

#include "tests/jobs/appearance.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

namespace {

struct AppendixDesk : Desk {
    AppendixDesk() {
        assign(mai);
        act(dossier, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T09:35");
        act(dossier, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T09:36");
        act(dossier, dossier::Decide{dossier::Outcome::Granted, ""}, dossier_tests::leader(), "2026-11-23T09:37");
    }
    std::string two_pages() { return forms.pdf("<meta charset=utf-8><style>@page{size:A4}p{break-after:page}</style><p>Phụ lục I</p><p>Trang sau</p>"); }
    dossier::Result<http::Response> append(const std::string& document, const std::string& pdf) {
        auto asked = request(document, dossier::Role::clerk, mai);
        asked.query = {{"title", "Phụ lục I"}};
        http::SpoolWriter spool{folder.path()};
        spool.write(pdf);
        asked.upload = spool.finish();
        asked.upload->media_type = "application/pdf";
        return http::upload_appendix(asked, services);
    }
    // Newest files of the dossier's result, by how many agency signatures each bears.
    std::vector<storage::ResultUpload> uploads() {
        storage::UnitOfWork work{*database};
        return storage::result_uploads_of(work, dossier);
    }
    int agency_signatures(const std::string& upload) {
        int count = 0;
        for (const auto& each : judged_upload(upload).signatures) count += each.signer == "Ủy ban nhân dân xã Mẫu" ? 1 : 0;
        return count;
    }
};

}  // namespace

TEST_CASE("an appendix is signed in its own file, at the top right of page 1, with number and time, without a picture; a one-file case signs one",
          "[signing][appendix][R-SIG-09]") {
    AppendixDesk office;
    const auto document = office.upload(office.signed_by_person());
    const std::string appendix = office_tests::told(office.append(document, office.two_pages())).at("id");
    const auto sealed = office.sealed(document);
    const auto all = office.uploads();
    REQUIRE(all.size() == 4);  // two as handed in, two as signed
    CHECK(office.agency_signatures(document) == 0);
    CHECK(office.agency_signatures(appendix) == 0);
    const auto own = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.asked.value("made_from", "") == appendix; });
    REQUIRE(own != all.end());
    CHECK(office.agency_signatures(sealed) == 1);
    CHECK(office.agency_signatures(own->id) == 1);  // two files, two signatures of the agency

    const auto pdf = office.pdf_of(own->id);
    const auto shown = signatures_shown(pdf);
    REQUIRE(shown.size() == 1);
    CHECK(in_the_corner(shown[0]));
    CHECK_FALSE(shown[0].picture);
    const auto lines = lines_of(office, pdf);
    for (const std::string words : {"Số: 1", "2026-11-23T10:00:00+07:00"}) {
        const auto* line = line_with(lines, words);
        INFO(words);
        REQUIRE(line);
        CHECK(line->text == words);
        CHECK(line->page == 1);
        CHECK(line->size == Approx(10));
        CHECK(line->colour == "#000000");
    }
    CHECK(office.run("verify_result", jobs::verify_result) >= 2);
    CHECK(office.now_upload(sealed).status == storage::UploadStatus::Passed);
    CHECK(office.now_upload(own->id).status == storage::UploadStatus::Passed);
    REQUIRE(office.now(office.dossier).results.size() == 1);  // the appendix is no result by itself
    CHECK(office.now(office.dossier).results[0].file == office.now_upload(sealed).file);

    AppendixDesk alone;  // the appendix inside the same file is not signed again
    const auto one = alone.upload(alone.as(signing::DemoRole::Person, alone.two_pages()));
    const auto only = alone.sealed(one);
    CHECK(alone.uploads().size() == 2);
    CHECK(alone.agency_signatures(only) == 1);
    CHECK(signatures_shown(alone.pdf_of(only)).size() == 2);  // the person's, the agency's
}

TEST_CASE("nothing is appended to a document that was signed further", "[signing][appendix]") {
    AppendixDesk office;
    const auto document = office.upload(office.signed_by_person());
    office.sealed(document);
    CHECK(status_of(office.append(document, office.two_pages())) == 409);
}
