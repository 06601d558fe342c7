#include "integrations/signing/cms_attributes.hpp"

#include <openssl/ess.h>
#include <openssl/rsa.h>

#include "integrations/signing/der.hpp"
#include "integrations/signing/public_keys.hpp"

namespace integrations::signing {
namespace {

using EssV1Ptr = Owned<ESS_SIGNING_CERT, ESS_SIGNING_CERT_free>;
using EssV2Ptr = Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;
using PssPtr = Owned<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free>;
using AlgorithmPtr = Owned<X509_ALGOR, X509_ALGOR_free>;

void add(CmsFacts& facts, Reason reason, const char* sentence) { facts.findings.push_back({reason, sentence}); }

// The one value of the one attribute of this kind. Doubled attributes and doubled values are attacks, not choices.
const ASN1_TYPE* single_value(CMS_SignerInfo* info, int nid, bool& doubled) {
    const int first = CMS_signed_get_attr_by_NID(info, nid, -1);
    if (first < 0) return nullptr;
    X509_ATTRIBUTE* attribute = CMS_signed_get_attr(info, first);
    doubled = CMS_signed_get_attr_by_NID(info, nid, first) >= 0 || X509_ATTRIBUTE_count(attribute) != 1;
    return X509_ATTRIBUTE_get0_type(attribute, 0);
}

std::string sequence_of(const ASN1_TYPE* value) {
    if (value == nullptr || value->type != V_ASN1_SEQUENCE) return {};
    return {reinterpret_cast<const char*>(value->value.sequence->data), static_cast<size_t>(value->value.sequence->length)};
}

// The opaque ESS types have no accessors in OpenSSL 3.0, so the few members needed are read from the DER:
// SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 { [hashAlgorithm], certHash OCTET STRING, … } … }
bool enter(const unsigned char*& at, const unsigned char* end, int tag, long& length) {
    int found = 0, kind = 0;
    const unsigned char* inside = at;
    const int answer = ASN1_get_object(&inside, &length, &found, &kind, end - at);
    if ((answer & 0x80) != 0 || (answer & 1) != 0 || found != tag || kind != V_ASN1_UNIVERSAL || length > end - inside)
        return false;
    at = inside;
    return true;
}

// Hash algorithm and certificate hash of the first ESSCertID(v2).
bool first_certificate_id(const std::string& der, bool version_2, const EVP_MD*& digest, std::string& hash) {
    const unsigned char* at = bytes_of(der);
    const unsigned char* end = at + der.size();
    long length = 0;
    for (int level = 0; level < 3; ++level) {
        if (!enter(at, end, V_ASN1_SEQUENCE, length)) return false;
        end = at + length;
    }
    digest = version_2 ? EVP_sha256() : EVP_sha1();
    if (const unsigned char* probe = at; version_2 && enter(probe, end, V_ASN1_SEQUENCE, length)) {
        const AlgorithmPtr algorithm{d2i_X509_ALGOR(nullptr, &at, end - at)};
        if (!algorithm) return false;
        digest = EVP_get_digestbyobj(algorithm->algorithm);
    }
    if (digest == nullptr || !enter(at, end, V_ASN1_OCTET_STRING, length)) return false;
    hash.assign(reinterpret_cast<const char*>(at), static_cast<size_t>(length));
    return true;
}

void judge_signing_certificate(CMS_SignerInfo* info, bool content_is_file, CmsFacts& facts) {
    for (const bool version_2 : {true, false}) {
        bool doubled = false;
        const auto* value =
            single_value(info, version_2 ? NID_id_smime_aa_signingCertificateV2 : NID_id_smime_aa_signingCertificate, doubled);
        if (value == nullptr) continue;
        const EVP_MD* digest = nullptr;
        std::string hash;
        if (doubled || !first_certificate_id(sequence_of(value), version_2, digest, hash) || hash.empty() ||
            (facts.signer && digest_of(der_of(facts.signer.get(), i2d_X509), digest) != hash))
            add(facts, Reason::SigConstraintsFailure, "thuộc tính chỉ định chứng thư số không khớp chứng thư số kèm theo");
        else if (!version_2 && content_is_file && !facts.names_certificate)
            facts.remarks.emplace_back("chỉ định chứng thư số bằng SHA-1 (ESS phiên bản 1)");
        facts.names_certificate = true;
    }
}

// The attributes as the signer must have signed them: DER, with the SET OF tag in place of [0].
std::string attributes_to_verify(CMS_SignerInfo* info) {
    std::string content;
    for (int i = 0; i < CMS_signed_get_attr_count(info); ++i)
        content += der_of(CMS_signed_get_attr(info, i), i2d_X509_ATTRIBUTE);
    return der::tagged(0x31, content);
}

// Padding, mask and salt from the algorithm's own parameters, all of one hash.
bool apply_pss(EVP_PKEY_CTX* key, const X509_ALGOR& algorithm, const EVP_MD* digest) {
    if (algorithm.parameter == nullptr || algorithm.parameter->type != V_ASN1_SEQUENCE) return false;
    const auto* at = static_cast<const unsigned char*>(algorithm.parameter->value.sequence->data);
    const PssPtr pss{d2i_RSA_PSS_PARAMS(nullptr, &at, algorithm.parameter->value.sequence->length)};
    if (!pss || !pss->hashAlgorithm || EVP_get_digestbyobj(pss->hashAlgorithm->algorithm) != digest) return false;
    if (!pss->maskGenAlgorithm || !pss->maskGenAlgorithm->parameter) return false;
    const AlgorithmPtr mask{static_cast<X509_ALGOR*>(
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(X509_ALGOR), pss->maskGenAlgorithm->parameter))};
    if (!mask || EVP_get_digestbyobj(mask->algorithm) != digest) return false;
    const long salt = pss->saltLength != nullptr ? ASN1_INTEGER_get(pss->saltLength) : 20;
    return salt >= 0 && salt < 512 && EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(key, static_cast<int>(salt)) > 0 && EVP_PKEY_CTX_set_rsa_mgf1_md(key, digest) > 0;
}

struct Scheme {
    const char* name;
    bool fits;  // key kind and digest agree with the named algorithm
};

Scheme scheme_of(const X509_ALGOR& algorithm, const EVP_MD* digest, int key_kind) {
    const int nid = OBJ_obj2nid(algorithm.algorithm);
    if (nid == NID_rsassaPss) return {"RSASSA-PSS", key_kind == EVP_PKEY_RSA || key_kind == EVP_PKEY_RSA_PSS};
    if (nid == NID_rsaEncryption) return {"RSA", key_kind == EVP_PKEY_RSA};
    if (nid == NID_ED25519 || nid == NID_ED448) return {"EdDSA", key_kind == nid};
    int digest_nid = 0, key_nid = 0;
    if (OBJ_find_sigid_algs(nid, &digest_nid, &key_nid) != 1) {
        // Some signers name only the key: id-ecPublicKey.
        return {"ECDSA", nid == NID_X9_62_id_ecPublicKey && key_kind == EVP_PKEY_EC};
    }
    const bool same_key = key_nid == key_kind || (key_nid == NID_rsaEncryption && key_kind == EVP_PKEY_RSA) ||
                          (key_nid == NID_X9_62_id_ecPublicKey && key_kind == EVP_PKEY_EC);
    return {key_kind == EVP_PKEY_EC ? "ECDSA" : "RSA", same_key && digest_nid == EVP_MD_get_type(digest)};
}

}  // namespace

std::string text_of(const ASN1_OCTET_STRING* octets) {
    if (octets == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(octets)), static_cast<size_t>(ASN1_STRING_length(octets))};
}

std::string digest_of(std::string_view bytes, const EVP_MD* digest) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out, &size, digest, nullptr);
    return {reinterpret_cast<char*>(out), size};
}

void judge_attributes(CMS_SignerInfo* info, int content_kind, const std::string& content_digest, CmsFacts& facts) {
    if (CMS_signed_get_attr_count(info) <= 0) {
        add(facts, Reason::SigConstraintsFailure, "chữ ký không có thuộc tính được ký");
        return;
    }
    bool doubled_type = false, doubled_digest = false;
    const auto* type = single_value(info, NID_pkcs9_contentType, doubled_type);
    const auto* digest = single_value(info, NID_pkcs9_messageDigest, doubled_digest);
    if (type == nullptr || doubled_type || type->type != V_ASN1_OBJECT || OBJ_obj2nid(type->value.object) != content_kind)
        add(facts, Reason::SigConstraintsFailure, "thuộc tính kiểu nội dung thiếu, lặp hoặc sai");
    if (digest == nullptr || doubled_digest || digest->type != V_ASN1_OCTET_STRING)
        add(facts, Reason::SigConstraintsFailure, "thuộc tính giá trị băm thiếu hoặc lặp");
    else if (content_digest.empty() || text_of(digest->value.octet_string) != content_digest)
        add(facts, Reason::HashFailure, "nội dung tệp đã bị thay đổi so với lúc ký");
    judge_signing_certificate(info, content_kind == NID_pkcs7_data, facts);
}

void judge_signature(CMS_SignerInfo* info, const EVP_MD* digest, const X509_ALGOR& algorithm, CmsFacts& facts) {
    EVP_PKEY* key = X509_get0_pubkey(facts.signer.get());
    const int kind = key != nullptr ? EVP_PKEY_base_id(key) : 0;
    const auto scheme = scheme_of(algorithm, digest, kind);
    const bool edwards = kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
    facts.algorithm = std::string(scheme.name) + (edwards ? "" : "-" + std::to_string(key ? EVP_PKEY_bits(key) : 0)) + " " +
                      EVP_MD_get0_name(digest);
    if (!scheme.fits) {
        add(facts, Reason::SigCryptoFailure, "thuật toán ký không khớp với khóa hoặc thuật toán băm");
        return;
    }
    const MdCtxPtr context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* parameters = nullptr;
    bool good = EVP_DigestVerifyInit_ex(context.get(), &parameters, edwards ? nullptr : EVP_MD_get0_name(digest), judging_context(), nullptr, key, nullptr) > 0;
    if (good && OBJ_obj2nid(algorithm.algorithm) == NID_rsassaPss) good = apply_pss(parameters, algorithm, digest);
    const auto attributes = attributes_to_verify(info);
    good = good && EVP_DigestVerify(context.get(), bytes_of(facts.signature), facts.signature.size(), bytes_of(attributes),
                                    attributes.size()) == 1;
    ERR_clear_error();
    if (!good) add(facts, Reason::SigCryptoFailure, "giá trị chữ ký không đúng");
}

std::string unsigned_timestamp(CMS_SignerInfo* info, CmsFacts& facts) {
    const int first = CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1);
    if (first < 0) return {};
    X509_ATTRIBUTE* attribute = CMS_unsigned_get_attr(info, first);
    if (X509_ATTRIBUTE_count(attribute) > 1) facts.remarks.emplace_back("có nhiều dấu thời gian, chỉ xét dấu đầu tiên");
    return sequence_of(X509_ATTRIBUTE_get0_type(attribute, 0));
}

}  // namespace integrations::signing
