// The registers of certificates and of authorisations to sign by TUQ., as pages.

#include "server/http/desk/handlers.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;
namespace desk_pages = http::desk;

namespace {

bool has(const dossier::Result<http::Response>& page, const std::string& words) { return page && page->body.find(words) != std::string::npos; }

struct Pages : Leaders {
    http::Request by(dossier::Role role, const std::string& who, http::Pairs form = {}) const {
        auto made = request("", role, who);
        made.form = std::move(form);
        return made;
    }
    dossier::Result<http::Response> put(const std::string& file, const std::string& officer) {
        auto asked = by(dossier::Role::administrator, quan, {{"officer", officer}});
        http::SpoolWriter spool{folder.path()};
        spool.write(file);
        asked.upload = spool.finish();
        return desk_pages::add_personal_certificate(asked, services);
    }
    std::string certificate_of(const std::string& officer) {
        storage::UnitOfWork work{*database};
        for (const auto& each : storage::certificates_of(work, dossier_tests::agency))
            if (each.account == officer) return each.id;
        return {};
    }
    dossier::Result<http::Response> end_use(const std::string& certificate, dossier::Role role, const std::string& who, const char* reason) {
        auto asked = by(role, who, {{"reason", reason}});
        asked.path_values = {{"certificate_id", certificate}};
        return desk_pages::end_personal_certificate(asked, services);
    }
    dossier::Result<http::Response> register_page(dossier::Role role, const std::string& who) { return desk_pages::show_certificates(by(role, who), services); }
    dossier::Result<http::Response> delegations(const char* when = "2026-11-23T10:00") {
        auto asked = by(dossier::Role::leader, binh);
        asked.arrived_at = vn(when);
        return desk_pages::show_delegations(asked, services);
    }
    dossier::Result<http::Response> grant(http::Pairs form) { return desk_pages::grant_delegation(by(dossier::Role::leader, binh, std::move(form)), services); }
    dossier::Result<http::Response> end_grant(dossier::Role role, const std::string& who, const char* reason, const char* when = "2026-11-23T10:00") {
        auto asked = by(role, who, {{"reason", reason}});
        asked.arrived_at = vn(when);
        storage::UnitOfWork work{*database};
        asked.path_values = {{"delegation_id", storage::delegation_book(work, dossier_tests::agency).front().id}};
        work.commit();
        return desk_pages::end_signing_delegation(asked, services);
    }
    dossier::Result<http::Response> note(const char* when) {
        auto asked = request(upload(paper()), dossier::Role::leader, minh, {{"authority", "TUQ."}, {"place_of", "CHỦ TỊCH"}, {"title", "TRƯỞNG PHÒNG"}});
        asked.arrived_at = vn(when);
        return http::note_signing_title(asked, services);
    }
};

std::string der_of_pem(const std::string& pem) { return signing::der_of(signing::certificates_in(pem).front().get(), i2d_X509); }

}  // namespace

TEST_CASE("a certificate is registered from a PEM or a CRT file, with what it says; a file with a key beside it is not", "[signing][desk]") {
    Pages office;
    const auto thu = office.officer_account("thu", "leader"), ngoc = office.officer_account("ngoc", "leader");
    CHECK(office.put(office.certificates("agency"), thu)->status == 303);
    REQUIRE(signing::make_demo_pki(office.folder.path() / "other", {}, vn("2026-01-01T00:00"), signing::KeyKind::P256));
    const auto other = [&](const char* file) { return signing::read_file(office.folder.path() / "other" / "person" / file); };
    CHECK(office.put(der_of_pem(other("cert.pem")), ngoc)->status == 303);
    const auto shown = office.register_page(dossier::Role::administrator, office.quan);
    CHECK(has(shown, "Ủy ban nhân dân xã Mẫu"));  // whom the certificate names
    CHECK(has(shown, "đang dùng"));
    CHECK(has(shown, "Hiệu lực</dt>"));

    struct Wrong {
        std::string file, officer;
        int status;
        const char* words;
    };
    for (const auto& wrong : {Wrong{other("cert.pem") + other("key.pem"), thu, 422, "Tệp có cả khóa bí mật"}, Wrong{"xin chào", thu, 422, "Phải là tệp chứng thư số"},
                              Wrong{office.certificates("person"), thu, 409, "Chứng thư số này đã được ghi cho một người"}, Wrong{"", "", 422, "Chọn người giữ chứng thư số"},
                              Wrong{signing::read_file(office.config.demo_pki / "person" / "chain.pem"), thu, 422, "Đây là chứng thư số của tổ chức cấp"}}) {
        INFO(wrong.words);
        const auto refused = office.put(wrong.file, wrong.officer);
        REQUIRE(refused);
        CHECK(refused->status == wrong.status);
        CHECK(has(refused, wrong.words));
    }
    CHECK_FALSE(has(office.register_page(dossier::Role::leader, office.minh), "Ghi một chứng thư số"));
}

TEST_CASE("an ended certificate signs nothing any more: by its holder or an administrator, with a reason, once", "[signing][desk]") {
    Pages office;
    const auto certificate = office.certificate_of(office.minh);
    CHECK(has(office.register_page(dossier::Role::leader, office.minh), certificate + "/end\""));
    CHECK_FALSE(has(office.register_page(dossier::Role::leader, office.binh), certificate + "/end\""));
    CHECK(office.end_use(certificate, dossier::Role::leader, office.binh, "nhầm")->status == 403);
    const auto no_reason = office.end_use(certificate, dossier::Role::leader, office.minh, " ");
    CHECK(no_reason->status == 422);
    CHECK(has(no_reason, "Phải ghi lý do chấm dứt"));

    const auto draft = office.upload(office.paper());
    const auto session = office_tests::told(office.begin(draft, office.minh, "person"));
    CHECK(office.end_use(certificate, dossier::Role::leader, office.minh, "Mất thiết bị")->status == 303);
    CHECK(has(office.register_page(dossier::Role::leader, office.minh), "minh: Mất thiết bị"));
    const auto late = office.end(draft, office.minh, session, office.by_key("person", session));  // prepared before
    CHECK(status_of(late) == 409);
    const auto again = office.begin(draft, office.minh, "person");
    CHECK(status_of(again) == 409);
    CHECK(again.error().detail.find("đã chấm dứt") != std::string::npos);
    CHECK(office.end_use(certificate, dossier::Role::administrator, office.quan, "lần nữa")->status == 409);
}

TEST_CASE("an authorisation is granted with its content and term, holds until it is ended early, and stays in the history", "[signing][authority][desk]") {
    Pages office;
    const auto wrong = office.grant({{"officer", office.minh}, {"valid_from", "2026-11-20"}, {"valid_to", "2026-11-01"}});
    REQUIRE(wrong);
    CHECK(wrong->status == 422);
    for (const auto* words : {"Phải ghi số văn bản ủy quyền ký", "Phải ghi nội dung được ủy quyền ký", "Phải ghi thời hạn ủy quyền, từ ngày và đến ngày", "value=\"2026-11-20\""})
        CHECK(has(wrong, words));
    CHECK(office.grant({{"officer", office.minh}, {"document", "21/GUQ-UBND"}, {"content", "Quyết định về hộ tịch"}, {"valid_from", "2026-11-20"}, {"valid_to", "2026-12-31"}})->status == 303);
    const auto held = office.delegations();
    CHECK(has(held, "<strong>minh</strong> ký thừa ủy quyền binh"));
    CHECK(has(held, "Quyết định về hộ tịch"));
    CHECK(has(held, "đang có hiệu lực"));
    CHECK(status_of(office.note("2026-11-23T10:00")) == 202);

    const auto thu = office.officer_account("thu", "unit_head");
    CHECK(office.end_grant(dossier::Role::unit_head, thu, "nhầm")->status == 403);
    CHECK(office.end_grant(dossier::Role::leader, office.binh, "")->status == 422);
    CHECK(office.end_grant(dossier::Role::leader, office.binh, "Thông báo 30/TB-UBND", "2026-11-24T09:00")->status == 303);
    CHECK(status_of(office.note("2026-11-24T10:00")) == 422);
    const auto past = office.delegations("2026-11-24T10:00");
    CHECK(has(past, "binh: Thông báo 30/TB-UBND"));
    CHECK_FALSE(has(past, "govuk-tag--green"));
    CHECK(office.end_grant(dossier::Role::leader, office.binh, "lần nữa", "2026-11-24T10:00")->status == 409);
    // Whoever is authorised no more may authorise others from that day on.
    const auto passed_on = http::add_delegation(office.request("", dossier::Role::leader, office.minh,
                                                               {{"officer", thu}, {"document", "22/GUQ"}, {"content", "Xác nhận"}, {"valid_from", "2026-11-24"}, {"valid_to", "2026-12-01"}}),
                                                office.services);
    CHECK(status_of(passed_on) == 201);
}
