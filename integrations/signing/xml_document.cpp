#include "integrations/signing/xml_document.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <libxml/parser.h>

#include "integrations/signing/xml_properties.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr std::size_t largest_document = 64U << 20;
constexpr std::size_t most_certificates = 10;

const std::set<std::string> methods{
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",   "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",   "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"};
const std::string enveloped = std::string(signature_namespace) + "enveloped-signature";

// "" or "#the root's own Id", which no other element has.
bool refers_to_root(xmlDoc* document, const std::string& uri) {
    return uri.empty() || referred(document, uri) == xmlDocGetRootElement(document);
}

// What a Reference says beside its digest; Id and Type need not be there.
struct ReferenceWords {
    std::string uri, type;
};
std::optional<ReferenceWords> words_of(const xmlNode* reference) {
    ReferenceWords words;
    bool address = false;
    for (const auto& [name, value] : attributes(reference)) {
        if (name == "URI") address = true, words.uri = value;
        else if (name == "Type") words.type = value;
        else if (name != "Id") return std::nullopt;
    }
    return is(reference, "Reference") && address ? std::optional{words} : std::nullopt;
}

const char* fault_of_digest(const xmlNode* reference, const std::vector<std::string>& transforms) {
    const auto parts = elements(reference);
    if (parts.size() != 3 || !is(parts[0], "Transforms") || !says(parts[1], "DigestMethod", xml_digests()) || !is(parts[2], "DigestValue"))
        return "tham chiếu của chữ ký có cấu trúc hoặc hàm băm không được phép";
    const auto steps = elements(parts[0]);
    bool agreed = steps.size() == transforms.size();
    for (std::size_t i = 0; agreed && i < steps.size(); ++i) agreed = says(steps[i], "Transform", {transforms[i]});
    if (!agreed) return "chữ ký dùng phép biến đổi không được phép";
    return only_blanks_between(reference) ? nullptr : "chữ ký có chữ lạ";
}

// One reference to the whole document and, when there are properties, one to them: `references` holds nothing else.
const char* fault_of_references(xmlDoc* document, const std::vector<xmlNode*>& references, const xmlNode* properties) {
    int whole = 0, described = 0;
    for (const xmlNode* reference : references) {
        const auto words = words_of(reference);
        if (!words) return "chữ ký không trỏ tới toàn bộ tài liệu";
        const bool to_properties = words->type == properties_type;
        if (to_properties ? properties == nullptr || referred(document, words->uri) != properties : !words->type.empty() || !refers_to_root(document, words->uri))
            return "chữ ký trỏ tới thứ khác ngoài toàn bộ tài liệu và thuộc tính ký";
        ++(to_properties ? described : whole);
        const auto steps = to_properties ? std::vector<std::string>{exclusive_form} : std::vector<std::string>{enveloped, exclusive_form};
        if (const char* fault = fault_of_digest(reference, steps)) return fault;
    }
    if (whole != 1) return "chữ ký không trỏ tới toàn bộ tài liệu";
    return described == (properties == nullptr ? 0 : 1) ? nullptr : "thuộc tính ký không được ký";
}

}  // namespace

Result<XmlDocument> parse_plain_xml(std::string_view text) {
    if (text.size() > largest_document) return fail(ErrorCode::InvalidInput, "tài liệu XML quá lớn");
    XmlDocument document{xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)};
    if (!document || xmlDocGetRootElement(document.get()) == nullptr) return fail(ErrorCode::InvalidInput, "không phải tài liệu XML đúng cú pháp");
    if (document->intSubset != nullptr || document->extSubset != nullptr) return fail(ErrorCode::InvalidInput, "tài liệu XML khai báo DTD");
    const bool plain = all_nodes(document.get(), [](xmlNode* node) {
        return node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    });
    if (!plain) return fail(ErrorCode::InvalidInput, "tài liệu XML có chú thích, lệnh xử lý hoặc thực thể");
    return document;
}

std::vector<xmlNode*> signatures_in(xmlDoc* document) {
    std::vector<xmlNode*> found;
    all_nodes(document, [&](xmlNode* node) {
        if (is(node, "Signature")) found.push_back(node);
        return true;
    });
    return found;
}

const char* fault_of_shape(xmlDoc* document, xmlNode* signature) {
    const auto siblings = elements(xmlDocGetRootElement(document));
    if (siblings.empty() || siblings.back() != signature) return "chữ ký không nằm ở cuối tài liệu";
    const auto parts = elements(signature);
    if (parts.size() < 3 || parts.size() > 4 || !is(parts[0], "SignedInfo") || !is(parts[1], "SignatureValue") || !is(parts[2], "KeyInfo"))
        return "chữ ký có thành phần lạ";
    auto info = elements(parts[0]);
    if (info.size() < 3 || !says(info[0], "CanonicalizationMethod", {exclusive_form})) return "chữ ký dùng dạng chuẩn không được phép";
    if (!says(info[1], "SignatureMethod", methods)) return "chữ ký dùng thuật toán không được phép";
    if (has_properties(signature))
        if (const char* fault = fault_of_properties(signature)) return fault;
    info.erase(info.begin(), info.begin() + 2);
    if (const char* fault = fault_of_references(document, info, has_properties(signature) ? signed_properties_of(signature) : nullptr)) return fault;
    for (const xmlNode* one : {signature, parts[0], parts[2]})
        if (!only_blanks_between(one)) return "chữ ký có chữ lạ";
    const auto keys = elements(parts[2]);
    if (keys.size() != 1 || !is(keys[0], "X509Data")) return "chữ ký không nêu chứng thư số";
    const auto certificates = elements(keys[0]);
    if (certificates.empty() || certificates.size() > most_certificates ||
        !std::all_of(certificates.begin(), certificates.end(), [](const xmlNode* one) { return is(one, "X509Certificate"); }))
        return "chữ ký không nêu chứng thư số";
    return nullptr;
}

bool has_properties(const xmlNode* signature) { return elements(signature).size() > 3; }

std::vector<std::string> certificates_in(xmlNode* signature) {
    std::vector<std::string> found;
    for (const xmlNode* one : elements(elements(elements(signature)[2])[0])) found.push_back(content_of(one));
    return found;
}

std::string signature_method(xmlNode* signature) { return only_attribute(elements(elements(signature)[0])[1], "Algorithm").value_or(""); }

}  // namespace integrations::signing
