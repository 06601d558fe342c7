#include "integrations/signing/cms_reader.hpp"

#include <algorithm>

#include <openssl/core_names.h>

#include "integrations/signing/cms_attributes.hpp"
#include "integrations/signing/public_keys.hpp"

namespace integrations::signing {
namespace {

void add(CmsFacts& facts, Reason reason, const char* sentence) { facts.findings.push_back({reason, sentence}); }

// Everything after the structure must be the zero padding of the reserve.
bool only_zeros(std::string_view rest) {
    return std::all_of(rest.begin(), rest.end(), [](char c) { return c == '\0'; });
}

CmsPtr parsed(std::string_view contents, CmsFacts& facts) {
    const auto* at = bytes_of(contents);
    CMS_ContentInfo* read = CMS_ContentInfo_new_ex(judging_context(), nullptr);
    const bool good = d2i_CMS_ContentInfo(&read, &at, static_cast<long>(contents.size())) != nullptr;
    CmsPtr cms{read};  // null when OpenSSL freed it for its faults
    ERR_clear_error();
    if (!good) {
        add(facts, Reason::FormatFailure, "không đọc được cấu trúc CMS của chữ ký");
        return {};
    }
    const auto used = static_cast<size_t>(at - bytes_of(contents));
    if (!only_zeros(contents.substr(used))) add(facts, Reason::FormatFailure, "có dữ liệu lạ sau cấu trúc CMS");
    if (der_of(cms.get(), i2d_CMS_ContentInfo) != contents.substr(0, used))
        facts.remarks.emplace_back("CMS mã hóa BER thay vì DER");
    return cms;
}

// Exactly one SignerInfo of a SignedData: detached over plain data, or carrying a TSTInfo. Null otherwise.
CMS_SignerInfo* only_signer(CMS_ContentInfo* cms, int content_kind, CmsFacts& facts) {
    if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed) {
        add(facts, Reason::FormatFailure, "CMS không phải SignedData");
        return nullptr;
    }
    ASN1_OCTET_STRING** content = CMS_get0_content(cms);
    const bool carried = content != nullptr && *content != nullptr;
    if (carried && content_kind == NID_pkcs7_data)
        add(facts, Reason::FormatFailure, "CMS mang nội dung riêng thay vì ký nội dung tệp");
    if (carried) facts.content = text_of(*content);
    if (OBJ_obj2nid(CMS_get0_eContentType(cms)) != content_kind)
        add(facts, Reason::FormatFailure, "kiểu nội dung trong CMS không đúng");
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
    if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1) {
        add(facts, Reason::FormatFailure, "CMS phải có đúng một người ký");
        return nullptr;
    }
    return sk_CMS_SignerInfo_value(signers, 0);
}

void take_companions(CMS_ContentInfo* cms, CmsFacts& facts) {
    if (STACK_OF(X509)* certificates = CMS_get1_certs(cms)) {
        for (int i = 0; i < sk_X509_num(certificates); ++i) facts.certificates.push_back(shared(sk_X509_value(certificates, i)));
        sk_X509_pop_free(certificates, X509_free);
    }
    if (STACK_OF(X509_CRL)* lists = CMS_get1_crls(cms)) {
        for (int i = 0; i < sk_X509_CRL_num(lists); ++i) {
            X509_CRL_up_ref(sk_X509_CRL_value(lists, i));
            facts.lists.emplace_back(sk_X509_CRL_value(lists, i));
        }
        sk_X509_CRL_pop_free(lists, X509_CRL_free);
    }
}

void find_signer(CMS_SignerInfo* info, CmsFacts& facts) {
    for (const auto& certificate : facts.certificates)
        if (CMS_SignerInfo_cert_cmp(info, certificate.get()) == 0) {
            facts.signer = shared(certificate.get());
            return;
        }
    add(facts, Reason::NoSigningCertificate, "chữ ký không kèm chứng thư số của người ký");
}

void judge_digest(const EVP_MD* digest, const Policy& policy, CmsFacts& facts) {
    if (policy.digests.contains(EVP_MD_get0_name(digest)) || policy.digests.contains(OBJ_nid2sn(EVP_MD_get_type(digest))))
        return;
    add(facts, Reason::CryptoConstraintsFailure, "thuật toán băm yếu, không được chấp nhận");
}

// With 1 as its exponent a signature is its own value: everybody can write it.
bool has_real_exponent(const EVP_PKEY* key) {
    BIGNUM* exponent = nullptr;
    const bool real = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 && BN_is_odd(exponent) && !BN_is_one(exponent);
    BN_free(exponent);
    return real;
}

}  // namespace

void judge_key(X509* certificate, const Policy& policy, std::vector<Finding>& findings) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    const int kind = key != nullptr ? EVP_PKEY_base_id(key) : 0;
    const int bits = key != nullptr ? EVP_PKEY_bits(key) : 0;
    const bool strong = kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS ? bits >= policy.rsa_bits && has_real_exponent(key)
                        : kind == EVP_PKEY_EC                            ? bits >= policy.ec_bits
                                                                         : kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
    if (!strong) findings.push_back({Reason::CryptoConstraintsFailure, "khóa công khai yếu hoặc không được hỗ trợ"});
}

namespace {

CmsFacts read(std::string_view contents, int content_kind, const ContentDigest* digest_of_content, const Policy& policy) {
    CmsFacts facts;
    const auto cms = parsed(contents, facts);
    if (!cms) return facts;
    CMS_SignerInfo* info = only_signer(cms.get(), content_kind, facts);
    if (info == nullptr) return facts;
    take_companions(cms.get(), facts);
    take_revocation_values(info, facts);
    find_signer(info, facts);
    facts.signature = text_of(CMS_SignerInfo_get0_signature(info));

    X509_ALGOR *digest_algorithm = nullptr, *signature_algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest_algorithm, &signature_algorithm);
    const EVP_MD* digest = EVP_get_digestbyobj(digest_algorithm->algorithm);
    if (digest == nullptr) {
        add(facts, Reason::CryptoConstraintsFailure, "thuật toán băm không được hỗ trợ");
        return facts;
    }
    judge_digest(digest, policy, facts);
    if (facts.signer) judge_key(facts.signer.get(), policy, facts.findings);

    const auto hash = digest_of_content != nullptr ? (*digest_of_content)(digest) : digest_of(facts.content, digest);
    judge_attributes(info, content_kind, hash, facts);
    if (facts.signer) judge_signature(info, digest, *signature_algorithm, facts);
    facts.timestamp_token = unsigned_timestamp(info, facts);
    return facts;
}

}  // namespace

CmsFacts read_cms(std::string_view contents, const ContentDigest& digest, const Policy& policy) {
    return read(contents, NID_pkcs7_data, &digest, policy);
}

CmsFacts read_token(std::string_view token, const Policy& policy) {
    return read(token, NID_id_smime_ct_TSTInfo, nullptr, policy);
}

}  // namespace integrations::signing
