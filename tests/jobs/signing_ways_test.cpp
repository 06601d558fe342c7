// The one-stop system signs results and receipts; a device behind a remote signer passes what a device at hand passes.

#include <filesystem>
#include <thread>

#include "integrations/signing/hexadecimal.hpp"
#include "integrations/signing/token_worker.hpp"
#include "server/jobs/render_form.hpp"
#include "tests/jobs/signers.hpp"
#include "tests/support/needed.hpp"

using namespace papers_tests;
namespace fs = std::filesystem;

namespace {

const char* const persons = "01";
const char* const agencys = "02";

// A token that holds both keys of the office's demonstration PKI.
test_support::SoftToken token_of(const Leaders& office) {
    test_support::SoftToken token{office.folder.path()};
    token.take(office.config.demo_pki / "person" / "key.pem", persons);
    token.take(office.config.demo_pki / "agency" / "key.pem", agencys);
    return token;
}

// `motcua token` for one key, as long as it lives.
class Worker {
  public:
    Worker(signing::Pkcs11Key& key, fs::path socket) : socket_(std::move(socket)), thread_([this, &key] { (void)signing::serve_token(key, socket_, stop_); }) {
        for (int i = 0; i < 200 && !fs::exists(socket_); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    ~Worker() {
        stop_ = true;
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    const fs::path& socket() const { return socket_; }

  private:
    fs::path socket_;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

// The test every way of signing passes: a result signed by the person, sealed, judged and attached.
void signs_a_result(Leaders& office, signing::Key& person) {
    const auto draft = office.upload(office.paper());
    const auto session = office_tests::told(office.begin(draft, office.minh, "person"));
    const auto signature = person.sign(*signing::unhex(session.at("attributes").get<std::string>()), signing::Algorithm::Ecdsa);
    REQUIRE(signature);
    const std::string next = office_tests::told(office.end(draft, office.minh, session, *signature)).at("id");
    const auto sealed = office.sealed(next);
    CHECK(office.run("verify_result", jobs::verify_result) == 3);
    INFO(office.now_upload(sealed).report.dump());
    CHECK(office.now_upload(sealed).status == storage::UploadStatus::Passed);
    CHECK(office.now(office.dossier).result(office.now_upload(sealed).file));
}

// The receipt as it is printed when no device is configured.
std::string unsigned_receipt() {
    Printing office;
    office.config.demo_pki.clear();
    const auto received = office.receive(office.open().id);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    return office.bytes_of(office.now(received.id).forms.at(0).file);
}

// And a receipt the system printed, signed with the agency's key.
void signs_a_receipt(const Leaders& office, signing::Key& agency, const std::string& receipt) {
    REQUIRE(office.judged(receipt).verdict == signing::Verdict::NoSignature);
    const auto chain = *signing::load_chain(office.config.demo_pki / "agency" / "cert.pem", office.config.demo_pki / "agency" / "chain.pem");
    const auto done = signing::sign_pdf(receipt, chain, agency, {.field = "ChuKyCoQuan", .signer_name = "Ủy ban nhân dân xã Mẫu", .reason = {}, .at = vn("2026-11-23T10:00")});
    REQUIRE(done);
    const auto report = office.judged(*done);
    INFO(report.summary);
    CHECK(report.verdict == signing::Verdict::Passed);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].signer == "Ủy ban nhân dân xã Mẫu");
}

}  // namespace

TEST_CASE("results and receipts are signed in the one-stop system; the remote signer passes the same test as the device at hand", "[signing][token][R-SIG-16]") {
    Leaders office;
    const auto token = token_of(office);
    const auto receipt = unsigned_receipt();
    const auto key = [&](const char* id) { return signing::Pkcs11Key::open({token.module, token.label, id, token.pin}); };
    SECTION("the device at hand") {
        {
            auto person = key(persons);
            REQUIRE(person);
            signs_a_result(office, *person);
        }
        auto agency = key(agencys);
        REQUIRE(agency);
        signs_a_receipt(office, *agency, receipt);
    }
    SECTION("the remote signer") {
        {
            auto person = key(persons);
            REQUIRE(person);
            const Worker worker{*person, office.folder.path() / "person.socket"};
            signing::RemoteKey remote{worker.socket(), "ket-qua"};
            signs_a_result(office, remote);
        }
        auto agency = key(agencys);
        REQUIRE(agency);
        const Worker worker{*agency, office.folder.path() / "agency.socket"};
        signing::RemoteKey remote{worker.socket(), "giay-hen"};
        signs_a_receipt(office, remote, receipt);
        // As the server itself does after printing.
        office.config.agency_socket = worker.socket();
        office.config.agency_certificate = office.config.demo_pki / "agency" / "cert.pem";
        office.config.agency_chain = office.config.demo_pki / "agency" / "chain.pem";
        const auto printed = office.receive(office.open().id);
        REQUIRE(office.run("render_form", jobs::render_form) >= 1);
        const auto signed_form = office.judged(office.bytes_of(office.now(printed.id).forms.at(0).file));
        CHECK(signed_form.verdict == signing::Verdict::Passed);
        CHECK(signed_form.signatures.size() == 1);
    }
}
