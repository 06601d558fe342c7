#include "integrations/signing/xml_properties.hpp"

#include <algorithm>

#include "integrations/signing/cms_attributes.hpp"
#include "integrations/signing/der.hpp"
#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

bool is_property(const xmlNode* node, const char* name) { return is(node, name, properties_namespace); }

std::vector<xmlNode*> named(const xmlNode* parent, const char* name) {
    auto found = elements(parent);
    std::erase_if(found, [&](const xmlNode* one) { return !is_property(one, name); });
    return found;
}

// RFC 5035, IssuerSerial.
std::string issuer_serial(X509* signer) {
    const auto issuer = der::tagged(0xa4, der_of(X509_get_issuer_name(signer), i2d_X509_NAME));
    return der::sequence({der::sequence({issuer}), der_of(X509_get_serialNumber(signer), i2d_ASN1_INTEGER)});
}

const EVP_MD* hash_of(const std::string& address) {
    return address.ends_with("sha512") ? EVP_sha512() : address.ends_with("sha384") ? EVP_sha384() : EVP_sha256();
}

bool names(const xmlNode* certificate, X509* signer) {
    const auto parts = elements(certificate);
    if (!is_property(certificate, "Cert") || parts.empty() || parts.size() > 2 || !is_property(parts[0], "CertDigest")) return false;
    const auto digest = elements(parts[0]);
    if (digest.size() != 2 || !says(digest[0], "DigestMethod", xml_digests()) || !is(digest[1], "DigestValue")) return false;
    if (unbase64(content_of(digest[1])) != digest_of(der_of(signer, i2d_X509), hash_of(*only_attribute(digest[0], "Algorithm")))) return false;
    return parts.size() == 1 || (is_property(parts[1], "IssuerSerialV2") && unbase64(content_of(parts[1])) == issuer_serial(signer));
}

}  // namespace

SigningProperties signing_properties(const std::string& signature_id, X509* signer, dossier::Instant at) {
    SigningProperties made;
    made.id = signature_id + "-thuoc-tinh";
    const std::string ds = std::string(" xmlns=\"") + signature_namespace + "\"";
    // Exclusive canonical form repeats a namespace wherever it is used first.
    made.canonical = std::string("<xades:SignedProperties xmlns:xades=\"") + properties_namespace + "\" Id=\"" + made.id +
                     "\"><xades:SignedSignatureProperties><xades:SigningTime>" + dossier::iso8601(at) +
                     "</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><DigestMethod" + ds +
                     " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod><DigestValue" + ds + ">" + base64(sha256(der_of(signer, i2d_X509))) +
                     "</DigestValue></xades:CertDigest><xades:IssuerSerialV2>" + base64(issuer_serial(signer)) +
                     "</xades:IssuerSerialV2></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties><xades:SignedDataObjectProperties>"
                     "<xades:DataObjectFormat ObjectReference=\"#" + signature_id + "-tai-lieu\"><xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat>"
                     "</xades:SignedDataObjectProperties></xades:SignedProperties>";
    made.object = std::string("<Object><xades:QualifyingProperties xmlns:xades=\"") + properties_namespace + "\" Target=\"#" + signature_id + "\">" +
                  made.canonical + "</xades:QualifyingProperties></Object>";
    return made;
}

const char* fault_of_properties(const xmlNode* signature) {
    const xmlNode* object = elements(signature)[3];
    const auto held = elements(object);
    if (!is(object, "Object") || held.size() != 1 || !is_property(held[0], "QualifyingProperties")) return "chữ ký có thành phần lạ";
    const auto own = only_attribute(signature, "Id"), target = only_attribute(held[0], "Target");
    if (!own || !target || *target != "#" + *own) return "thuộc tính ký là của chữ ký khác";
    const auto properties = elements(held[0]);
    if (properties.size() != 1 || !is_property(properties[0], "SignedProperties")) return "chữ ký có thuộc tính không được ký hoặc có hai bản thuộc tính";
    const auto parts = elements(properties[0]);
    if (parts.empty() || parts.size() > 2 || !is_property(parts[0], "SignedSignatureProperties") ||
        (parts.size() == 2 && !is_property(parts[1], "SignedDataObjectProperties")))
        return "thuộc tính ký có cấu trúc lạ";
    for (const xmlNode* one : {object, static_cast<const xmlNode*>(held[0]), static_cast<const xmlNode*>(properties[0]), static_cast<const xmlNode*>(parts[0])})
        if (!only_blanks_between(one)) return "chữ ký có chữ lạ";
    if (named(parts[0], "SigningTime").size() != 1 || named(parts[0], "SigningCertificateV2").size() != 1)
        return "thuộc tính ký không nêu đúng một thời điểm và một chứng thư số";
    return nullptr;
}

xmlNode* signed_properties_of(const xmlNode* signature) { return elements(elements(elements(signature)[3])[0])[0]; }

void judge_properties(const xmlNode* signed_properties, X509* signer, SignatureReport& report) {
    const xmlNode* of_signature = elements(signed_properties)[0];
    const auto at = dossier::parse_iso8601(content_of(named(of_signature, "SigningTime").front()));
    if (at) report.claimed_time = *at;
    else report.findings.push_back({Reason::SigConstraintsFailure, "thời điểm ký trong thuộc tính không đọc được"});
    const auto certificates = elements(named(of_signature, "SigningCertificateV2").front());
    if (certificates.empty() || !names(certificates.front(), signer))
        report.findings.push_back({Reason::SigConstraintsFailure, "thuộc tính ký nêu chứng thư số khác với chứng thư số đã ký"});
}

}  // namespace integrations::signing
