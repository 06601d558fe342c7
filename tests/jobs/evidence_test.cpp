// What a verdict on a result rested on is kept with it.

#include <filesystem>

#include <openssl/evp.h>

#include "integrations/signing/demo_signer.hpp"
#include "server/http/api/results.hpp"
#include "server/jobs/verify_result.hpp"
#include "server/storage/result_store.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"

using namespace papers_tests;
using nlohmann::json;

namespace {

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    bytes.resize(static_cast<std::size_t>(size) - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
    return bytes;
}

struct Uploaded {
    dossier::DossierId dossier;
    std::string id, pdf;
};

// Signed by the person and the agency, uploaded and judged.
Uploaded a_judged_result(Printing& office) {
    Uploaded uploaded{office.receive(office.open().id).id, {}, office.forms.pdf("<meta charset=utf-8><p>Quyết định</p>")};
    for (const auto role : {signing::DemoRole::Person, signing::DemoRole::Agency})
        uploaded.pdf = *signing::sign_as(office.config.demo_pki, uploaded.pdf, {.role = role, .reason = {}, .at = vn("2026-11-23T09:40")});
    storage::ResultUpload row;
    row.agency = dossier_tests::agency;
    row.dossier = uploaded.dossier;
    row.file = office.a_file(uploaded.pdf);
    row.asked = {{"form", "electronic"}, {"code", "KQ"}, {"title", "Quyết định"}, {"number", "1"}};
    row.uploaded_by = dossier::OfficerId{"00000000-0000-7000-8000-000000000010"};
    row.uploaded_at = vn("2026-11-23T09:45");
    storage::UnitOfWork work{*office.database};
    uploaded.id = storage::insert_result_upload(work, row);
    storage::enqueue(work, {"verify_result", "", {{"upload", uploaded.id}}, row.uploaded_at});
    work.commit();
    REQUIRE(office.run("verify_result", jobs::verify_result) == 1);
    return uploaded;
}

json shown(Printing& office, const Uploaded& uploaded, const char* when) {
    const auto request = office_tests::request_by(dossier_tests::desk(), when, {{"dossier_id", uploaded.dossier.text()}, {"upload_id", uploaded.id}});
    return office_tests::told(http::show_result_evidence(request, office.services));
}

}  // namespace

TEST_CASE("years later, without trust folder and network, the report is shown and reached again from what was kept", "[signing][R-SIG-11]") {
    Printing office;
    const auto uploaded = a_judged_result(office);
    std::filesystem::remove_all(office.config.trust_dir);

    const auto all = shown(office, uploaded, "2036-11-23T09:00");

    const auto& report = all.at("report");
    CHECK(report.at("verdict") == "TOTAL-PASSED");
    CHECK(report.at("checked_by").at("officer") == "00000000-0000-7000-8000-000000000010");
    REQUIRE(dossier::parse_iso8601(report.at("checked_at").get<std::string>()));
    REQUIRE(report.at("signatures").size() == 2);
    for (const auto& one : report.at("signatures")) {
        for (const auto* member : {"serial", "issuer", "claimed_time", "certificate_sha256"}) CHECK_FALSE(one.at(member).get<std::string>().empty());
        CHECK_FALSE(one.at("revocation_evidence").empty());
        for (const auto& item : one.at("evidence"))
            CHECK(std::any_of(all.at("evidence").begin(), all.at("evidence").end(), [&](const json& kept) { return kept.at("sha256") == item.at("sha256"); }));
    }
    std::vector<signing::EvidenceItem> kept;
    for (const auto& item : all.at("evidence")) {
        kept.push_back(signing::evidence_item(*signing::evidence_kind_named(item.at("kind").get<std::string>()), from_base64(item.at("der"))));
        CHECK(kept.back().sha256 == item.at("sha256"));
    }
    signing::VerifyOptions options;
    options.trust = std::make_shared<signing::TrustStore>(signing::TrustStore::of(kept));
    options.at = *dossier::parse_iso8601(report.at("checked_at").get<std::string>());
    const auto again = signing::verify(uploaded.pdf, options);
    INFO(again.summary);
    CHECK(again.verdict == signing::Verdict::Passed);
}

TEST_CASE("each report names the version of the rules it was judged by", "[signing][R-SIG-25]") {
    Printing office;
    const auto uploaded = a_judged_result(office);
    CHECK(shown(office, uploaded, "2026-11-24T09:00").at("report").at("policy") == signing::Policy{}.version);
}

TEST_CASE("evidence that several verdicts share is kept once", "[signing]") {
    Printing office;
    const auto one = a_judged_result(office), other = a_judged_result(office);
    constexpr storage::Statement count{"count_evidence", "SELECT count(*) AS items FROM signature_evidence"};
    storage::UnitOfWork work{*office.database};
    const auto items = work.one(count)->number("items");
    CHECK(items == static_cast<std::int64_t>(storage::evidence_of(work, one.id).size()));
    CHECK(items == static_cast<std::int64_t>(storage::evidence_of(work, other.id).size()));
}
