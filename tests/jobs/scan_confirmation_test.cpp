// No scan is signed before an officer answers for it.

#include "server/http/api/documents.hpp"
#include "server/storage/document_store.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

namespace {

// A document that came on paper and was scanned here.
std::string a_scanned_document(Desk& office) {
    storage::IncomingDocument document;
    document.agency = dossier_tests::agency;
    document.scan = true;
    document.sender = "Sở Tư pháp";
    document.subject = "Về việc mẫu";
    document.file = office.a_file(office.paper());
    document.taken_by = office.mai;
    document.arrived_at = vn("2026-11-23T08:50");
    storage::UnitOfWork work{*office.database};
    const auto id = storage::insert_incoming(work, document);
    work.commit();
    return id;
}

}  // namespace

TEST_CASE("a scan nobody confirmed is not signed: 409; after the officer found it true to the paper it is", "[signing][scan][R-DIG-09]") {
    Desk office;
    office.assign(office.mai);
    const json matches{{"scan_matches_paper", true}}, does_not{{"scan_matches_paper", false}};

    const auto result = office.upload(office.paper(), "paper_scan");
    CHECK(status_of(office.seal(result, dossier::Role::clerk, office.mai)) == 409);
    const auto confirm = [&](const json& body) { return http::confirm_uploaded_scan(office.request(result, dossier::Role::clerk, office.mai, body), office.services); };
    office.act(office.dossier, dossier::HandOverTo{"MC", "", "", "", true}, dossier_tests::desk(), "2026-11-23T09:50");
    CHECK(status_of(confirm(does_not)) == 422);
    CHECK(status_of(office.seal(result, dossier::Role::clerk, office.mai)) == 409);
    CHECK(status_of(confirm(matches)) == 200);
    CHECK(status_of(confirm(matches)) == 409);  // once
    CHECK(office.now_upload(result).asked.at("scan_confirmed_by") == office.mai);
    CHECK(status_of(office.seal(result, dossier::Role::clerk, office.mai)) == 202);

    const auto document = a_scanned_document(office);
    const auto incoming = [&](auto handler, const json& body = nullptr) {
        auto request = office.request("", dossier::Role::clerk, office.mai, body);
        request.path_values = {{"document_id", document}};
        return handler(request, office.services);
    };
    CHECK(status_of(incoming(http::seal_incoming)) == 409);
    CHECK(status_of(incoming(http::see_incoming, does_not)) == 422);
    CHECK(status_of(incoming(http::see_incoming, matches)) == 200);
    CHECK(status_of(incoming(http::seal_incoming)) == 200);
}

TEST_CASE("a scan that was signed elsewhere is not attached before an officer answers for it", "[signing][scan]") {
    Desk office;
    const auto unconfirmed = office.upload(office.as(signing::DemoRole::Digitised, office.paper()), "paper_scan");
    CHECK(office.run("verify_result", jobs::verify_result) == 1);
    const auto judged = office.now_upload(unconfirmed);
    CHECK(judged.status == storage::UploadStatus::Refused);
    CHECK(judged.report.at("summary").get<std::string>().find("chưa xác nhận bản quét") != std::string::npos);
}
