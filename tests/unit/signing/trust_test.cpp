// Chain, time, revocation and time stamps: whom we believe, and when.
#include <catch2/catch.hpp>

#include "forge.hpp"

using namespace signing_tests;

namespace {

std::string signed_with(const Identity& signer, Instant claimed = now() - days{1}) {
    auto request = a_request();
    request.at = claimed;
    return signed_by(signer, a_pdf(), request);
}

Report judged(const std::string& pdf, std::shared_ptr<const TrustStore> trust, Instant at = now()) {
    return verify(pdf, {.trust = std::move(trust), .policy = {}, .at = at});
}

Identity below(const Identity& issuer, void (*change)(CertificateSpec&)) {
    CertificateSpec spec{.common_name = "Người ký thử", .organisation = "UBND xã Mẫu", .title = {}, .from = now() - days{100},
                         .to = now() + days{700}, .key_usage = "critical,digitalSignature,nonRepudiation", .kind = KeyKind::P256};
    change(spec);
    return *issue(spec, &issuer);
}

}  // namespace

TEST_CASE("tampered, expired, revoked, untrusted and foreign-subject papers are refused, each with its own code",
          "[signing][R-SIG-10]") {
    static const Identity expired = a_signer([](CertificateSpec& spec) { spec.to = now() - days{10}; });
    static const Identity stranger = *issue({.common_name = "Lạ", .organisation = "Lạ", .title = {}, .from = now() - days{9}, .to = now() + days{9}, .key_usage = "digitalSignature", .kind = KeyKind::P256}, nullptr);
    const auto revoked = trust_with_lists({{world().person.certificate.get(), now() - days{5}}}, now() - days{1}, now() + days{9});
    const auto good = signed_with(world().person);
    CHECK(judged(replaced(good, "100.000", "900.000"), world().trust).reason == Reason::HashFailure);
    CHECK(judged(signed_with(expired), world().trust).reason == Reason::Expired);
    CHECK(judged(good, revoked).reason == Reason::Revoked);
    CHECK(judged(signed_with(stranger), world().trust).reason == Reason::NoCertificateChain);
    auto options = judge();
    options.claimed_issuer = "UBND xã Mẫu";
    CHECK(verify(good, options).verdict == Verdict::Passed);
    options.claimed_issuer = "UBND xã Khác";
    CHECK(verify(good, options).reason == Reason::SubjectMismatch);
}

TEST_CASE("a chain that breaks a constraint is refused", "[signing][attack]") {
    static const auto wrong_usage = a_signer([](CertificateSpec& spec) { spec.key_usage = "critical,keyEncipherment"; });
    static const auto server_only = a_signer([](CertificateSpec& spec) { spec.extended_usage = "serverAuth"; });
    static const auto not_yet = a_signer([](CertificateSpec& spec) { spec.from = now() + days{1}; });
    static const auto by_a_person = below(world().person, [](CertificateSpec&) {});
    static const auto too_deep = [] {
        const auto lower = below(world().authority, [](CertificateSpec& spec) { spec.authority = true; spec.key_usage = "keyCertSign,cRLSign"; });
        return below(lower, [](CertificateSpec&) {});
    }();
    static const auto issuing = below(world().root, [](CertificateSpec& spec) { spec.authority = true; spec.key_usage = "digitalSignature,keyCertSign,cRLSign"; });
    CHECK(judged(signed_with(issuing), world().trust).reason == Reason::ChainConstraintsFailure);
    CHECK(judged(signed_with(wrong_usage), world().trust).reason == Reason::ChainConstraintsFailure);
    CHECK(judged(signed_with(server_only), world().trust).reason == Reason::ChainConstraintsFailure);
    CHECK(judged(signed_with(not_yet), world().trust).reason == Reason::NotYetValid);
    CHECK(judged(signed_with(by_a_person), world().trust).verdict != Verdict::Passed);
    CHECK(judged(signed_with(too_deep), world().trust).verdict != Verdict::Passed);
    CHECK(judged(signed_with(world().root), world().trust).verdict != Verdict::Passed);
}

TEST_CASE("without trust or without revocation data nothing is ever valid", "[signing]") {
    const auto pdf = signed_with(world().person);
    CHECK(judged(pdf, nullptr).verdict == Verdict::Indeterminate);
    auto bare = std::make_shared<TrustStore>();
    bare->add(shared(world().root.certificate.get()), AnchorRole::Official);
    CHECK(judged(pdf, bare).verdict == Verdict::Indeterminate);
    CHECK(judged(pdf, bare).reason == Reason::TryLater);
    const auto stale = trust_with_lists({}, now() - days{60}, now() - days{30});
    CHECK(judged(pdf, stale).reason == Reason::TryLater);
}

TEST_CASE("a list signed by someone else says nothing", "[signing][attack]") {
    auto trust = std::make_shared<TrustStore>();
    trust->add(shared(world().root.certificate.get()), AnchorRole::Official);
    trust->add(*make_crl(world().root, {}, now() - days{1}, now() + days{30}));
    const Identity liar{shared(world().authority.certificate.get()), PKeyPtr{EVP_EC_gen("P-256")}};
    trust->add(*make_crl(liar, {}, now() - days{1}, now() + days{30}));
    CHECK(judged(signed_with(world().person), trust).reason == Reason::TryLater);
}

TEST_CASE("revocation counts from its date against what is proven, not against what is claimed", "[signing]") {
    const auto revoked = trust_with_lists({{world().person.certificate.get(), now() - days{5}}}, now() - days{1}, now() + days{9});
    SECTION("claimed before, nothing proven") {
        CHECK(judged(signed_with(world().person, now() - days{8}), revoked).reason == Reason::RevokedNoPoe);
    }
    SECTION("stamped before") {
        const auto report = judged(stamped(world().person, now() - days{8}), revoked);
        CAPTURE(why(report));
        CHECK(report.verdict == Verdict::Passed);
        CHECK_FALSE(report.signatures[0].remarks.empty());
        CHECK(report.signatures[0].level == "PAdES-B-T");
    }
    SECTION("stamped after") { CHECK(judged(stamped(world().person, now() - days{2}), revoked).reason == Reason::Revoked); }
    SECTION("the authority itself") {
        auto trust = std::make_shared<TrustStore>();
        trust->add(shared(world().root.certificate.get()), AnchorRole::Official);
        trust->add(*make_crl(world().root, {{world().authority.certificate.get(), now() - days{50}}}, now() - days{1}, now() + days{30}));
        trust->add(*make_crl(world().authority, {}, now() - days{1}, now() + days{30}));
        CHECK(judged(signed_with(world().person), trust).reason == Reason::Revoked);
    }
}

TEST_CASE("a certificate that has expired since is valid only with a time stamp from before", "[signing]") {
    static const Identity expired = a_signer([](CertificateSpec& spec) { spec.to = now() - days{10}; });
    CHECK(judged(signed_with(expired, now() - days{20}), world().trust).reason == Reason::OutOfBoundsNoPoe);
    const auto report = judged(stamped(expired, now() - days{20}), world().trust);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(judged(stamped(expired, now() - days{5}), world().trust).reason == Reason::Expired);
}

TEST_CASE("stamps of an authority whose key may be lost prove nothing, whatever their date", "[signing][attack]") {
    const auto revoked_for = [](int reason) { return trust_with_lists({{world().stamper.certificate.get(), now() - days{1}, reason}}, now() - days{1}, now() + days{9}); };
    const auto stamp = stamped(world().person, now() - days{8});
    CHECK(judged(stamp, revoked_for(-1)).reason == Reason::Revoked);
    CHECK(judged(stamp, revoked_for(CRL_REASON_KEY_COMPROMISE)).reason == Reason::Revoked);
    CHECK(judged(stamp, revoked_for(CRL_REASON_CESSATION_OF_OPERATION)).verdict == Verdict::Passed);
    CHECK(judged(stamped(world().person, now() - std::chrono::hours{2}), revoked_for(CRL_REASON_CESSATION_OF_OPERATION)).reason == Reason::Revoked);
}

TEST_CASE("a time stamp from the future proves nothing", "[signing][attack]") {
    const auto report = judged(stamped(world().person, now() + days{5}), world().trust);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Failed);
    CHECK(report.reason == Reason::TimestampOrder);
    CHECK_FALSE(report.signatures.at(0).proven_time);
    CHECK(judged(stamped(world().person, now() + std::chrono::minutes{5}), world().trust).verdict == Verdict::Passed);
}

TEST_CASE("a time stamp that is not sound spoils the signature", "[signing][attack]") {
    static const Identity no_authority = a_signer();
    const auto reason_of = [](const std::function<void(TokenShape&)>& change) {
        const auto report = judged(stamped(world().person, now() - days{1}, change), world().trust);
        return std::string(name_of(report.verdict)) + " " + name_of(report.reason);
    };
    CHECK(reason_of({}) == "TOTAL-PASSED ");
    CHECK(reason_of([](TokenShape& t) { t.imprint = sha256("chữ ký khác"); }) == "TOTAL-FAILED HASH_FAILURE");
    CHECK(reason_of([](TokenShape& t) { t.authority = &no_authority; }) == "TOTAL-FAILED CHAIN_CONSTRAINTS_FAILURE");
    CHECK(reason_of([](TokenShape& t) { t.names_certificate = false; }) == "TOTAL-FAILED SIG_CONSTRAINTS_FAILURE");
    CHECK(reason_of([](TokenShape& t) { t.imprint_oid = "1.3.14.3.2.26"; t.imprint = std::string(20, 'x'); }) == "TOTAL-FAILED CRYPTO_CONSTRAINTS_FAILURE");
}

TEST_CASE("SHA-1 signatures are weak unless the policy makes an exception for old material", "[signing][R-SIG-24]") {
    static const auto pdf = [] {
        const auto base = signed_by(world().person, a_pdf());
        const auto range = range_of(base);
        const auto covered = base.substr(0, range[1]) + base.substr(range[2], range[3]);
        unsigned char digest[20];
        EVP_Digest(covered.data(), covered.size(), digest, nullptr, EVP_sha1(), nullptr);
        return forged(base, [&](const std::string&) {
            CmsShape shape{.signer = &world().person, .attributes = usual_attributes({reinterpret_cast<char*>(digest), 20}, world().person.certificate.get())};
            shape.digest_oid = "1.3.14.3.2.26";
            shape.signed_with = EVP_sha1();
            return cms_of(shape);
        });
    }();
    const auto refused = judged(pdf, world().trust);
    CHECK(refused.verdict == Verdict::Failed);
    CHECK(refused.reason == Reason::CryptoConstraintsFailure);
    CHECK(refused.summary.find("yếu") != std::string::npos);
    auto options = judge();
    options.policy.digests.insert("SHA1");
    const auto allowed = verify(pdf, options);
    CAPTURE(why(allowed));
    CHECK(allowed.verdict == Verdict::Passed);
}

TEST_CASE("the rule set's version is part of every report", "[signing]") {
    auto options = judge();
    options.policy.version = "thu-2026.9";
    CHECK(verify(a_pdf(), options).policy == "thu-2026.9");
    CHECK(to_json(verify(a_pdf(), options), "a.pdf").find("thu-2026.9") != std::string::npos);
}

TEST_CASE("what a verdict rested on reaches it again without the trust folder", "[signing]") {
    const auto pdf = signed_result();
    const auto first = verified(pdf);
    REQUIRE(first.verdict == Verdict::Passed);
    std::vector<EvidenceItem> kept;
    for (const auto& one : first.signatures) kept.insert(kept.end(), one.kept.begin(), one.kept.end());
    const auto again = verify(pdf, {.trust = std::make_shared<TrustStore>(TrustStore::of(kept)), .policy = {}, .at = now()});
    CAPTURE(why(again));
    CHECK(again.verdict == Verdict::Passed);
    CHECK(again.signatures.at(0).role == "official");
    CHECK(again.signatures[0].evidence == first.signatures[0].evidence);
    // Without the lists nothing is known any more.
    std::erase_if(kept, [](const EvidenceItem& item) { return item.kind == EvidenceKind::RevocationList; });
    const auto bare = verify(pdf, {.trust = std::make_shared<TrustStore>(TrustStore::of(kept)), .policy = {}, .at = now()});
    CHECK(bare.verdict == Verdict::Indeterminate);
}
