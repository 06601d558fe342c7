// Appendices that are files of their own are signed in their own files.

#include <fstream>

#include "server/http/api/dossiers.hpp"
#include "server/http/api/files.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/jobs/deliver_message.hpp"
#include "server/result_versions.hpp"
#include "tests/jobs/appearance.hpp"
#include "tests/jobs/result_desk.hpp"
#include "tests/support/portal_double.hpp"

using namespace papers_tests;

namespace {

struct AppendixDesk : Desk {
    AppendixDesk() {
        assign(mai);
        decide();
    }
    void decide() {
        act(dossier, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T09:35");
        act(dossier, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T09:36");
        act(dossier, dossier::Decide{dossier::Outcome::Granted, ""}, dossier_tests::leader(), "2026-11-23T09:37");
    }
    // The dossier is one of the citizen's own from here on.
    void decide_for(const dossier::Actor& citizen) {
        dossier = file_online(citizen, "nguoinop@vidu.example", "0912 345 678").id;
        auto particulars = now(dossier).particulars;
        particulars.name_spelling_confirmed = true;
        act(dossier, dossier::Examine{true, ""}, dossier_tests::desk(), "2026-11-23T09:20");
        act(dossier, dossier::EditParticulars{particulars}, dossier_tests::desk(), "2026-11-23T09:21");
        receive(dossier);
        decide();
    }
    // A document with appendices of these titles, sealed and judged; the result.
    dossier::IssuedResult issued(const std::vector<const char*>& titles) {
        const auto document = upload(signed_by_person());
        for (const auto* title : titles) office_tests::told(append(document, two_pages(), title));
        sealed(document);
        judge_all();
        return now(dossier).results.at(0);
    }
    int status_for(http::Request asked, const dossier::FileId& file) {
        asked.path_values.emplace_back("file_id", file.text());
        return status_of(http::show_file(asked, services));
    }
    http::Request by_citizen(const dossier::Actor& citizen) {
        auto asked = request("", dossier::Role::citizen, citizen.id.text());
        asked.principal.kind = http::Principal::Kind::Citizen;
        asked.principal.agency.clear();
        asked.principal.unit.clear();
        return asked;
    }
    std::string two_pages() { return forms.pdf("<meta charset=utf-8><style>@page{size:A4}p{break-after:page}</style><p>Phụ lục I</p><p>Trang sau</p>"); }
    dossier::Result<http::Response> append(const std::string& document, const std::string& pdf, const char* title = "Phụ lục I") {
        auto asked = request(document, dossier::Role::clerk, mai);
        asked.query = {{"title", title}};
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
    // As somebody hands it in who signed it elsewhere, looked through already.
    std::string append_as(const std::string& document, const std::string& pdf) {
        auto row = now_upload(document);
        row.id.clear();
        row.file = a_file(pdf);
        row.asked["title"] = "Phụ lục I";
        row.asked[appendix_of] = document;
        storage::UnitOfWork work{*database};
        const auto id = storage::insert_result_upload(work, row);
        storage::enqueue(work, {"verify_result", "", {{"upload", id}}, row.uploaded_at});
        work.commit();
        return id;
    }
    void judge_all() {
        while (run("verify_result", jobs::verify_result) > 0) {}
    }
    storage::ResultUpload made_of(const std::string& upload) {
        const auto all = uploads();
        const auto next = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.asked.value("made_from", "") == upload; });
        REQUIRE(next != all.end());
        return *next;
    }
    int status_at_portal(const dossier::FileId& file) {
        return status_of(http::show_file_to_portal(office_tests::request_by(dossier_tests::desk(), "2026-11-23T10:00", {{"file_id", file.text()}}), services));
    }
    // The outbox to the portal's double.
    json told_to(test_support::PortalDouble& portal) {
        std::ofstream{folder.path() / "portal-account"} << "taikhoan-mau\nmat-khau-mau\n";
        config.portal_url = portal.url();
        config.portal_destination = "DVCQG";
        config.agency_code = dossier_tests::agency;
        config.portal_account_file = folder.path() / "portal-account";
        while (run("deliver_message", jobs::deliver_message) > 0) {}
        return portal.state()["HoSo"][now(dossier).code];
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
    office.judge_all();
    CHECK(office.now_upload(sealed).status == storage::UploadStatus::Passed);
    CHECK(office.now_upload(own->id).status == storage::UploadStatus::Passed);
    REQUIRE(office.now(office.dossier).results.size() == 1);  // the appendix is no result by itself
    CHECK(office.now(office.dossier).results[0].file == office.now_upload(sealed).file);
    const auto issued = office.now(office.dossier).results[0].appendices;
    REQUIRE(issued.size() == 1);
    CHECK(issued[0].title == "Phụ lục I");
    CHECK(issued[0].file == office.now_upload(own->id).file);
    CHECK(issued[0].signature.verdict == "TOTAL-PASSED");
    CHECK(issued[0].signature.agency_signed);
    CHECK_FALSE(issued[0].signature.person_signed);

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

TEST_CASE("the portal is told of a result and its signed appendices, one row each, in order, and may fetch each", "[signing][appendix][portal]") {
    AppendixDesk office;
    const auto document = office.upload(office.signed_by_person());
    std::vector<std::string> handed_in;
    const std::vector<std::string> titles{"Phụ lục I", "Phụ lục II", "Bản vẽ"};
    for (const auto& title : titles) handed_in.push_back(office_tests::told(office.append(document, office.two_pages(), title.c_str())).at("id"));
    const auto sealed = office.sealed(document);
    CHECK(office.status_at_portal(office.now_upload(sealed).file) == 404);  // nobody judged it yet
    office.judge_all();
    office.act(office.dossier, dossier::Finish{}, dossier_tests::specialist(), "2026-11-23T10:10");

    std::vector<std::string> files{office.now_upload(sealed).file.text()};
    for (const auto& each : handed_in) {
        CHECK(office.status_at_portal(office.now_upload(each).file) == 404);  // as handed in, unsigned
        const auto own = office.made_of(each);
        CHECK(own.status == storage::UploadStatus::Passed);
        files.push_back(own.file.text());
        storage::UnitOfWork work{*office.database};
        CHECK_FALSE(storage::evidence_of(work, own.id).empty());
    }
    test_support::PortalDouble portal;
    const auto rows = office.told_to(portal)["DanhSachGiayToKetQua"];
    REQUIRE(rows.size() == 4);
    for (size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i]["GiayToId"] == files[i]);
        CHECK(rows[i]["DuongDanTepTinKetQua"].get<std::string>().ends_with("/api/portal/files/" + files[i]));
        CHECK(rows[i]["MaGiayToKetQua"] == "KQ.G15.000001");
        CHECK(rows[i]["TenGiayTo"] == (i == 0 ? std::string{"Quyết định"} : titles[i - 1] + " (kèm theo Quyết định)"));
        CHECK(office.status_at_portal(dossier::FileId{files[i]}) == 200);
    }
    office.act(office.dossier, dossier::CancelResult{dossier::FileId{files[0]}, "cấp sai", "NĐ45 Đ15"}, dossier_tests::leader(), "2026-11-23T10:20");
    const auto cancelled = office.told_to(portal);
    CHECK(cancelled["TrangThaiHoSo"] == "9");
    CHECK(cancelled.value("DanhSachGiayToKetQua", json::array()).empty());
}

TEST_CASE("an appendix without the agency's valid signature keeps its document here", "[signing][appendix][portal]") {
    const bool agency_signed = GENERATE(false, true);
    CAPTURE(agency_signed);
    AppendixDesk office;
    const auto document = office.upload(office.as(signing::DemoRole::Agency, office.signed_by_person()));  // all its own signatures
    const auto appendix = office.append_as(document, agency_signed ? office.as(signing::DemoRole::Agency, office.two_pages()) : office.two_pages());
    office.judge_all();  // the document's turn comes first: it waits
    const auto expected = agency_signed ? storage::UploadStatus::Passed : storage::UploadStatus::Refused;
    CHECK(office.now_upload(appendix).status == expected);
    CHECK(office.now_upload(document).status == expected);
    CHECK(office.now(office.dossier).results.size() == (agency_signed ? 1U : 0U));
    if (agency_signed) return;
    CHECK(office.now_upload(document).report.at("summary").get<std::string>().find("“Phụ lục I” chưa có chữ ký số hợp lệ của cơ quan") != std::string::npos);
    const auto finished = perform(office.services, office.dossier, dossier::Finish{}, Office::by(dossier_tests::specialist(), "Lê Văn Tâm", "2026-11-23T10:10"));
    REQUIRE_FALSE(finished.has_value());
    CHECK(finished.error().code == ErrorCode::WrongState);
    for (const auto& id : {document, appendix}) CHECK(office.status_at_portal(office.now_upload(id).file) == 404);
}

TEST_CASE("the dossier, its data and its page name a result's appendices; one cancellation ends all of them", "[signing][appendix][desk]") {
    AppendixDesk office;
    const auto result = office.issued({"Phụ lục I", "Bản vẽ <A3>"});
    REQUIRE(result.appendices.size() == 2);
    CHECK(result.appendices[1].title == "Bản vẽ <A3>");
    const auto asked = office.request("", dossier::Role::clerk, office.mai);
    const auto data = office_tests::told(http::show_dossier(asked, office.services)).at("results");
    REQUIRE(data.size() == 1);
    REQUIRE(data[0].at("appendices").size() == 2);
    const auto page = [&] {
        const auto shown = http::desk::show_dossier(asked, office.services);
        REQUIRE(shown);
        return shown->body;
    };
    const auto body = page();
    size_t before = body.find("/files/" + result.file.text() + "\">Quyết định 1</a>");
    REQUIRE(before != std::string::npos);
    const std::string names[]{"Phụ lục I", "Bản vẽ &lt;A3&gt;"};
    for (size_t i = 0; i < 2; ++i) {
        const auto& appendix = result.appendices[i];
        CHECK(data[0]["appendices"][i].at("file") == appendix.file.text());
        CHECK(data[0]["appendices"][i].at("title") == appendix.title);
        const auto at = body.find("href=\"/desk/dossiers/" + office.dossier.text() + "/files/" + appendix.file.text() + "\">" + names[i] + "</a>", before);
        REQUIRE(at != std::string::npos);  // after the document, in order
        before = at;
    }
    CHECK(body.find("cùng các phụ lục") == std::string::npos);

    office.act(office.dossier, dossier::Finish{}, dossier_tests::specialist(), "2026-11-23T10:10");
    office.act(office.dossier, dossier::CancelResult{result.file, "cấp sai", "NĐ45 Đ15"}, dossier_tests::leader(), "2026-11-23T10:20");
    CHECK(page().find("Đã hủy hiệu lực lúc 10:20 23/11/2026, cùng các phụ lục") != std::string::npos);
}

TEST_CASE("whoever may open a result may open its appendices, nobody else may", "[signing][appendix]") {
    AppendixDesk office;
    const auto owner = office.a_citizen_account(), stranger = office.a_citizen_account();
    office.decide_for(owner);
    const auto result = office.issued({"Phụ lục I"});
    REQUIRE(result.files().size() == 2);
    auto elsewhere = office.request("", dossier::Role::clerk, office.mai);
    elsewhere.principal.agency = "H56.03";
    for (const auto& file : result.files()) {
        CHECK(office.status_for(office.request("", dossier::Role::clerk, office.mai), file) == 200);
        CHECK(office.status_for(office.by_citizen(owner), file) == 200);
        CHECK(office.status_for(office.by_citizen(stranger), file) == 404);
        CHECK(office.status_for(elsewhere, file) == 404);
        CHECK(office.status_at_portal(file) == 200);
    }
}

TEST_CASE("an appendix sealed by itself does not leave without its document", "[signing][appendix][portal]") {
    AppendixDesk office;
    const auto document = office.upload(office.paper());
    const auto appendix = office.append_as(document, office.as(signing::DemoRole::Agency, office.two_pages()));
    office.judge_all();
    CHECK(office.now_upload(appendix).status == storage::UploadStatus::Passed);
    CHECK(office.now_upload(document).status == storage::UploadStatus::Refused);
    CHECK(office.now(office.dossier).results.empty());
    CHECK(office.status_at_portal(office.now_upload(appendix).file) == 404);
}
