// A person signs with the own certificate, and with no other.

#include "integrations/signing/signers_check.hpp"
#include "server/storage/audit.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;

namespace {

std::vector<storage::AuditLine> security_events(Leaders& office) {
    storage::UnitOfWork work{*office.database};
    return storage::audit_lines(work, "security", 0, 10);
}

}  // namespace

TEST_CASE("the leader's device signs what the server prepared; with the agency's seal the result is complete", "[signing][personal]") {
    Leaders office;
    const auto draft = office.upload(office.paper());
    const auto session = office_tests::told(office.begin(draft, office.minh, "person"));
    CHECK(session.at("algorithm") == "ecdsa");
    CHECK(session.at("expires_at") == "2026-11-23T10:10:00+07:00");
    const auto done = office.end(draft, office.minh, session, office.by_key("person", session));
    CHECK(status_of(done) == 202);
    CHECK(status_of(office.end(draft, office.minh, session, office.by_key("person", session))) == 409);  // once
    const std::string signed_upload = office_tests::told(done).at("id");
    const auto report = office.judged_upload(signed_upload);
    INFO(report.summary);
    CHECK(report.verdict == signing::Verdict::Passed);
    CHECK(office.pdf_of(signed_upload).starts_with(office.pdf_of(draft)));  // the draft stays what it was
    CHECK(status_of(office.begin(signed_upload, office.minh, "person")) == 409);  // signed already
    const auto sealed = office.sealed(signed_upload);
    CHECK(office.run("verify_result", jobs::verify_result) == 3);
    CHECK(office.now_upload(sealed).status == storage::UploadStatus::Passed);
    CHECK(status_of(office.begin(sealed, office.binh, "citizen")) == 409);  // nobody signs after the agency
    CHECK(security_events(office).empty());
}

TEST_CASE("user A submitting B's signature is refused with 403, and the attempt is a security event in the audit", "[signing][personal][R-SIG-14]") {
    Leaders office;
    const auto draft = office.upload(office.paper());
    CHECK(status_of(office.begin(draft, office.binh, "person")) == 403);  // with B's certificate

    const auto of_b = office_tests::told(office.begin(draft, office.minh, "person"));
    const auto signature = office.by_key("person", of_b);
    CHECK(status_of(office.end(draft, office.binh, of_b, signature)) == 403);  // into B's session

    const auto of_a = office_tests::told(office.begin(draft, office.binh, "citizen"));
    CHECK(status_of(office.end(draft, office.binh, of_a, signature)) == 403);  // into A's own
    CHECK(status_of(office.end(draft, office.binh, of_a, office.by_key("person", of_a))) == 403);

    const auto events = security_events(office);
    REQUIRE(events.size() == 4);
    CHECK(events[3].kind == "foreign_certificate");
    CHECK(json::parse(events[3].detail).at("owner") == office.minh);
    CHECK(events[2].kind == "foreign_session");
    CHECK(events[1].kind == "foreign_signature");
    for (const auto& event : events) {
        CHECK(event.actor == office.binh);
        CHECK(json::parse(event.detail).at("upload") == draft);
    }
    CHECK(storage::verify_audit(*office.database).sound());
    CHECK(office.now_upload(draft).asked.contains("made_from") == false);
    CHECK(status_of(office.end(draft, office.minh, of_b, signature)) == 202);  // B's own
}

TEST_CASE("the file behind the attributes is shown to the person who signs, and to nobody else", "[signing][personal]") {
    Leaders office;
    const auto draft = office.upload(office.paper());
    const auto session = office_tests::told(office.begin(draft, office.minh, "person"));
    const auto shown = office.shown(draft, office.minh, session);
    REQUIRE(shown);
    REQUIRE(shown->file);
    const auto document = signing::read_file(shown->file->path);
    const auto signer = signing::certificates_in(office.certificates("person"));
    CHECK(signing::hex(*signing::attributes_of(document, signer.front().get())) == session.at("attributes"));
    CHECK(signing::only_adds_signature(office.pdf_of(draft), document));
    CHECK(status_of(office.shown(draft, office.binh, session)) == 403);
    CHECK(status_of(office.shown(draft, office.minh, session, "2026-11-23T10:11")) == 409);
    CHECK(status_of(office.end(draft, office.minh, session, office.by_key("person", session))) == 202);
    CHECK(status_of(office.shown(draft, office.minh, session)) == 409);
}

TEST_CASE("a prepared signature expires, and two signatures made of one file do not both count", "[signing][personal]") {
    Leaders office;
    const auto draft = office.upload(office.paper());
    const auto late = office_tests::told(office.begin(draft, office.minh, "person"));
    CHECK(status_of(office.end(draft, office.minh, late, office.by_key("person", late), "2026-11-23T10:11")) == 409);
    const auto first = office_tests::told(office.begin(draft, office.minh, "person")), second = office_tests::told(office.begin(draft, office.binh, "citizen"));
    CHECK(status_of(office.end(draft, office.minh, first, office.by_key("person", first))) == 202);
    CHECK(status_of(office.end(draft, office.binh, second, office.by_key("citizen", second))) == 409);
}

TEST_CASE("a person signs with an approved picture and a certificate that is good, and not on the scan of an ink original", "[signing][personal]") {
    Leaders office;
    CHECK(status_of(office.begin(office.upload(office.paper(), "paper_scan"), office.minh, "person")) == 409);
    const auto draft = office.upload(office.paper());
    const auto thu = office.officer_account("thu", "leader");
    office.belongs("agency", thu);
    const auto pictureless = office.begin(draft, thu, "agency");
    CHECK(status_of(pictureless) == 409);
    CHECK(pictureless.error().detail.find("hình chữ ký được phê duyệt") != std::string::npos);

    REQUIRE(signing::make_demo_pki(office.folder.path() / "other", {}, vn("2026-01-01T00:00"), signing::KeyKind::P256));
    const auto stranger = signing::read_file(office.folder.path() / "other" / "person" / "cert.pem");
    REQUIRE(register_certificate(office.services, Leaders::actor(dossier::Role::administrator, office.quan), thu, stranger, vn("2026-11-23T08:00")));
    const auto untrusted = http::open_signature(office.request(draft, dossier::Role::leader, thu, {{"certificates", stranger}}), office.services);
    CHECK(status_of(untrusted) == 409);  // before the key is used
    CHECK(untrusted.error().detail.find("chứng thư số chưa dùng được") != std::string::npos);
}
