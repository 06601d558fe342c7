// Signatures whose CMS is wrong in one respect, over files that are otherwise perfect.
#include <catch2/catch.hpp>

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "forge.hpp"
#include "integrations/signing/cms_reader.hpp"

using namespace signing_tests;

namespace {

using Attributes = std::vector<std::string>;

std::string with_shape(const std::function<void(CmsShape&, const std::string&)>& change, const Identity& signer = world().person) {
    static const std::string pdf = signed_by(world().person, a_pdf());
    return forged(pdf, [&](const std::string& digest) {
        CmsShape shape{.signer = &signer, .attributes = usual_attributes(digest, signer.certificate.get())};
        change(shape, digest);
        return cms_of(shape);
    });
}

std::string with_der(const std::function<std::string(std::string)>& change) {
    static const std::string pdf = signed_by(world().person, a_pdf());
    return forged(pdf, [&](const std::string& digest) {
        return change(cms_of({.signer = &world().person, .attributes = usual_attributes(digest, world().person.certificate.get())}));
    });
}

std::string sha1_of_range(const std::string& pdf) {
    const auto range = range_of(pdf);
    const auto covered = pdf.substr(0, range[1]) + pdf.substr(range[2], range[3]);
    unsigned char digest[20];
    EVP_Digest(covered.data(), covered.size(), digest, nullptr, EVP_sha1(), nullptr);
    return {reinterpret_cast<char*>(digest), 20};
}

struct Attack {
    const char* name;
    std::function<std::string()> make;
    Reason reason;
};

X509* person() { return world().person.certificate.get(); }

const std::vector<Attack>& attacks() {
    static const Identity short_key = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa1024; });
    static const std::vector<Attack> list{
        {"two signers", [] { return with_shape([](CmsShape& s, auto&) { s.signers = 2; }); }, Reason::FormatFailure},
        {"no signer", [] { return with_shape([](CmsShape& s, auto&) { s.signers = 0; }); }, Reason::FormatFailure},
        {"embedded content", [] { return with_shape([](CmsShape& s, auto&) { s.content = "xin chao"; }); }, Reason::FormatFailure},
        {"no certificate", [] { return with_shape([](CmsShape& s, auto&) { s.certificates = false; }); }, Reason::NoSigningCertificate},
        {"no signed attributes", [] { return with_shape([](CmsShape& s, auto&) { s.attributes.clear(); }); }, Reason::SigConstraintsFailure},
        {"message digest missing", [] { return with_shape([](CmsShape& s, auto&) { s.attributes = Attributes{content_type(), ess_v2(person())}; }); }, Reason::SigConstraintsFailure},
        {"message digest twice", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes.push_back(message_digest(std::string(32, 'x'))); (void)d; }); }, Reason::SigConstraintsFailure},
        {"message digest with two values", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{content_type(), attribute("1.2.840.113549.1.9.4", der::octets(d), 2), ess_v2(person())}; }); }, Reason::SigConstraintsFailure},
        {"message digest of something else", [] { return with_shape([](CmsShape& s, auto&) { s.attributes = usual_attributes(sha256("khác"), person()); }); }, Reason::HashFailure},
        {"content type missing", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{message_digest(d), ess_v2(person())}; }); }, Reason::SigConstraintsFailure},
        {"content type of another kind", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{content_type("1.2.840.113549.1.7.2"), message_digest(d), ess_v2(person())}; }); }, Reason::SigConstraintsFailure},
        {"certificate not named", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{content_type(), message_digest(d)}; }); }, Reason::SigConstraintsFailure},
        {"another certificate named", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{content_type(), message_digest(d), ess_v2(person(), sha256("khác"))}; }); }, Reason::SigConstraintsFailure},
        {"certificate named by a digest nobody has", [] { return with_shape([](CmsShape& s, auto& d) { s.attributes = Attributes{content_type(), message_digest(d), attribute("1.2.840.113549.1.9.16.2.47", der::sequence({der::sequence({der::sequence({der::algorithm("1.2.840.113549.2.4", false), der::octets("")})})}))}; }); }, Reason::SigConstraintsFailure},
        {"second naming contradicts the first", [] { return with_shape([](CmsShape& s, auto&) { s.attributes.push_back(ess_v2(person(), sha256("khác"))); }); }, Reason::SigConstraintsFailure},
        {"signature value of another message", [] { return with_shape([](CmsShape& s, auto&) { s.altered_signature = std::string(70, 'x'); }); }, Reason::SigCryptoFailure},
        {"signature value empty", [] { return with_shape([](CmsShape& s, auto&) { s.altered_signature = std::string(1, '\0'); }); }, Reason::SigCryptoFailure},
        {"SHA-1 content digest", [] { static const auto pdf = signed_by(world().person, a_pdf()); return forged(pdf, [](const std::string&) { CmsShape s{.signer = &world().person, .attributes = usual_attributes(sha1_of_range(pdf), person())}; s.digest_oid = "1.3.14.3.2.26"; s.signed_with = EVP_sha1(); return cms_of(s); }); }, Reason::CryptoConstraintsFailure},
        {"digest and signature algorithms disagree", [] { return with_shape([](CmsShape& s, auto&) { s.algorithm = der::algorithm("1.2.840.10045.4.3.3", false); }); }, Reason::SigCryptoFailure},
        {"algorithm of another kind of key", [] { return with_shape([](CmsShape& s, auto&) { s.algorithm = der::algorithm("1.2.840.113549.1.1.11", true); }); }, Reason::SigCryptoFailure},
        {"key of 1024 bits", [] { return with_shape([](CmsShape&, auto&) {}, short_key); }, Reason::CryptoConstraintsFailure},
        {"bytes after the CMS", [] { return with_der([](std::string der) { return der + "rác"; }); }, Reason::FormatFailure},
        {"byte of the signature value flipped", [] { return with_der([](std::string der) { der[der.size() - 5] ^= 1; return der; }); }, Reason::SigCryptoFailure},
        {"huge length", [] { return with_der([](std::string) { return std::string("\x30\x84\x7f\xff\xff\xff\x06\x09", 8); }); }, Reason::FormatFailure},
        {"length of length beyond the end", [] { return with_der([](std::string) { return std::string("\x30\xfe\x01", 3); }); }, Reason::FormatFailure},
        {"nothing but zeros", [] { return with_der([](std::string) { return std::string(100, '\0'); }); }, Reason::FormatFailure},
        {"data instead of signed data", [] { return with_der([](std::string) { return der::sequence({der::oid("1.2.840.113549.1.7.1"), der::tagged(0xa0, der::octets("x"))}); }); }, Reason::FormatFailure},
    };
    return list;
}

}  // namespace

TEST_CASE("a CMS that is wrong in one respect is refused for that reason", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
    REQUIRE(report.signatures.size() == 1);
    bool named = false;
    for (const auto& finding : report.signatures[0].findings) named = named || finding.reason == attack.reason;
    CHECK(named);
}

TEST_CASE("an RSA key whose signatures everybody can write is weak, whatever its length", "[signing][attack]") {
    const PKeyPtr sound{EVP_RSA_gen(2048)};
    BIGNUM* modulus = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(sound.get(), OSSL_PKEY_PARAM_RSA_N, &modulus) == 1);
    for (const unsigned exponent : {1U, 2U, 3U, 65536U, 65537U}) {
        const Owned<BIGNUM, BN_free> e{BN_new()};
        BN_set_word(e.get(), exponent);
        const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> build{OSSL_PARAM_BLD_new()};
        OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus);
        OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
        const Owned<OSSL_PARAM, OSSL_PARAM_free> parts{OSSL_PARAM_BLD_to_param(build.get())};
        const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
        EVP_PKEY* key = nullptr;
        REQUIRE(EVP_PKEY_fromdata_init(context.get()) == 1);
        REQUIRE(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parts.get()) == 1);
        const PKeyPtr made{key};
        const X509Ptr certificate{X509_new()};
        REQUIRE(X509_set_pubkey(certificate.get(), key) == 1);
        std::vector<Finding> findings;
        judge_key(certificate.get(), {}, findings);
        CAPTURE(exponent);
        CHECK(findings.empty() == (exponent == 3 || exponent == 65537));
    }
    BN_free(modulus);
}

TEST_CASE("EdDSA signatures are understood", "[signing][genuine]") {
    static const Identity edwards = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Ed25519; });
    const auto report = verify(with_shape([](CmsShape&, auto&) {}, edwards), judge());
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}
