// The agency's signature on a result: after the person's, by the clerk who holds the device, by nobody else.

#include "integrations/signing/demo_signer.hpp"
#include "server/custody.hpp"
#include "server/http/api/results.hpp"
#include "server/http/permission.hpp"
#include "server/jobs/verify_result.hpp"
#include "server/paper_signer.hpp"
#include "server/storage/result_store.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"

using namespace papers_tests;
using dossier::ErrorCode;
using nlohmann::json;

namespace {

struct Desk : Printing {
    std::string mai = officer_account("mai", "clerk"), hoa = officer_account("hoa", "clerk");
    dossier::DossierId dossier = receive(open().id).id;

    // Somebody gets the device.
    void assign(const std::string& holder) { assign(holder, *agency_certificate_sha256(config)); }
    void assign(const std::string& holder, const std::string& certificate) {
        const auto by = actor(dossier::Role::clerk, mai);
        const auto device = register_device(services, by, {"Chứng thư số UBND xã", "SN-1", certificate}, vn("2026-11-23T08:00"));
        REQUIRE(device);
        REQUIRE(hand_over(services, by, device->id, {holder, "12/QĐ-UBND", "BB-01", false, ""}, vn("2026-11-23T08:00")));
    }
    std::string upload(const std::string& pdf) {
        storage::ResultUpload row;
        row.agency = dossier_tests::agency;
        row.dossier = dossier;
        row.file = a_file(pdf);
        row.asked = {{"form", "electronic"}, {"code", "KQ"}, {"title", "Quyết định"}, {"number", "1"}};
        row.uploaded_by = dossier::OfficerId{"00000000-0000-7000-8000-000000000020"};
        row.uploaded_at = vn("2026-11-23T09:45");
        storage::UnitOfWork work{*database};
        const auto id = storage::insert_result_upload(work, row);
        work.commit();
        return id;
    }
    std::string paper() { return forms.pdf("<meta charset=utf-8><p>Quyết định</p>"); }
    std::string signed_by_person() {
        return *signing::sign_as(config.demo_pki, paper(), {.role = signing::DemoRole::Person, .reason = {}, .at = vn("2026-11-23T09:40")});
    }
    dossier::Result<http::Response> seal(const std::string& id, dossier::Role role, const std::string& account) {
        auto request = office_tests::request_by(actor(role, account), "2026-11-23T10:00", {{"dossier_id", dossier.text()}, {"upload_id", id}});
        request.principal.id = account;
        return http::seal_uploaded_result(request, services);
    }
    ErrorCode refused(const std::string& id, dossier::Role role, const std::string& account) {
        const auto answer = seal(id, role, account);
        REQUIRE_FALSE(answer.has_value());
        return answer.error().code;
    }
    signing::Report judged_upload(const std::string& id) {
        storage::UnitOfWork work{*database};
        return judged(files.read(storage::find_file(work, storage::find_result_upload(work, id)->file)->sha256));
    }
};

}  // namespace

TEST_CASE("the clerk who holds the device seals what the person signed; both signatures verify", "[signing][seal]") {
    Desk office;
    office.assign(office.mai);
    const auto upload = office.upload(office.signed_by_person());
    const auto sealed = office_tests::told(office.seal(upload, dossier::Role::clerk, office.mai));
    CHECK(sealed.at("status") == "pending");
    CHECK(office.run("verify_result", jobs::verify_result) == 1);
    const auto report = office.judged_upload(sealed.at("id"));
    INFO(report.summary);
    CHECK(report.verdict == signing::Verdict::Passed);
    REQUIRE(report.signatures.size() == 2);
    CHECK(report.signatures[1].signer == "Ủy ban nhân dân xã Mẫu");
    CHECK(office.refused(upload, dossier::Role::clerk, office.mai) == ErrorCode::WrongState);  // once
}

TEST_CASE("the agency does not sign first", "[signing][seal][R-SIG-01]") {
    Desk office;
    office.assign(office.mai);
    CHECK(office.refused(office.upload(office.paper()), dossier::Role::clerk, office.mai) == ErrorCode::WrongState);  // 409
    auto spoiled = office.signed_by_person();
    spoiled[spoiled.size() / 2] = static_cast<char>(spoiled[spoiled.size() / 2] ^ 1);
    CHECK(office.refused(office.upload(spoiled), dossier::Role::clerk, office.mai) == ErrorCode::WrongState);
}

TEST_CASE("leader, specialist and a clerk without the device do not sign for the agency", "[signing][seal][R-SIG-03]") {
    Desk office;
    office.assign(office.mai);
    const auto upload = office.upload(office.signed_by_person());
    for (const auto role : {dossier::Role::leader, dossier::Role::specialist, dossier::Role::administrator}) {
        CHECK(office.refused(upload, role, office.mai) == ErrorCode::NotPermitted);  // 403
        http::Principal principal;
        principal.kind = http::Principal::Kind::Officer;
        principal.roles = {std::string{dossier::name_of(role)}};
        CHECK_FALSE(http::allows(principal, http::Permission::SealResults));
    }
    CHECK(office.refused(upload, dossier::Role::clerk, office.hoa) == ErrorCode::NotPermitted);
}

TEST_CASE("nobody signs for the agency while no holder is written down", "[signing][seal]") {
    Desk office;
    CHECK(office.refused(office.upload(office.signed_by_person()), dossier::Role::clerk, office.mai) == ErrorCode::NotPermitted);
}

TEST_CASE("a device whose certificate was not written down signs for nobody", "[signing][seal]") {
    Desk office;
    office.assign(office.mai, "");
    CHECK(office.refused(office.upload(office.signed_by_person()), dossier::Role::clerk, office.mai) == ErrorCode::NotPermitted);
}
