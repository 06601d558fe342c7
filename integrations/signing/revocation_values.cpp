// Revocation data inside the signature itself: Adobe's RevocationInfoArchival (ISO 32000-1, 12.8.3.3.2).
//   SEQUENCE { crl [0] SEQUENCE OF CertificateList, ocsp [1] SEQUENCE OF OCSPResponse, otherRevInfo [2] … }
#include "integrations/signing/cms_attributes.hpp"

namespace integrations::signing {
namespace {

constexpr size_t most_values = 100;

struct Element {
    int tag, tag_class;
    std::string_view whole, content;
};

// The next element of `rest`, which moves behind it. False at the end or when it is malformed.
bool next_element(std::string_view& rest, Element& element) {
    const unsigned char* inside = bytes_of(rest);
    long length = 0;
    const int answer = ASN1_get_object(&inside, &length, &element.tag, &element.tag_class, static_cast<long>(rest.size()));
    if (rest.empty() || (answer & 0x81) != 0) return false;  // error, or indefinite length
    const auto head = static_cast<size_t>(inside - bytes_of(rest));
    if (length < 0 || static_cast<size_t>(length) > rest.size() - head) return false;
    element.content = rest.substr(head, static_cast<size_t>(length));
    element.whole = rest.substr(0, head + static_cast<size_t>(length));
    rest.remove_prefix(element.whole.size());
    return true;
}

void take_list(std::string_view der, CmsFacts& facts) {
    const auto* at = bytes_of(der);
    if (X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()))) facts.lists.emplace_back(list);
}

}  // namespace

void take_revocation_values(CMS_SignerInfo* info, CmsFacts& facts) {
    const Owned<ASN1_OBJECT, ASN1_OBJECT_free> kind{OBJ_txt2obj("1.2.840.113583.1.1.8", 1)};
    const int at = CMS_signed_get_attr_by_OBJ(info, kind.get(), -1);
    if (at < 0) return;
    const auto* value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(info, at), 0);
    if (value == nullptr || value->type != V_ASN1_SEQUENCE) return;
    std::string_view rest(reinterpret_cast<const char*>(value->value.sequence->data), static_cast<size_t>(value->value.sequence->length));
    Element all{}, part{}, list{}, one{};
    if (!next_element(rest, all)) return;
    for (auto parts = all.content; next_element(parts, part);) {
        if (part.tag_class != V_ASN1_CONTEXT_SPECIFIC || !next_element(part.content, list)) continue;
        size_t count = 0;
        for (auto items = list.content; count < most_values && next_element(items, one); ++count) {
            if (part.tag == 0) take_list(one.whole, facts);
            if (part.tag == 1) facts.ocsp_responses.emplace_back(one.whole);
        }
    }
    ERR_clear_error();
}

}  // namespace integrations::signing
