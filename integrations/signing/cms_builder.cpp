#include "integrations/signing/cms_builder.hpp"

#include "integrations/signing/der.hpp"

namespace integrations::signing {
namespace {

const char* const sha256_oid = "2.16.840.1.101.3.4.2.1";

std::string attribute(const char* oid, const std::string& value) {
    return der::sequence({der::oid(oid), der::tagged(0x31, value)});
}

std::string issuer_of(X509* certificate) { return der_of(X509_get_issuer_name(certificate), i2d_X509_NAME); }
std::string serial_of(X509* certificate) { return der_of(X509_get_serialNumber(certificate), i2d_ASN1_INTEGER); }

// ESSCertIDv2 with the default hash algorithm (SHA-256) left out, as DER demands.
std::string signing_certificate_v2(X509* signer) {
    const auto hash = der::octets(sha256(der_of(signer, i2d_X509)));
    const auto issuer = der::sequence({der::tagged(0xa4, issuer_of(signer))});
    const auto id = der::sequence({hash, der::sequence({issuer, serial_of(signer)})});
    return der::sequence({der::sequence({id})});
}

}  // namespace

std::string signed_attributes(std::string_view content_digest, X509* signer) {
    return der::set_of({
        attribute("1.2.840.113549.1.9.3", der::oid("1.2.840.113549.1.7.1")),
        attribute("1.2.840.113549.1.9.4", der::octets(content_digest)),
        attribute("1.2.840.113549.1.9.16.2.47", signing_certificate_v2(signer)),
    });
}

std::string signed_data(const CertificateChain& chain, std::string_view attributes, Algorithm algorithm,
                        std::string_view signature, std::string_view timestamp_token) {
    // The attributes travel under [0] IMPLICIT; what was signed is the same SET OF with its own tag.
    std::string implicit_attributes(attributes);
    implicit_attributes[0] = static_cast<char>(0xa0);
    std::string unsigned_attributes;
    if (!timestamp_token.empty())
        unsigned_attributes =
            der::tagged(0xa1, attribute("1.2.840.113549.1.9.16.2.14", std::string(timestamp_token)));
    const auto digest_algorithm = der::algorithm(sha256_oid, false);
    X509* signer = chain.signer.get();
    const auto signer_info = der::sequence({der::integer(1), der::sequence({issuer_of(signer), serial_of(signer)}),
                                            digest_algorithm, implicit_attributes, algorithm_identifier(algorithm),
                                            der::octets(signature), unsigned_attributes});
    std::vector<std::string> certificates{der_of(signer, i2d_X509)};
    for (const auto& issuer : chain.issuers) certificates.push_back(der_of(issuer.get(), i2d_X509));
    auto certificate_set = der::set_of(std::move(certificates));
    certificate_set[0] = static_cast<char>(0xa0);
    const auto content =
        der::sequence({der::integer(1), der::tagged(0x31, digest_algorithm),
                       der::sequence({der::oid("1.2.840.113549.1.7.1")}), certificate_set, der::tagged(0x31, signer_info)});
    return der::sequence({der::oid("1.2.840.113549.1.7.2"), der::tagged(0xa0, content)});
}

size_t reserve_for(const CertificateChain& chain, bool with_timestamp) {
    size_t size = 2048 + (with_timestamp ? 8192 : 0);
    size += der_of(chain.signer.get(), i2d_X509).size();
    for (const auto& issuer : chain.issuers) size += der_of(issuer.get(), i2d_X509).size();
    return size;
}

}  // namespace integrations::signing
