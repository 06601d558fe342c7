#include "forge.hpp"

#include <array>
#include <stdexcept>

namespace signing_tests {
namespace {

std::string issuer_and_serial(X509* certificate) {
    return der::sequence({der_of(X509_get_issuer_name(certificate), i2d_X509_NAME),
                          der_of(X509_get_serialNumber(certificate), i2d_ASN1_INTEGER)});
}

std::string signature_over(const Identity& signer, const std::string& message, const EVP_MD* digest) {
    const MdCtxPtr context{EVP_MD_CTX_new()};
    const bool edwards = EVP_PKEY_base_id(signer.key.get()) == EVP_PKEY_ED25519;
    EVP_DigestSignInit(context.get(), nullptr, edwards ? nullptr : digest, nullptr, signer.key.get());
    size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes_of(message), message.size());
    std::string value(size, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size, bytes_of(message), message.size());
    value.resize(size);
    return value;
}

std::string usual_algorithm(const Identity& signer, const EVP_MD* digest) {
    const int kind = EVP_PKEY_base_id(signer.key.get());
    const bool sha1 = EVP_MD_get_type(digest) == NID_sha1;
    if (kind == EVP_PKEY_ED25519) return der::algorithm("1.3.101.112", false);
    if (kind == EVP_PKEY_EC) return der::algorithm(sha1 ? "1.2.840.10045.4.1" : "1.2.840.10045.4.3.2", false);
    return der::algorithm(sha1 ? "1.2.840.113549.1.1.5" : "1.2.840.113549.1.1.11", true);
}

size_t array_at(const std::string& pdf) { return pdf.find('[', pdf.rfind("/ByteRange")); }

std::string general_time(Instant at) {
    const auto utc = dossier::iso8601(at - dossier::vietnam_offset);
    std::string digits;
    for (const char c : utc.substr(0, 19))
        if (c >= '0' && c <= '9') digits += c;
    return der::tagged(0x18, digits + "Z");
}

}  // namespace

std::string attribute(const char* oid, const std::string& value, int copies) {
    std::string values;
    for (int i = 0; i < copies; ++i) values += value;
    return der::sequence({der::oid(oid), der::tagged(0x31, values)});
}
std::string content_type(const char* oid) { return attribute("1.2.840.113549.1.9.3", der::oid(oid)); }
std::string message_digest(const std::string& digest) { return attribute("1.2.840.113549.1.9.4", der::octets(digest)); }

std::string ess_v2(X509* certificate, const std::string& hash) {
    const auto id = der::sequence({der::octets(hash.empty() ? sha256(der_of(certificate, i2d_X509)) : hash)});
    return attribute("1.2.840.113549.1.9.16.2.47", der::sequence({der::sequence({id})}));
}

std::string ess_v1(X509* certificate) {
    const auto der = der_of(certificate, i2d_X509);
    unsigned char digest[20];
    EVP_Digest(der.data(), der.size(), digest, nullptr, EVP_sha1(), nullptr);
    const auto id = der::sequence({der::octets({reinterpret_cast<char*>(digest), 20})});
    return attribute("1.2.840.113549.1.9.16.2.12", der::sequence({der::sequence({id})}));
}

std::vector<std::string> usual_attributes(const std::string& digest, X509* signer) {
    return {content_type(), message_digest(digest), ess_v2(signer)};
}

std::string cms_of(const CmsShape& shape) {
    X509* certificate = shape.signer->certificate.get();
    const auto digest = der::algorithm(shape.digest_oid, false);
    const auto attributes = der::set_of(shape.attributes);
    auto value = signature_over(*shape.signer, attributes, shape.signed_with);
    if (!shape.altered_signature.empty()) value = shape.altered_signature;
    auto implicit = attributes;
    implicit[0] = static_cast<char>(0xa0);
    if (shape.attributes.empty()) implicit.clear();
    const auto algorithm = shape.algorithm.empty() ? usual_algorithm(*shape.signer, shape.signed_with) : shape.algorithm;
    const auto hanging = shape.unsigned_attributes.empty() ? "" : der::tagged(0xa1, shape.unsigned_attributes);
    const auto info = der::sequence({der::integer(1), issuer_and_serial(certificate), digest, implicit, algorithm,
                                     der::octets(value), hanging});
    std::string infos;
    for (int i = 0; i < shape.signers; ++i) infos += info;
    std::string certificates;
    if (shape.certificates)
        certificates = der::tagged(0xa0, der_of(certificate, i2d_X509) + der_of(world().authority.certificate.get(), i2d_X509));
    const auto carried = shape.content.empty() ? "" : der::tagged(0xa0, der::octets(shape.content));
    const auto content = der::sequence({der::oid(shape.content_oid.c_str()), carried});
    const auto signed_data = der::sequence({der::integer(shape.content_oid.ends_with(".7.1") ? 1 : 3), der::tagged(0x31, digest),
                                            content, certificates, der::tagged(0x31, infos)});
    return der::sequence({der::oid("1.2.840.113549.1.7.2"), der::tagged(0xa0, signed_data)});
}

std::string as_ber(const std::string& der) {
    const auto header = [](const std::string& text) { return size_t{2} + (text[1] & 0x80 ? static_cast<size_t>(text[1] & 0x7f) : 0); };
    const auto inside = der.substr(header(der));
    const size_t oid = 2 + static_cast<size_t>(inside[1]);
    const auto wrapped = inside.substr(oid);
    return std::string("\x30\x80", 2) + inside.substr(0, oid) + std::string("\xa0\x80", 2) + wrapped.substr(header(wrapped)) +
           std::string(4, '\0');
}

std::array<size_t, 4> range_of(const std::string& pdf) {
    std::array<size_t, 4> range{};
    if (std::sscanf(pdf.c_str() + array_at(pdf), "[%zu %zu %zu %zu]", &range[0], &range[1], &range[2], &range[3]) != 4)
        throw std::runtime_error("no ByteRange");
    return range;
}

std::string with_range(const std::string& pdf, const std::string& array) {
    auto out = pdf;
    const auto at = array_at(pdf);
    out.replace(at, 64, array + std::string(64 - array.size(), ' '));
    return out;
}

std::string forged(const std::string& pdf, const std::function<std::string(const std::string&)>& make) {
    const auto range = range_of(pdf);
    const auto digest = sha256(pdf.substr(range[0], range[1]) + pdf.substr(range[2], range[3]));
    auto cms = hex(make(digest));
    const auto open = pdf.find('<', pdf.rfind("/Contents <"));
    const auto close = pdf.find('>', open);
    cms.resize(close - open - 1, '0');
    return pdf.substr(0, open + 1) + cms + pdf.substr(close);
}

std::string forged(const std::string& pdf, const Identity& signer) {
    return forged(pdf, [&](const std::string& digest) {
        return cms_of({.signer = &signer, .attributes = usual_attributes(digest, signer.certificate.get())});
    });
}

std::string token_of(const TokenShape& shape) {
    const auto imprint = der::sequence({der::algorithm(shape.imprint_oid, false), der::octets(shape.imprint)});
    const auto info = der::sequence({der::integer(1), der::oid("1.3.6.1.4.1.99999.1"), imprint, der::integer(7), general_time(shape.time)});
    const char* const kind = "1.2.840.113549.1.9.16.1.4";
    CmsShape cms{.signer = shape.authority, .attributes = {content_type(kind), message_digest(sha256(info))}};
    if (shape.names_certificate) cms.attributes.push_back(ess_v2(shape.authority->certificate.get()));
    cms.content_oid = kind;
    cms.content = info;
    return cms_of(cms);
}

std::string stamped(const Identity& signer, Instant time, const std::function<void(TokenShape&)>& change) {
    return forged(signed_by(signer, a_pdf()), [&](const std::string& digest) {
        CmsShape shape{.signer = &signer, .attributes = usual_attributes(digest, signer.certificate.get())};
        // ECDSA values differ each time: the value that is stamped is fixed first.
        shape.altered_signature = signature_over(signer, der::set_of(shape.attributes), EVP_sha256());
        TokenShape token{.authority = &world().stamper, .imprint = sha256(shape.altered_signature), .time = time};
        if (change) change(token);
        shape.unsigned_attributes = attribute("1.2.840.113549.1.9.16.2.14", token_of(token));
        return cms_of(shape);
    });
}

}  // namespace signing_tests
