#include "integrations/signing/xml_document.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include <libxml/parser.h>
#include <libxml/valid.h>

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
const std::set<std::string> digests{"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384",
                                    "http://www.w3.org/2001/04/xmlenc#sha512"};
const std::string enveloped = std::string(signature_namespace) + "enveloped-signature";

std::string text_of(const xmlChar* text) { return text == nullptr ? std::string{} : reinterpret_cast<const char*>(text); }

bool is(const xmlNode* node, const char* name) {
    return node->type == XML_ELEMENT_NODE && node->ns != nullptr && text_of(node->ns->href) == signature_namespace && text_of(node->name) == name;
}

std::vector<xmlNode*> elements(const xmlNode* parent) {
    std::vector<xmlNode*> found;
    for (xmlNode* child = parent->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE) found.push_back(child);
    return found;
}

bool only_blanks_between(const xmlNode* parent) {
    for (const xmlNode* child = parent->children; child != nullptr; child = child->next)
        if (child->type != XML_ELEMENT_NODE && (child->type != XML_TEXT_NODE || xmlIsBlankNode(child) == 0)) return false;
    return true;
}

std::vector<std::pair<std::string, std::string>> attributes(const xmlNode* node) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
        xmlChar* value = xmlNodeListGetString(node->doc, one->children, 1);
        found.emplace_back((one->ns != nullptr ? "{" + text_of(one->ns->href) + "}" : "") + text_of(one->name), text_of(value));
        xmlFree(value);
    }
    return found;
}

// Exactly that attribute; its value.
std::optional<std::string> only_attribute(const xmlNode* node, const char* name) {
    const auto found = attributes(node);
    if (found.size() != 1 || found[0].first != name) return std::nullopt;
    return found[0].second;
}

bool says(const xmlNode* node, const char* name, const std::set<std::string>& algorithms) {
    if (!is(node, name) || !elements(node).empty()) return false;
    const auto algorithm = only_attribute(node, "Algorithm");
    return algorithm && algorithms.contains(*algorithm);
}

// Names people give to an Id, in whatever spelling; xml:id too.
bool is_id(const std::string& attribute) {
    auto name = attribute.substr(attribute.find('}') == std::string::npos ? 0 : attribute.find('}') + 1);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name == "id";
}

template <class Visit>
bool all_nodes(xmlDoc* document, Visit visit) {
    for (xmlNode* node = document->children; node != nullptr;) {
        if (!visit(node)) return false;
        if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
            node = node->children;
            continue;
        }
        while (node != nullptr && node->next == nullptr) node = node->parent != nullptr && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
        if (node != nullptr) node = node->next;
    }
    return true;
}

// "" or "#the root's own Id", which no other element has.
bool refers_to_root(xmlDoc* document, const std::string& uri) {
    if (uri.empty()) return true;
    if (uri.size() < 2 || uri[0] != '#') return false;
    const auto wanted = uri.substr(1);
    const xmlNode* root = xmlDocGetRootElement(document);
    int holders = 0;
    bool own = false;
    all_nodes(document, [&](xmlNode* node) {
        if (node->type == XML_ELEMENT_NODE)
            for (const auto& [name, value] : attributes(node))
                if (is_id(name) && value == wanted) {
                    ++holders;
                    own = own || node == root;
                }
        return true;
    });
    return own && holders == 1;
}

const char* fault_of_reference(xmlDoc* document, xmlNode* reference) {
    const auto uri = only_attribute(reference, "URI");
    if (!is(reference, "Reference") || !uri || !refers_to_root(document, *uri)) return "chữ ký không trỏ tới toàn bộ tài liệu";
    const auto parts = elements(reference);
    if (parts.size() != 3 || !is(parts[0], "Transforms") || !says(parts[1], "DigestMethod", digests) || !is(parts[2], "DigestValue"))
        return "tham chiếu của chữ ký có cấu trúc hoặc hàm băm không được phép";
    const auto steps = elements(parts[0]);
    if (steps.size() != 2 || !says(steps[0], "Transform", {enveloped}) || !says(steps[1], "Transform", {exclusive_form}))
        return "chữ ký dùng phép biến đổi không được phép";
    return nullptr;
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
    if (parts.size() != 3 || !is(parts[0], "SignedInfo") || !is(parts[1], "SignatureValue") || !is(parts[2], "KeyInfo"))
        return "chữ ký có thành phần lạ";
    const auto info = elements(parts[0]);
    if (info.size() != 3 || !says(info[0], "CanonicalizationMethod", {exclusive_form})) return "chữ ký dùng dạng chuẩn không được phép hoặc có nhiều tham chiếu";
    if (!says(info[1], "SignatureMethod", methods)) return "chữ ký dùng thuật toán không được phép";
    if (const char* fault = fault_of_reference(document, info[2])) return fault;
    for (const xmlNode* one : {signature, parts[0], parts[2], info[2]})
        if (!only_blanks_between(one)) return "chữ ký có chữ lạ";
    const auto keys = elements(parts[2]);
    if (keys.size() != 1 || !is(keys[0], "X509Data")) return "chữ ký không nêu chứng thư số";
    const auto certificates = elements(keys[0]);
    if (certificates.empty() || certificates.size() > most_certificates ||
        !std::all_of(certificates.begin(), certificates.end(), [](const xmlNode* one) { return is(one, "X509Certificate"); }))
        return "chữ ký không nêu chứng thư số";
    return nullptr;
}

std::vector<std::string> certificates_in(xmlNode* signature) {
    std::vector<std::string> found;
    for (const xmlNode* one : elements(elements(elements(signature)[2])[0])) {
        xmlChar* text = xmlNodeGetContent(one);
        found.push_back(text_of(text));
        xmlFree(text);
    }
    return found;
}

std::string signature_method(xmlNode* signature) { return only_attribute(elements(elements(signature)[0])[1], "Algorithm").value_or(""); }

}  // namespace integrations::signing
