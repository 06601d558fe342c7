// XML signatures: what we sign passes, whatever lies beside the signed root or is signed in another way does not.
#include <catch2/catch.hpp>

#include "xml_letters.hpp"

using namespace signing_tests;

namespace {

// Once: ECDSA values differ each time.
const std::string& signed_letter() {
    static const auto made = signed_xml(letter, world().agency, Algorithm::Ecdsa);
    return made;
}
// The agency itself signs another SignedInfo: only its shape can refuse it.
std::string otherwise(const std::string& from, const std::string& to) {
    return signed_xml(letter, world().agency, Algorithm::Ecdsa, [&](PreparedXml& p) { p.signed_info = replaced(p.signed_info, from, to); });
}
std::string by_id() { return otherwise("URI=\"\"", "URI=\"#thu\""); }

struct Attack {
    const char* name;
    std::function<std::string()> make;
    Reason reason;
};

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"text changed", [] { return replaced(signed_letter(), "100.000", "900.000"); }, Reason::SigCryptoFailure},
        {"attribute changed", [] { return replaced(signed_letter(), "VND", "USD"); }, Reason::SigCryptoFailure},
        {"element added", [] { return replaced(signed_letter(), "<Money", "<More></More><Money"); }, Reason::SigCryptoFailure},
        {"digest changed", [] { return replaced(signed_letter(), "<DigestValue>", "<DigestValue>AAAA"); }, Reason::SigCryptoFailure},
        {"signature value changed", [] { return replaced(signed_letter(), "<SignatureValue>", "<SignatureValue>AAAA"); }, Reason::SigCryptoFailure},
        {"signature of another document", [] { const auto other = signed_xml(replaced(letter, "100", "900"), world().agency, Algorithm::Ecdsa); return replaced(signed_letter(), signature_of(signed_letter()), signature_of(other)); }, Reason::SigCryptoFailure},
        {"certificate of somebody else", [] { return replaced(signed_letter(), signature_of(signed_letter()), replaced(signature_of(signed_letter()), "<X509Certificate>", "<X509Certificate>AAAA")); }, Reason::SigCryptoFailure},
        {"wrapped: forged first, original in a wrapper", [] { const auto s = by_id(); return "<edXML xmlns=\"urn:x\"><Money>900</Money><W>" + s + "</W></edXML>"; }, Reason::FormatFailure},
        {"wrapped: original inside an Object", [] { const auto s = by_id(); const auto sig = signature_of(s); return replaced(replaced(letter, "thu", "gia"), "</edXML>", replaced(sig, "</Signature>", "<Object>" + without_signature(s) + "</Object></Signature>") + "</edXML>"); }, Reason::FormatFailure},
        {"wrapped: original before the signature, same Id", [] { const auto s = by_id(); return replaced(letter, "</edXML>", without_signature(s) + signature_of(s) + "</edXML>"); }, Reason::FormatFailure},
        {"wrapped: original before the signature, forged without Id", [] { const auto s = by_id(); return replaced(replaced(letter, " Id=\"thu\"", ""), "</edXML>", without_signature(s) + signature_of(s) + "</edXML>"); }, Reason::FormatFailure},
        {"wrapped: same Id in another spelling", [] { return replaced(by_id(), "<Money", "<Money ID=\"thu\""); }, Reason::FormatFailure},
        {"wrapped: xml:id", [] { return replaced(by_id(), "<Money", "<Money xml:id=\"thu\""); }, Reason::FormatFailure},
        {"signature not last", [] { const auto s = signed_letter(); return replaced(s, "</Signature>", "</Signature><Money>900</Money>"); }, Reason::FormatFailure},
        {"signature deeper", [] { const auto s = signed_letter(); return replaced(s, signature_of(s), "<W>" + signature_of(s) + "</W>"); }, Reason::FormatFailure},
        {"two signatures", [] { const auto s = signed_letter(); return replaced(s, "</Signature>", "</Signature>" + signature_of(s)); }, Reason::FormatFailure},
        {"comment within a text", [] { return replaced(signed_letter(), "100.000", "100<!-- -->.000"); }, Reason::FormatFailure},
        {"processing instruction", [] { return replaced(signed_letter(), "100.000", "<?x y?>100.000"); }, Reason::FormatFailure},
        {"comment after the root", [] { return signed_letter() + "<!-- x -->"; }, Reason::FormatFailure},
        {"document type", [] { return "<!DOCTYPE edXML>" + signed_letter(); }, Reason::FormatFailure},
        {"entity of a local file", [] { return "<!DOCTYPE edXML [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + replaced(signed_letter(), "100.000", "&e;"); }, Reason::FormatFailure},
        {"entities that multiply", [] { std::string dtd = "<!DOCTYPE edXML [<!ENTITY a0 \"ha\">"; for (int i = 1; i < 30; ++i) dtd += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">"; return dtd + "]>" + replaced(signed_letter(), "100.000", "&a29;"); }, Reason::FormatFailure},
        {"nested without end", [] { std::string deep; for (int i = 0; i < 100'000; ++i) deep += "<a>"; return deep; }, Reason::FormatFailure},
        {"reference to a local file", [] { return otherwise("URI=\"\"", "URI=\"file:///etc/hostname\""); }, Reason::FormatFailure},
        {"reference to a host", [] { return otherwise("URI=\"\"", "URI=\"http://127.0.0.1:9/x\""); }, Reason::FormatFailure},
        {"reference by XPointer", [] { return otherwise("URI=\"\"", "URI=\"#xpointer(//Money)\""); }, Reason::FormatFailure},
        {"reference to a part", [] { return signed_xml(replaced(letter, "<Money", "<Money Id=\"tien\""), world().agency, Algorithm::Ecdsa, [](PreparedXml& p) { p.signed_info = replaced(p.signed_info, "URI=\"\"", "URI=\"#tien\""); }); }, Reason::FormatFailure},
        {"reference without address", [] { return otherwise(" URI=\"\"", ""); }, Reason::FormatFailure},
        {"reference with a type", [] { return otherwise(" URI=\"\"", " Type=\"" + ds + "Manifest\" URI=\"\""); }, Reason::FormatFailure},
        {"two references", [] { return otherwise("</SignedInfo>", "<Reference URI=\"\"></Reference></SignedInfo>"); }, Reason::FormatFailure},
        {"transformed by XSLT", [] { return otherwise(ds + "enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116"); }, Reason::FormatFailure},
        {"transformed by XPath", [] { return otherwise(ds + "enveloped-signature", "http://www.w3.org/TR/1999/REC-xpath-19991116"); }, Reason::FormatFailure},
        {"transformed once more", [] { return otherwise("</Transforms>", "<Transform Algorithm=\"" + exclusive_form + "\"></Transform></Transforms>"); }, Reason::FormatFailure},
        {"prefixes kept by a list", [] { return otherwise("exc-c14n#\"></Transform>", "exc-c14n#\"><InclusiveNamespaces xmlns=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"x\"></InclusiveNamespaces></Transform>"); }, Reason::FormatFailure},
        {"canonical form with comments", [] { return otherwise("<CanonicalizationMethod Algorithm=\"" + exclusive_form, "<CanonicalizationMethod Algorithm=\"" + exclusive_form + "WithComments"); }, Reason::FormatFailure},
        {"SHA-1 digest", [] { return otherwise("http://www.w3.org/2001/04/xmlenc#sha256", ds + "sha1"); }, Reason::FormatFailure},
        {"SHA-1 signature", [] { return otherwise("2001/04/xmldsig-more#ecdsa-sha256", "2001/04/xmldsig-more#ecdsa-sha1"); }, Reason::FormatFailure},
        {"shared secret", [] { return otherwise("2001/04/xmldsig-more#ecdsa-sha256", "2001/04/xmldsig-more#hmac-sha256"); }, Reason::FormatFailure},
        {"method of another key", [] { return otherwise("ecdsa-sha256", "rsa-sha256"); }, Reason::SigCryptoFailure},
        {"key without certificate", [] { const auto s = signed_letter(); auto text = s; const auto begin = text.find("<X509Data>"), end = text.find("</X509Data>") + 11; return text.replace(begin, end - begin, "<KeyValue></KeyValue>"); }, Reason::FormatFailure},
        {"key named and certificate", [] { return replaced(signed_letter(), "<KeyInfo>", "<KeyInfo><KeyName>x</KeyName>"); }, Reason::FormatFailure},
        {"address of a key", [] { return replaced(signed_letter(), "<X509Data>", "<RetrievalMethod URI=\"file:///etc/hostname\"></RetrievalMethod><X509Data>"); }, Reason::FormatFailure},
        {"signer unknown", [] { static const auto stranger = *issue({.common_name = "Lạ", .organisation = "Lạ", .title = {}, .from = now() - days{1}, .to = now() + days{9}, .key_usage = "digitalSignature", .kind = KeyKind::P256}, nullptr); return signed_xml(letter, stranger, Algorithm::Ecdsa); }, Reason::NoCertificateChain},
        {"no XML", [] { return std::string("<edXML>"); }, Reason::FormatFailure},
    };
    return list;
}

}  // namespace

TEST_CASE("a signed XML document passes, whoever wrote it and however it refers to its root", "[signing][xml]") {
    static const Identity rsa = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa2048; });
    const std::vector<std::string> documents{
        signed_letter(), by_id(), signed_xml(letter, rsa, Algorithm::RsaPkcs1), signed_xml("<?xml version=\"1.0\"?>\n<x:a xmlns:x='urn:y' b = '1'>\n <x:c/>\n</x:a>\n", world().agency, Algorithm::Ecdsa),
        signed_xml("<a/>", world().agency, Algorithm::Ecdsa)};
    const auto report = verify_xml(documents.at(GENERATE(range(size_t{0}, size_t{5}))), judge());
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.at(0).level == "XMLDSig");
}

TEST_CASE("XML signatures that do not cover the whole document, or in another way than agreed, are refused", "[signing][xml][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify_xml(attack.make(), judge());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict != Verdict::Passed);
    CHECK(report.reason == attack.reason);
}

TEST_CASE("XML without a signature is unsigned, and only plain XML is signed", "[signing][xml]") {
    CHECK(verify_xml(letter, judge()).verdict == Verdict::NoSignature);
    CHECK_FALSE(prepare_xml(letter, Algorithm::RsaPss).has_value());
    CHECK_FALSE(prepare_xml(signed_letter(), Algorithm::Ecdsa).has_value());
    CHECK_FALSE(prepare_xml("<a><!-- x --></a>", Algorithm::Ecdsa).has_value());
    CHECK_FALSE(prepare_xml("<a xmlns=\"http://www.w3.org/x}y#\"/>", Algorithm::Ecdsa).has_value());  // no canonical form
    CHECK_FALSE(complete_xml(*prepare_xml(letter, Algorithm::Ecdsa), chain_of(world().agency), "x").has_value());
}
