#pragma once
// The inner half of reading a CMS: signed attributes, signature value, and the time stamp that may hang on it.

#include <string>

#include "integrations/signing/cms_reader.hpp"

namespace integrations::signing {

std::string text_of(const ASN1_OCTET_STRING* octets);

std::string digest_of(std::string_view bytes, const EVP_MD* digest);

void judge_attributes(CMS_SignerInfo* info, int content_kind, const std::string& content_digest, CmsFacts& facts);
void judge_signature(CMS_SignerInfo* info, const EVP_MD* digest, const X509_ALGOR& algorithm, CmsFacts& facts);
std::string unsigned_timestamp(CMS_SignerInfo* info, CmsFacts& facts);
// Lists and OCSP answers the signer put beside the digest.
void take_revocation_values(CMS_SignerInfo* info, CmsFacts& facts);

}  // namespace integrations::signing
