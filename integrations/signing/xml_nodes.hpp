#pragma once
// Reading XML trees strictly: elements by namespace, attributes that must be the only ones, Ids that must be unique.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libxml/tree.h>

namespace integrations::signing {

inline constexpr const char* signature_namespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr const char* exclusive_form = "http://www.w3.org/2001/10/xml-exc-c14n#";
inline constexpr const char* properties_namespace = "http://uri.etsi.org/01903/v1.3.2#";  // XAdES

std::string text_of(const xmlChar* text);      // null: empty
std::string content_of(const xmlNode* node);   // all text below
bool is(const xmlNode* node, const char* name, const char* in_namespace = signature_namespace);
std::vector<xmlNode*> elements(const xmlNode* parent);
bool only_blanks_between(const xmlNode* parent);

// "{namespace}name" → value.
std::vector<std::pair<std::string, std::string>> attributes(const xmlNode* node);
// Exactly that attribute; its value.
std::optional<std::string> only_attribute(const xmlNode* node, const char* name);
// An empty element of XML Signature whose only attribute is one of these algorithms.
bool says(const xmlNode* node, const char* name, const std::set<std::string>& algorithms);

// SHA-2 digests we take, by address.
const std::set<std::string>& xml_digests();

// The one element with that Id, in whatever spelling (xml:id too); null when there is none or more than one.
xmlNode* holder_of_id(xmlDoc* document, const std::string& id);
// "#id" → its holder; anything else: null.
xmlNode* referred(xmlDoc* document, const std::string& uri);

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

std::string base64(std::string_view bytes);
std::string unbase64(std::string_view text);  // blanks skipped; empty when it is none

}  // namespace integrations::signing
