#include "integrations/signing/xml_signature.hpp"

#include <mutex>

#include <libxml/c14n.h>
// First: the others need its types.
#include <xmlsec/xmlsec.h>

#include <xmlsec/errors.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>

#include "integrations/signing/cms_reader.hpp"
#include "integrations/signing/trust_judgement.hpp"
#include "integrations/signing/xml_document.hpp"
#include "integrations/signing/xml_properties.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

void start_xmlsec() {
    static std::once_flag once;
    std::call_once(once, [] {
        xmlSecErrorsDefaultCallbackEnableOutput(0);  // a stranger's document is nothing for our log
        xmlSecInit();
        xmlSecOpenSSLInit();
    });
}

X509Ptr certificate_of(const std::string& base64_text) {
    const auto der = unbase64(base64_text);
    const auto* at = bytes_of(der);
    X509Ptr certificate{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
    ERR_clear_error();
    return certificate;
}

// Fails where there is no such form: a namespace that is no address.
Result<std::string> canonical(xmlDoc* document) {
    xmlChar* text = nullptr;
    const int size = xmlC14NDocDumpMemory(document, nullptr, XML_C14N_EXCLUSIVE_1_0, nullptr, 0, &text);
    std::string form = size > 0 ? std::string(reinterpret_cast<char*>(text), static_cast<std::size_t>(size)) : std::string{};
    xmlFree(text);
    if (form.empty()) return fail(ErrorCode::InvalidInput, "tài liệu XML không đưa được về dạng chuẩn để ký; xem lại các không gian tên (xmlns)");
    return form;
}

// XML wants r and s side by side (RFC 4050), OpenSSL gives DER.
std::string side_by_side(std::string_view der, int width) {
    const auto* at = bytes_of(der);
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()))};
    if (!pair) return {};
    std::string value(static_cast<std::size_t>(2 * width), '\0');
    auto* out = reinterpret_cast<unsigned char*>(value.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, width);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + width, width);
    return value;
}

std::string saying(const char* name, const std::string& algorithm) { return std::string("<") + name + " Algorithm=\"" + algorithm + "\"></" + name + ">"; }

// In canonical form: attributes in alphabetical order.
std::string reference(const std::string& attributes, const std::string& first_transform, std::string_view digest) {
    return "<Reference " + attributes + "><Transforms>" + first_transform + saying("Transform", exclusive_form) + "</Transforms>" +
           saying("DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256") + "<DigestValue>" + base64(digest) + "</DigestValue></Reference>";
}

struct ContextFree {
    void operator()(xmlSecDSigCtx* context) const { xmlSecDSigCtxDestroy(context); }
};

// Whether that key made the signature over the document, by the transforms of the accepted shape and no others.
bool fits(xmlNode* signature, X509* certificate) {
    const std::unique_ptr<xmlSecDSigCtx, ContextFree> context{xmlSecDSigCtxCreate(nullptr)};
    EVP_PKEY* key = X509_get_pubkey(certificate);
    xmlSecKeyData* value = key != nullptr ? xmlSecOpenSSLEvpKeyAdopt(key) : nullptr;
    if (!context || value == nullptr) return false;
    context->signKey = xmlSecKeyCreate();
    xmlSecKeySetValue(context->signKey, value);
    context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
    for (const auto id : {xmlSecTransformEnvelopedId, xmlSecTransformExclC14NId, xmlSecOpenSSLTransformSha256Id, xmlSecOpenSSLTransformSha384Id, xmlSecOpenSSLTransformSha512Id})
        xmlSecDSigCtxEnableReferenceTransform(context.get(), id);
    for (const auto id : {xmlSecTransformExclC14NId, xmlSecOpenSSLTransformRsaSha256Id, xmlSecOpenSSLTransformRsaSha384Id, xmlSecOpenSSLTransformRsaSha512Id,
                          xmlSecOpenSSLTransformEcdsaSha256Id, xmlSecOpenSSLTransformEcdsaSha384Id, xmlSecOpenSSLTransformEcdsaSha512Id})
        xmlSecDSigCtxEnableSignatureTransform(context.get(), id);
    const bool good = xmlSecDSigCtxVerify(context.get(), signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
    ERR_clear_error();
    return good;
}

// An element's Id, in whatever spelling the partner uses, becomes one that a reference can find.
void register_id(xmlDoc* document, xmlNode* element) {
    for (xmlAttr* one = element->properties; one != nullptr; one = one->next) {
        const std::string name = reinterpret_cast<const char*>(one->name);
        if (name != "Id" && name != "ID" && name != "id") continue;
        xmlChar* value = xmlNodeListGetString(document, one->children, 1);
        if (value != nullptr && xmlGetID(document, value) == nullptr) xmlAddID(nullptr, document, value, one);
        xmlFree(value);
    }
}

void judge_signature(xmlDoc* document, xmlNode* signature, SignatureCheck& check, const Policy& policy) {
    auto& report = check.report;
    if (const char* fault = fault_of_shape(document, signature)) {
        report.findings.push_back({Reason::FormatFailure, fault});
        return;
    }
    register_id(document, xmlDocGetRootElement(document));
    if (has_properties(signature)) register_id(document, signed_properties_of(signature));
    for (const auto& text : certificates_in(signature))
        if (auto certificate = certificate_of(text)) check.cms.certificates.push_back(std::move(certificate));
    for (const auto& one : check.cms.certificates)
        if (!check.cms.signer && fits(signature, one.get())) check.cms.signer = shared(one.get());
    if (!check.cms.signer) {
        report.findings.push_back({check.cms.certificates.empty() ? Reason::NoSigningCertificate : Reason::SigCryptoFailure,
                                   "nội dung không còn như khi ký hoặc chữ ký không thuộc chứng thư số nêu trong tài liệu"});
        return;
    }
    const auto method = signature_method(signature);
    report.algorithm = method.substr(method.find('#') + 1);
    judge_key(check.cms.signer.get(), policy, report.findings);
    if (has_properties(signature)) {
        report.level = "XAdES-B-B";
        judge_properties(signed_properties_of(signature), check.cms.signer.get(), report);
    }
    describe_signer(check.cms, report);
}

}  // namespace

Result<PreparedXml> prepare_xml(std::string_view xml, Algorithm algorithm, const std::optional<XmlSigner>& named) {
    if (algorithm == Algorithm::RsaPss) return fail(ErrorCode::InvalidInput, "chữ ký XML dùng RSA PKCS#1 v1.5 hoặc ECDSA");
    const auto document = TRY(parse_plain_xml(xml));
    if (!signatures_in(document.get()).empty()) return fail(ErrorCode::InvalidInput, "tài liệu XML đã có chữ ký");
    PreparedXml prepared{TRY(canonical(document.get())), {}, algorithm};
    const auto digest = sha256(prepared.document);
    if (named) prepared.id = "ChuKy-" + hex(digest).substr(0, 16);
    const std::string more = "http://www.w3.org/2001/04/xmldsig-more#";
    const auto method = more + (algorithm == Algorithm::Ecdsa ? "ecdsa-sha256" : "rsa-sha256");
    prepared.signed_info = std::string("<SignedInfo xmlns=\"") + signature_namespace + "\">" + saying("CanonicalizationMethod", exclusive_form) + saying("SignatureMethod", method) +
                           reference(named ? "Id=\"" + prepared.id + "-tai-lieu\" URI=\"\"" : "URI=\"\"",
                                     saying("Transform", std::string(signature_namespace) + "enveloped-signature"), digest);
    if (named) {
        const auto properties = signing_properties(prepared.id, named->certificate, named->at);
        prepared.signed_info += reference("Type=\"" + std::string(properties_type) + "\" URI=\"#" + properties.id + "\"", "", sha256(properties.canonical));
        prepared.object = properties.object;
    }
    prepared.signed_info += "</SignedInfo>";
    return prepared;
}

Result<std::string> complete_xml(const PreparedXml& prepared, const CertificateChain& chain, std::string_view value) {
    X509* signer = chain.signer.get();
    if (!signature_fits(signer, prepared.algorithm, prepared.signed_info, value)) return fail(ErrorCode::InvalidInput, "giá trị chữ ký không khớp với chứng thư số");
    const int bits = EVP_PKEY_get_bits(X509_get0_pubkey(signer));
    const auto written = prepared.algorithm == Algorithm::Ecdsa ? side_by_side(value, (bits + 7) / 8) : std::string(value);
    std::string certificates = "<X509Certificate>" + base64(der_of(signer, i2d_X509)) + "</X509Certificate>";
    for (const auto& issuer : chain.issuers) certificates += "<X509Certificate>" + base64(der_of(issuer.get(), i2d_X509)) + "</X509Certificate>";
    const auto signature = std::string("<Signature xmlns=\"") + signature_namespace + "\"" + (prepared.id.empty() ? "" : " Id=\"" + prepared.id + "\"") + ">" +
                           prepared.signed_info + "<SignatureValue>" + base64(written) + "</SignatureValue><KeyInfo><X509Data>" + certificates +
                           "</X509Data></KeyInfo>" + prepared.object + "</Signature>";
    auto document = prepared.document;
    return document.insert(document.rfind("</"), signature);
}

Report verify_xml(std::string_view xml, const VerifyOptions& options) {
    Report report;
    report.policy = options.policy.version;
    report.checked_at = options.at;
    start_xmlsec();
    const auto document = parse_plain_xml(xml);
    if (!document) {
        report.findings.push_back({Reason::FormatFailure, document.error().detail});
        settle(report);
        return report;
    }
    const auto signatures = signatures_in(document->get());
    if (signatures.size() > 1) report.findings.push_back({Reason::FormatFailure, "tài liệu XML có nhiều hơn một chữ ký"});
    if (signatures.size() == 1) {
        SignatureCheck check;
        check.report.field = "Signature";
        check.report.level = "XMLDSig";
        check.report.revision = 1;
        check.report.signed_bytes = xml.size();
        check.report.covers_whole_document = true;
        judge_signature(document->get(), signatures.front(), check, options.policy);
        if (!options.integrity_only) judge_trust(check, {}, options);
        report.signatures.push_back(std::move(check.report));
        judge_claimed_issuer(report, options.claimed_issuer);
    }
    settle(report);
    return report;
}

}  // namespace integrations::signing
