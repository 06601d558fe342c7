#pragma once
// XML from strangers: parsed without network, entities and document type, and the shape of the only signature we accept.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "dossier/result.hpp"

namespace integrations::signing {

struct XmlFree {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using XmlDocument = std::unique_ptr<xmlDoc, XmlFree>;

inline constexpr const char* signature_namespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr const char* exclusive_form = "http://www.w3.org/2001/10/xml-exc-c14n#";

// Elements and text only. Fails with InvalidInput and a Vietnamese sentence.
dossier::Result<XmlDocument> parse_plain_xml(std::string_view text);

// Every Signature element, wherever it stands.
std::vector<xmlNode*> signatures_in(xmlDoc* document);

// Null: the signature has the one accepted shape. Otherwise what is wrong, in Vietnamese.
// Last child of the root; SignedInfo, SignatureValue, KeyInfo and nothing else; exclusive form, a strong method; one
// Reference to the whole document or to the root's own Id, transformed by enveloped-signature and exclusive form alone;
// KeyInfo holds certificates.
const char* fault_of_shape(xmlDoc* document, xmlNode* signature);

// Base64 texts of the certificates.
std::vector<std::string> certificates_in(xmlNode* signature);
std::string signature_method(xmlNode* signature);

}  // namespace integrations::signing
