// XAdES: time and certificate are signed with the document, once, and are the signer's.
#include <catch2/catch.hpp>

#include "xml_letters.hpp"

using namespace signing_tests;

namespace {

const std::string properties_type = "http://uri.etsi.org/01903#SignedProperties";

std::string base64(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    text.resize(static_cast<size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes), static_cast<int>(bytes.size()))));
    return text;
}

Instant signed_at() { return now() - days{2}; }

using Change = std::function<void(PreparedXml&)>;

std::string named(const Change& change = {}, X509* certificate = world().agency.certificate.get()) {
    return signed_xml(letter, world().agency, Algorithm::Ecdsa, change, XmlSigner{certificate, signed_at()});
}
const std::string& named_letter() {
    static const auto made = named();
    return made;
}

// The agency itself signs these properties: only the reading of them can refuse them.
std::string with_properties(const std::string& from, const std::string& to) {
    return named([&](PreparedXml& p) {
        const auto of = [](const std::string& object) {
            const auto begin = object.find("<xades:SignedProperties"), end = object.rfind("</xades:SignedProperties>") + 25;
            return object.substr(begin, end - begin);
        };
        const auto before = base64(sha256(of(p.object)));
        p.object = replaced(p.object, from, to);
        p.signed_info = replaced(p.signed_info, before, base64(sha256(of(p.object))));
    });
}
std::string without_reference(const std::string& signed_info) {
    const auto begin = signed_info.find("<Reference Type="), end = signed_info.rfind("</Reference>") + 12;
    return signed_info.substr(0, begin) + signed_info.substr(end);
}
std::string id_in(const std::string& xml) { return xml.substr(xml.find("<Signature "), 200).substr(xml.substr(xml.find("<Signature "), 200).find("Id=\"") + 4, 22); }
std::string object_in(const std::string& xml) {
    const auto begin = xml.find("<Object>"), end = xml.find("</Object>") + 9;
    return xml.substr(begin, end - begin);
}

struct Attack {
    const char* name;
    std::function<std::string()> make;
    Reason reason;
};

const std::vector<Attack>& attacks() {
    static const std::string digest = base64(sha256(der_of(world().agency.certificate.get(), i2d_X509)));
    static const std::string other_digest = base64(sha256(der_of(world().person.certificate.get(), i2d_X509)));
    static const std::vector<Attack> list{
        {"certificate digest of somebody else", [] { return with_properties(digest, other_digest); }, Reason::SigConstraintsFailure},
        {"properties of somebody else", [] { return named({}, world().person.certificate.get()); }, Reason::SigConstraintsFailure},
        {"certificate digest by SHA-1", [] { return with_properties("xmlenc#sha256", "xmlenc#sha1"); }, Reason::SigConstraintsFailure},
        {"issuer and number of somebody else", [] { const auto& s = named_letter(); const auto at = s.find("<xades:IssuerSerialV2>") + 22; const auto value = s.substr(at, s.find('<', at) - at); return with_properties(value, base64("khac")); }, Reason::SigConstraintsFailure},
        {"no certificate named", [] { const auto& s = named_letter(); const auto at = s.find("<xades:Cert>"), end = s.find("</xades:Cert>") + 13; return with_properties(s.substr(at, end - at), ""); }, Reason::SigConstraintsFailure},
        {"time that is none", [] { return with_properties("2026-06-13T", "hom qua"); }, Reason::SigConstraintsFailure},
        {"time changed after signing", [] { return replaced(named_letter(), "2026-06-13T", "2020-06-13T"); }, Reason::SigCryptoFailure},
        {"properties not referenced", [] { return named([](PreparedXml& p) { p.signed_info = without_reference(p.signed_info); }); }, Reason::FormatFailure},
        {"properties added to a plain signature", [] { return named([](PreparedXml& p) { p.signed_info = prepare_xml(letter, Algorithm::Ecdsa)->signed_info; }); }, Reason::FormatFailure},
        {"reference to properties, none there", [] { return named([](PreparedXml& p) { p.object = ""; }); }, Reason::FormatFailure},
        {"reference to properties without its type", [] { return named([](PreparedXml& p) { p.signed_info = replaced(p.signed_info, " Type=\"" + properties_type + "\"", ""); }); }, Reason::FormatFailure},
        {"reference of that type to the document", [] { return named([](PreparedXml& p) { p.signed_info = replaced(p.signed_info, "URI=\"#" + p.id + "-thuoc-tinh\"", "URI=\"\""); }); }, Reason::FormatFailure},
        {"properties referenced twice", [] { return named([](PreparedXml& p) { const auto begin = p.signed_info.find("<Reference Type="), end = p.signed_info.rfind("</Reference>") + 12; p.signed_info.insert(end, p.signed_info.substr(begin, end - begin)); }); }, Reason::FormatFailure},
        {"properties referenced, the document not", [] { return named([](PreparedXml& p) { const auto begin = p.signed_info.find("<Reference Id="), end = p.signed_info.find("</Reference>") + 12; p.signed_info.erase(begin, end - begin); }); }, Reason::FormatFailure},
        {"properties transformed as the document", [] { return named([](PreparedXml& p) { const auto at = p.signed_info.rfind("<Transform "); p.signed_info.insert(at, "<Transform Algorithm=\"" + ds + "enveloped-signature\"></Transform>"); }); }, Reason::FormatFailure},
        {"two SignedProperties", [] { const auto& s = named_letter(); return replaced(s, "</xades:SignedProperties>", "</xades:SignedProperties><xades:SignedProperties Id=\"hai\"></xades:SignedProperties>"); }, Reason::FormatFailure},
        {"two SignedProperties, the first forged, with one Id", [] { const auto& s = named_letter(); const auto object = object_in(s); return replaced(s, "<Object>", replaced(object, "2026-06-13T", "2020-06-13T") + "<Object>"); }, Reason::FormatFailure},
        {"signed properties hidden in the document, forged ones shown", [] { const auto& s = named_letter(); const auto object = object_in(s); return replaced(replaced(s, object, replaced(object, "2026-06-13T", "2020-06-13T")), "<Money", object + "<Money"); }, Reason::FormatFailure},
        {"Id of the properties on the document's element", [] { const auto& s = named_letter(); return replaced(s, "<Money", "<Money ID=\"" + id_in(s) + "-thuoc-tinh\""); }, Reason::FormatFailure},
        {"unsigned properties", [] { return replaced(named_letter(), "</xades:QualifyingProperties>", "<xades:UnsignedProperties></xades:UnsignedProperties></xades:QualifyingProperties>"); }, Reason::FormatFailure},
        {"properties of another signature", [] { return replaced(named_letter(), "Target=\"#Chu", "Target=\"#Khac"); }, Reason::FormatFailure},
        {"two times", [] { return with_properties("<xades:SigningTime>", "<xades:SigningTime>2020-01-01T00:00:00Z</xades:SigningTime><xades:SigningTime>"); }, Reason::FormatFailure},
        {"text between properties", [] { return with_properties("<xades:SigningCertificateV2>", "chữ<xades:SigningCertificateV2>"); }, Reason::FormatFailure},
        {"something else in the Object", [] { return replaced(named_letter(), "<Object>", "<Object><Manifest></Manifest>"); }, Reason::FormatFailure},
    };
    return list;
}

}  // namespace

TEST_CASE("an XML signature names time and certificate as XAdES does, by any algorithm", "[signing][xml]") {
    static const Identity rsa = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa2048; });
    const auto by_rsa = signed_xml(letter, rsa, Algorithm::RsaPkcs1, {}, XmlSigner{rsa.certificate.get(), signed_at()});
    for (const auto& xml : {named_letter(), by_rsa, named([](PreparedXml& p) { p.signed_info = replaced(p.signed_info, "URI=\"\"", "URI=\"#thu\""); }),
                            with_properties("<xades:SignedDataObjectProperties>", " <xades:SignedDataObjectProperties>")}) {
        const auto report = verify_xml(xml, judge());
        CAPTURE(why(report), xml);
        CHECK(report.verdict == Verdict::Passed);
        CHECK(report.signatures.at(0).level == "XAdES-B-B");
        CHECK(report.signatures.at(0).claimed_time == signed_at());
    }
}

TEST_CASE("properties that are not the signer's, not signed or there twice are refused", "[signing][xml][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify_xml(attack.make(), judge());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
    CHECK(report.reason == attack.reason);
}
