#include "integrations/signing/xml_nodes.hpp"

#include <algorithm>
#include <cctype>

#include <libxml/valid.h>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

// Names people give to an Id, in whatever spelling; xml:id too.
bool is_id(const std::string& attribute) {
    auto name = attribute.substr(attribute.find('}') == std::string::npos ? 0 : attribute.find('}') + 1);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name == "id";
}

}  // namespace

std::string text_of(const xmlChar* text) { return text == nullptr ? std::string{} : reinterpret_cast<const char*>(text); }

std::string content_of(const xmlNode* node) {
    xmlChar* text = xmlNodeGetContent(node);
    auto content = text_of(text);
    xmlFree(text);
    return content;
}

bool is(const xmlNode* node, const char* name, const char* in_namespace) {
    return node->type == XML_ELEMENT_NODE && node->ns != nullptr && text_of(node->ns->href) == in_namespace && text_of(node->name) == name;
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

const std::set<std::string>& xml_digests() {
    static const std::set<std::string> digests{"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384",
                                               "http://www.w3.org/2001/04/xmlenc#sha512"};
    return digests;
}

xmlNode* holder_of_id(xmlDoc* document, const std::string& id) {
    xmlNode* holder = nullptr;
    int holders = 0;
    all_nodes(document, [&](xmlNode* node) {
        if (node->type == XML_ELEMENT_NODE)
            for (const auto& [name, value] : attributes(node))
                if (is_id(name) && value == id) {
                    ++holders;
                    holder = node;
                }
        return true;
    });
    return holders == 1 ? holder : nullptr;
}

xmlNode* referred(xmlDoc* document, const std::string& uri) {
    return uri.size() > 1 && uri[0] == '#' ? holder_of_id(document, uri.substr(1)) : nullptr;
}

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes), static_cast<int>(bytes.size()))));
    return text;
}

std::string unbase64(std::string_view text) {
    std::string digits;
    for (const char sign : text)
        if (sign != ' ' && sign != '\n' && sign != '\r' && sign != '\t') digits += sign;
    std::string bytes(digits.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(digits), static_cast<int>(digits.size()));
    if (size < 0 || digits.size() % 4 != 0) return {};
    const auto padding = digits.size() - digits.find_last_not_of('=') - 1;
    bytes.resize(static_cast<std::size_t>(size) - std::min<std::size_t>(padding, 2));
    return bytes;
}

}  // namespace integrations::signing
