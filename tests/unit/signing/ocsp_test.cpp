// OCSP answers kept in the file: who may give them, about whom, and for how long they count.
#include <catch2/catch.hpp>

#include <ctime>

#include "forge.hpp"
#include "integrations/signing/upgrade.hpp"

using namespace signing_tests;

namespace {

struct AnswerShape {
    const Identity* responder = &world().responder;
    const X509* about = nullptr;                 // default: the person
    int status = V_OCSP_CERTSTATUS_GOOD;
    Instant updated = now() - std::chrono::hours{1};
    Instant next = now() + days{1};
    Instant revoked{};
    int unsigned_rows = 0;                       // added to the answer after it was signed
};

Owned<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free> general(Instant at) {
    using namespace std::chrono;
    return Owned<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free>{
        ASN1_GENERALIZEDTIME_set(nullptr, duration_cast<seconds>(at.time_since_epoch()).count())};
}

std::string answer_of(const AnswerShape& shape) {
    const OcspBasicPtr basic{OCSP_BASICRESP_new()};
    const X509* about = shape.about != nullptr ? shape.about : world().person.certificate.get();
    const Owned<OCSP_CERTID, OCSP_CERTID_free> id{OCSP_cert_to_id(EVP_sha1(), about, world().authority.certificate.get())};
    const auto revoked = general(shape.revoked), updated = general(shape.updated), next = general(shape.next);
    OCSP_basic_add1_status(basic.get(), id.get(), shape.status, OCSP_REVOKED_STATUS_KEYCOMPROMISE,
                           shape.status == V_OCSP_CERTSTATUS_REVOKED ? revoked.get() : nullptr, updated.get(), next.get());
    OCSP_basic_sign(basic.get(), shape.responder->certificate.get(), shape.responder->key.get(), EVP_sha256(), nullptr, 0);
    for (int i = 0; i < shape.unsigned_rows; ++i) OCSP_basic_add1_status(basic.get(), id.get(), shape.status, 0, nullptr, updated.get(), next.get());
    const OcspResponsePtr response{OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get())};
    return der_of(response.get(), i2d_OCSP_RESPONSE);
}

// The person's signature with these answers in its security store; no list speaks about the person.
Report with_answers(const std::vector<AnswerShape>& shapes) {
    Evidence evidence;
    for (const auto& shape : shapes) evidence.ocsp_responses.push_back(answer_of(shape));
    const auto pdf = add_security_store(signed_by(world().person, a_pdf()), evidence);
    auto trust = std::make_shared<TrustStore>();
    trust->add(shared(world().root.certificate.get()), AnchorRole::Official);
    trust->add(*make_crl(world().root, {}, now() - days{1}, now() + days{30}));
    return verify(*pdf, {.trust = trust, .policy = {}, .at = now()});
}
Report with_answer(const AnswerShape& shape) { return with_answers({shape}); }

}  // namespace

TEST_CASE("a fresh answer by an authorised responder is revocation evidence", "[signing][ocsp]") {
    const auto report = with_answer({});
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    REQUIRE_FALSE(report.signatures.at(0).evidence.empty());
    CHECK(report.signatures[0].evidence[0].starts_with("OCSP"));
    CHECK(with_answer({.responder = &world().authority}).verdict == Verdict::Passed);  // the CA itself may answer
}

TEST_CASE("an answer the signer put into the signature is revocation evidence", "[signing][ocsp][genuine]") {
    const auto values = der::sequence({der::tagged(0xa1, der::sequence({answer_of({})}))});
    const auto pdf = forged(signed_by(world().person, a_pdf()), [&](const std::string& digest) {
        CmsShape shape{.signer = &world().person, .attributes = usual_attributes(digest, world().person.certificate.get())};
        shape.attributes.push_back(attribute("1.2.840.113583.1.1.8", values));
        return cms_of(shape);
    });
    auto trust = std::make_shared<TrustStore>();
    trust->add(shared(world().root.certificate.get()), AnchorRole::Official);
    trust->add(*make_crl(world().root, {}, now() - days{1}, now() + days{30}));
    const auto report = verify(pdf, {.trust = trust, .policy = {}, .at = now()});
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("an answer that revokes refuses the signature", "[signing][ocsp][attack]") {
    CHECK(with_answer({.status = V_OCSP_CERTSTATUS_REVOKED, .revoked = now() - days{5}}).reason == Reason::Revoked);
}

TEST_CASE("answers by strangers, about others, stale or unknown prove nothing", "[signing][ocsp][attack]") {
    static const Identity unauthorised = a_signer();
    CHECK(with_answer({.responder = &unauthorised}).reason == Reason::TryLater);
    CHECK(with_answer({.about = world().agency.certificate.get()}).reason == Reason::TryLater);
    CHECK(with_answer({.updated = now() - days{9}, .next = now() - days{8}}).reason == Reason::TryLater);
    CHECK(with_answer({.status = V_OCSP_CERTSTATUS_UNKNOWN}).reason == Reason::TryLater);
}

TEST_CASE("an answer of thousands of rows about one certificate is asked once who signed it", "[signing][ocsp][attack]") {
    const auto before = std::clock();
    const auto report = with_answer({.responder = &world().authority, .unsigned_rows = 10'000});
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Indeterminate);
    CHECK(std::clock() - before < 2 * CLOCKS_PER_SEC);
}

TEST_CASE("some answers with a wrong signature hide no good one, a heap of them ends the asking", "[signing][ocsp][attack]") {
    const auto among_wrong = [](int wrong) {
        std::vector<AnswerShape> shapes;
        for (int i = 0; i < wrong; ++i) shapes.push_back({.updated = now() - std::chrono::minutes{i + 60}, .unsigned_rows = 1});
        shapes.push_back({});
        return with_answers(shapes);
    };
    CHECK(among_wrong(40).verdict == Verdict::Passed);
    CHECK(among_wrong(60).reason == Reason::TryLater);
}
