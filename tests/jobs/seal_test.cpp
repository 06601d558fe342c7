// The agency's signature on a result: after the person's, by the clerk who holds the device, by nobody else.

#include "server/http/permission.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

TEST_CASE("the clerk who holds the device seals what the person signed; both signatures verify", "[signing][seal]") {
    Desk office;
    office.assign(office.mai);
    const auto upload = office.upload(office.signed_by_person());
    const auto sealed = office_tests::told(office.seal(upload, dossier::Role::clerk, office.mai));
    CHECK(sealed.at("status") == "pending");
    CHECK(office.run("verify_result", jobs::verify_result) == 2);
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
