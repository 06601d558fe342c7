// Asking a CA's responder and lists over HTTP: a real server that is told to misbehave.
#include <catch2/catch.hpp>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>

#include <openssl/pem.h>

#include <unistd.h>

#include "forge.hpp"
#include "integrations/signing/revocation_client.hpp"
#include "integrations/signing/upgrade.hpp"
#include "tests/support/places.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;
using integrations::HttpsClient;

namespace {

Instant today() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

// A demonstration PKI whose CA answers on a loopback port; its list of officials is not in the trust store.
class Authority {
  public:
    Authority() {
        (void)make_demo_pki(folder_, {}, today(), KeyKind::P256);
        write("index.txt", "");
        const auto script = test_support::in_source("integrations/doubles/revocation_double.py");
        pipe_ = ::popen(("echo $$; exec python3 " + script + " " + folder_.string() + " 0 2>/dev/null").c_str(), "r");
        started = std::fscanf(pipe_, "%d %d", &process_, &port_) == 2;
        ca_ = {std::move(load_certificates(folder_ / "ca" / "official.pem")->front()), {}};
        const auto text = read_file(folder_ / "ca" / "official.key");
        const BioPtr bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
        ca_.key = PKeyPtr{PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
        trust = std::make_shared<TrustStore>();
        trust->add(std::move(load_certificates(folder_ / "official" / "root.pem")->front()), AnchorRole::Official);
        (void)trust->add_lists(folder_ / "crl" / "official-root.crl");
    }
    ~Authority() {
        if (process_ > 0) ::kill(process_, SIGTERM);
        ::pclose(pipe_);
        std::error_code none;
        fs::remove_all(folder_, none);
    }
    std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
    void become(const std::string& behaviour) { (void)HttpsClient{}.send({"POST", url("/control"), {}, behaviour}); }
    int asked() const { return std::stoi(HttpsClient{}.send({"GET", url("/count")})->body); }
    // A file signed by somebody whose certificate names these services.
    std::string signed_file(bool responder, bool list) {
        CertificateSpec spec{.common_name = "Người ký", .organisation = "UBND xã Mẫu", .title = {}, .from = today() - days{1}, .to = today() + days{30},
                             .key_usage = "critical,digitalSignature", .kind = KeyKind::P256};
        if (responder) spec.responder_url = url("/ocsp");
        if (list) spec.list_url = url("/official.crl");
        auto signer = *issue(spec, &ca_);
        const BigNumPtr number{ASN1_INTEGER_to_BN(X509_get0_serialNumber(signer.certificate.get()), nullptr)};
        char* digits = BN_bn2hex(number.get());
        serial_ = digits;
        OPENSSL_free(digits);
        write("index.txt", "V\t400101000000Z\t\t" + serial_ + "\tunknown\t/CN=x\n");
        CertificateChain chain{shared(signer.certificate.get()), {}};
        chain.issuers.push_back(shared(ca_.certificate.get()));
        SoftKey key{std::move(signer.key)};
        auto request = a_request();
        request.at = today();
        return *sign_pdf(a_pdf(), chain, key, request);
    }
    void revoke_signer() { write("index.txt", "R\t400101000000Z\t200101000000Z,keyCompromise\t" + serial_ + "\tunknown\t/CN=x\n"); }
    Report judged(const std::string& pdf, RevocationSource source) const {
        return verify(pdf, {.trust = trust, .policy = {}, .at = today(), .claimed_issuer = {}, .source = std::move(source)});
    }
    // Time stamps of an authority whose certificate names the list.
    Stamper stamper() const {
        const auto authority = std::make_shared<Identity>(*issue({.common_name = "TSA", .organisation = "TSA", .title = {}, .from = today() - days{1}, .to = today() + days{30},
                                                                  .key_usage = "critical,digitalSignature", .extended_usage = "critical,timeStamping",
                                                                  .list_url = url("/official.crl"), .kind = KeyKind::P256}, &ca_));
        return [authority](std::string_view digest) -> dossier::Result<std::string> {
            return token_of({.authority = authority.get(), .imprint = std::string(digest), .time = today()});
        };
    }
    std::shared_ptr<TrustStore> trust;
    bool started = false;

  private:
    void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
    fs::path folder_ = fs::temp_directory_path() / ("motcua-ca-" + std::to_string(::getpid()));
    FILE* pipe_ = nullptr;
    int process_ = 0, port_ = 0;
    Identity ca_;
    std::string serial_;
};

std::shared_ptr<RevocationClient> a_client(std::chrono::seconds pause = std::chrono::seconds{60}) {
    return std::make_shared<RevocationClient>(RevocationClient::Limits{std::chrono::milliseconds{500}, std::chrono::milliseconds{1'000}, 1U << 20, pause});
}

}  // namespace

TEST_CASE("the responder a certificate names is asked, and remembered", "[signing][revocation]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto pdf = authority.signed_file(true, true);
    CHECK(authority.judged(pdf, {}).reason == Reason::TryLater);
    const auto source = source_of(a_client(), today());
    const auto report = authority.judged(pdf, source);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(std::any_of(report.signatures.at(0).evidence.begin(), report.signatures[0].evidence.end(), [](const auto& line) { return line.starts_with("OCSP"); }));
    const int asked = authority.asked();
    CHECK(authority.judged(pdf, source).verdict == Verdict::Passed);
    CHECK(authority.asked() == asked);
}

TEST_CASE("a responder's word that a certificate is revoked counts", "[signing][revocation][attack]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto pdf = authority.signed_file(true, false);
    authority.revoke_signer();
    const auto report = authority.judged(pdf, source_of(a_client(), today()));
    CAPTURE(why(report));
    CHECK(report.reason == Reason::Revoked);
}

TEST_CASE("without a responder the list is fetched", "[signing][revocation]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto report = authority.judged(authority.signed_file(false, true), source_of(a_client(), today()));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("services that are down, slow or talk nonsense leave the verdict open, soon, and are asked again later", "[signing][revocation]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto pdf = authority.signed_file(true, true);
    const std::string behaviour = GENERATE("down", "slow", "garbage", "error_500");
    authority.become(behaviour);
    const auto client = a_client();
    const auto begun = std::chrono::steady_clock::now();
    const auto report = authority.judged(pdf, source_of(client, today()));
    CAPTURE(behaviour, why(report));
    CHECK(report.verdict == Verdict::Indeterminate);
    CHECK(report.reason == Reason::TryLater);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{6});
    const int asked = authority.asked();
    authority.become("normal");
    if (behaviour != "garbage") {
        CHECK(authority.judged(pdf, source_of(client, today())).verdict == Verdict::Indeterminate);  // left alone for a minute
        CHECK(authority.asked() == asked);
    }
    const auto recovered = authority.judged(pdf, source_of(client, today() + std::chrono::minutes{11}));
    CAPTURE(why(recovered));
    CHECK(recovered.verdict == Verdict::Passed);
}

TEST_CASE("a certificate of an unknown authority sends us nowhere", "[signing][revocation][attack]") {
    Authority authority;
    REQUIRE(authority.started);
    static const Identity stranger_root = *issue({.common_name = "Lạ", .organisation = "Lạ", .title = {}, .from = today() - days{1}, .to = today() + days{30}, .authority = true, .key_usage = "keyCertSign", .kind = KeyKind::P256}, nullptr);
    CertificateSpec spec{.common_name = "Lạ", .organisation = "Lạ", .title = {}, .from = today() - days{1}, .to = today() + days{30}, .key_usage = "digitalSignature", .kind = KeyKind::P256};
    spec.responder_url = authority.url("/ocsp");
    auto signer = *issue(spec, &stranger_root);
    CertificateChain chain{shared(signer.certificate.get()), {}};
    SoftKey key{std::move(signer.key)};
    auto request = a_request();
    request.at = today();
    const auto report = authority.judged(*sign_pdf(a_pdf(), chain, key, request), source_of(a_client(), today()));
    CHECK(report.reason == Reason::NoCertificateChain);
    CHECK(authority.asked() == 0);
}

TEST_CASE("the fetched answers and lists are what the long-term level keeps in the file", "[signing][revocation]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto pdf = authority.signed_file(true, true);
    const auto done = upgrade(pdf, Level::LongTerm, *authority.trust, authority.stamper(), today(), source_of(a_client(), today()));
    REQUIRE(done.has_value());
    const auto report = authority.judged(*done, {});  // nobody is asked: the file speaks for itself
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(std::any_of(report.signatures.at(0).evidence.begin(), report.signatures[0].evidence.end(), [](const auto& line) { return line.starts_with("OCSP"); }));
}

TEST_CASE("nobody answers: the file stays at its level rather than claim evidence it lacks", "[signing][revocation]") {
    Authority authority;
    REQUIRE(authority.started);
    const auto pdf = authority.signed_file(true, true);
    authority.become("down");
    const auto done = upgrade(pdf, Level::LongTerm, *authority.trust, authority.stamper(), today(), source_of(a_client(), today()));
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == dossier::ErrorCode::WrongState);
}
