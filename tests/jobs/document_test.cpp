// Documents from outside, from arrival to the people who work with them; documents sent to other agencies.

#include <algorithm>
#include <filesystem>

#include <openssl/pem.h>

#include "tests/jobs/registry.hpp"
#include "tests/unit/signing/world.hpp"

using namespace papers_tests;

namespace {

const json to_unit{{"unit", "MC"}}, matches{{"scan_matches_paper", true}};

std::vector<std::pair<std::string, bool>> checks_of(const json& document) {
    std::vector<std::pair<std::string, bool>> checks;
    for (const auto& each : document.at("checks")) checks.emplace_back(each.at("name").get<std::string>(), each.at("passed").get<bool>());
    return checks;
}

}  // namespace

TEST_CASE("paper from outside is scanned, signed by the agency, registered and forwarded, in that order only", "[documents][R-DIG-11]") {
    Registry office;
    office.give_device();
    const auto document = office.take(office.paper(), came("paper"));
    CHECK(document.at("scan") == true);
    CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));
    CHECK(office.out_of_turn(http::register_incoming, document));
    office.done(http::see_incoming, document, matches);
    CHECK(office.done(http::seal_incoming, document).at("sealed_at").is_string());
    CHECK(office.out_of_turn(http::seal_incoming, document));
    CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));  // before registration: 409
    CHECK(office.done(http::register_incoming, document).at("number") == 1);
    CHECK(office.out_of_turn(http::register_incoming, document));
    CHECK(office.done(http::forward_incoming, document, to_unit).at("forwarded_to") == "MC");
    CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));
    // The scan itself is as it was; the signed file is another, and the agency's signature on it is valid.
    const auto after = office.now(document);
    CHECK(office.bytes_of(dossier::FileId{after.at("file").get<std::string>()}) != office.bytes_of(dossier::FileId{after.at("sealed_file").get<std::string>()}));
    const auto report = office.judged(office.bytes_of(dossier::FileId{after.at("sealed_file").get<std::string>()}));
    CHECK(report.verdict == signing::Verdict::Passed);
    CHECK(report.signatures.at(0).signer == "Ủy ban nhân dân xã Mẫu");
}

TEST_CASE("a scanned document from outside is not forwarded without a valid signature of the agency; a confirmed component of a dossier needs none",
          "[documents][R-DIG-10]") {
    Registry office;
    office.give_device();
    const auto document = office.take(office.paper(), came("paper"));
    CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));
    office.done(http::see_incoming, document, matches);
    office.config.trust_dir = office.folder.path() / "nobody-trusted";
    CHECK(office.out_of_turn(http::seal_incoming, document));  // a signature nobody can verify is none
    CHECK(office.out_of_turn(http::register_incoming, document));
    CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));
    office.config.trust_dir = office.config.demo_pki;
    office.done(http::seal_incoming, document);
    office.done(http::register_incoming, document);
    CHECK(office.done(http::forward_incoming, document, to_unit).at("forwarded_to") == "MC");

    const auto id = office.open().id;
    const auto scan = office.a_file(office.paper());
    office.act(id, dossier::AddFile{dossier_tests::form_code, 1, scan, dossier::FileOrigin::Scan, dossier::FileSignature::None, dossier::Originality::Original, {}, ""},
               dossier_tests::desk(), "2026-11-23T09:05");
    office.act(id, dossier::ConfirmComponent{dossier_tests::form_code, 1, {}}, dossier_tests::desk(), "2026-11-23T09:06");
    office.receive(id);
    office.act(id, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T10:00");
    CHECK(office.act(id, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T10:30").state == dossier::State::InProcess);
}

TEST_CASE("a document of another agency is checked four ways; a failed check is on record and stops its reception", "[documents][R-XCH-21]") {
    Registry office;
    const auto good = office.take(office.signed_by_both(), came("exchange"));
    CHECK(checks_of(good) == std::vector<std::pair<std::string, bool>>{{"completeness", true}, {"integrity", true}, {"origin", true}, {"signatures", true}});
    CHECK(checks_of(office.now(good)) == checks_of(good));
    CHECK(office.done(http::register_incoming, good).at("number") == 1);

    const auto stopped = [&](const std::string& pdf, const http::Pairs& query, const std::string& check) {
        const auto document = office.take(pdf, query);
        INFO(document.dump());
        for (const auto& [name, passed] : checks_of(office.now(document)))
            if (name == check) CHECK_FALSE(passed);
        CHECK(office.out_of_turn(http::register_incoming, document));
        CHECK(office.out_of_turn(http::forward_incoming, document, to_unit));
        return checks_of(document);
    };
    auto no_subject = came("exchange");
    no_subject.back().second = "";
    stopped(office.signed_by_both(), no_subject, "completeness");
    auto another = came("exchange");
    another.emplace_back("sha256", std::string(64, '0'));
    stopped(office.signed_by_both(), another, "integrity");
    auto altered = office.signed_by_both();
    const auto at = altered.find("stream") + 40;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    stopped(altered, came("exchange"), "integrity");
    stopped(office.signed_by_both(), came("exchange", "false", "Ủy ban nhân dân xã Khác"), "origin");
    stopped(office.paper(), came("exchange"), "signatures");
    CHECK(office.done(http::register_incoming, office.take(office.signed_by_both(), came("exchange"))).at("number") == 2);  // no number was spent
}

TEST_CASE("a scan that came by e-mail is received only after the clerk ticked that its signature and seal were looked at", "[documents][R-SIG-22]") {
    Registry office;
    const auto document = office.take(office.paper(), came("email", "true"));
    CHECK(office.out_of_turn(http::register_incoming, document));
    const auto unticked = office.step(http::see_incoming, document, {{"signature_and_seal_seen", false}});
    REQUIRE_FALSE(unticked);
    CHECK(unticked.error().code == ErrorCode::InvalidInput);
    CHECK(office.out_of_turn(http::register_incoming, document));
    const auto seen = office.done(http::see_incoming, document, {{"signature_and_seal_seen", true}}, "2026-11-23T10:15");
    CHECK(seen.at("seen_by") == office.mai);
    CHECK(seen.at("seen_by_name") == "mai");
    CHECK(seen.at("seen_at") == "2026-11-23T10:15:00+07:00");
    CHECK(office.done(http::register_incoming, document, nullptr, "2026-11-23T10:20").at("number") == 1);
}

TEST_CASE("a document keeps its own date beside the day it arrived; a date that cannot be is refused with its field", "[documents]") {
    Registry office;
    const auto taken_with = [&](const char* how, const std::string& dated) {
        auto query = came(how);
        query.emplace_back("dated", dated);
        return http::take_incoming(office.with(office.paper(), query, "2026-11-23T09:00"), office.services);
    };
    for (const auto* day : {"2026-11-20", "2026-11-23", "1945-09-02"}) {
        const auto document = office_tests::told(taken_with("exchange", day));
        CHECK(document.at("dated") == day);
        CHECK(office.now(document).at("dated") == day);
        CHECK(document.at("arrived_at") == "2026-11-23T09:00:00+07:00");
    }
    CHECK(office_tests::told(taken_with("paper", "")).at("dated").is_null());
    CHECK(office.take(office.paper(), came("paper")).at("dated").is_null());
    for (const auto* day : {"2026-11-24", "1945-09-01", "0026-11-20", "2026-02-30", "20/11/2026", "x"})
        for (const auto* how : {"paper", "exchange"}) {
            CAPTURE(day, how);
            const auto refused = taken_with(how, day);
            REQUIRE_FALSE(refused);
            REQUIRE(refused.error().code == ErrorCode::InvalidInput);
            CHECK(refused.error().fields.at(0).field == "dated");
        }
    storage::UnitOfWork work{*office.database};
    CHECK(storage::incoming_of(work, dossier_tests::agency, 20).size() == 5);
}

TEST_CASE("what a document is worth follows from its signatures and cannot be typed in", "[documents][R-SIG-23]") {
    Registry office;
    CHECK(office.take(office.signed_by_both(), came("exchange")).at("legal_status") == "equal_to_original");
    CHECK(office.take(office.paper(), came("exchange")).at("legal_status") == "for_information");
    CHECK(office.take(office.as(signing::DemoRole::Person, office.paper()), came("exchange")).at("legal_status") == "for_information");
    CHECK(office.take(office.as(signing::DemoRole::Agency, office.paper()), came("exchange")).at("legal_status") == "for_information");
    CHECK(office.take(office.paper(), came("email", "true")).at("legal_status") == "for_information");
    auto typed = came("exchange");
    typed.emplace_back("legal_status", "equal_to_original");
    const auto refused = http::take_incoming(office.with(office.paper(), typed, "2026-11-23T09:00"), office.services);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("an unsigned document is not sent; a signed one arrives at the other agency with its checks made", "[documents][R-XCH-16][R-SIG-15]") {
    Registry office;
    const auto send = [&](const std::string& pdf) {
        return http::send_outgoing(office.with(pdf, {{"to", "H56.03"}, {"notation", "16/CV-UBND"}, {"subject", "Trả lời"}}, "2026-11-23T09:00"), office.services);
    };
    for (const auto& pdf : {office.paper(), office.as(signing::DemoRole::Person, office.paper()), office.as(signing::DemoRole::Agency, office.paper())}) {
        const auto refused = send(pdf);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::WrongState);  // 409
    }
    CHECK(send(office.signed_by_both()).has_value());
    storage::UnitOfWork work{*office.database};
    const auto there = storage::incoming_of(work, "H56.03", 10);
    REQUIRE(there.size() == 1);
    CHECK(there[0].sender == "Ủy ban nhân dân xã Mẫu");
    CHECK(there[0].checks.size() == 4);
    CHECK(std::all_of(there[0].checks.begin(), there[0].checks.end(), [](const auto& each) { return each.passed; }));
}

namespace {

void write_pem(const std::filesystem::path& path, const auto& write) {
    std::filesystem::create_directories(path.parent_path());
    std::FILE* out = std::fopen(path.c_str(), "w");
    write(out);
    std::fclose(out);
}

// A trust folder of the small world of tests, with these revoked.
std::filesystem::path trust_folder(const std::filesystem::path& folder, const std::vector<signing::Revocation>& revoked) {
    const auto& world = signing_tests::world();
    const auto from = signing_tests::now() - std::chrono::days{1}, to = signing_tests::now() + std::chrono::days{9};
    write_pem(folder / "official" / "root.pem", [&](std::FILE* out) { PEM_write_X509(out, world.root.certificate.get()); });
    write_pem(folder / "crl" / "root.pem", [&](std::FILE* out) { PEM_write_X509_CRL(out, signing::make_crl(world.root, {}, from, to)->get()); });
    write_pem(folder / "crl" / "authority.pem", [&](std::FILE* out) { PEM_write_X509_CRL(out, signing::make_crl(world.authority, revoked, from, to)->get()); });
    return folder;
}

}  // namespace

TEST_CASE("signatures of e-mailed documents are checked like all others: each fault refuses with its own code", "[documents][R-EML-02]") {
    using namespace signing_tests;
    Registry office;
    static const Identity expired = a_signer([](CertificateSpec& spec) { spec.to = signing_tests::now() - days{10}; });
    static const Identity stranger = *issue({.common_name = "Lạ", .organisation = "UBND xã Mẫu", .title = {}, .from = signing_tests::now() - days{9}, .to = signing_tests::now() + days{9}, .key_usage = "digitalSignature", .kind = KeyKind::P256}, nullptr);
    office.config.trust_dir = trust_folder(office.folder.path() / "trust", {});
    const auto code = [&](const std::string& pdf, const std::string& sender) {
        const auto document = office.take(pdf, came("email", "false", sender), "2026-06-15T09:00");
        const bool received = office.step(http::register_incoming, document, nullptr, "2026-06-15T09:10").has_value();
        for (const auto& each : document.at("checks"))
            if (!each.at("passed")) {
                CHECK_FALSE(received);
                return each.at("code").get<std::string>();
            }
        CHECK(received);
        return std::string{};
    };
    const auto good = signed_by(world().person, a_pdf());
    CHECK(code(good, "UBND xã Mẫu") == "");
    CHECK(code(replaced(good, "100.000", "900.000"), "UBND xã Mẫu") == "HASH_FAILURE");
    CHECK(code(signed_by(expired, a_pdf()), "UBND xã Mẫu") == "EXPIRED");
    CHECK(code(signed_by(stranger, a_pdf()), "UBND xã Mẫu") == "NO_CERTIFICATE_CHAIN_FOUND");
    CHECK(code(good, "UBND xã Khác") == "SUBJECT_MISMATCH");
    office.config.trust_dir = trust_folder(office.folder.path() / "revoked", {{world().person.certificate.get(), signing_tests::now() - days{5}}});
    CHECK(code(good, "UBND xã Mẫu") == "REVOKED");
}
