#pragma once
// XML from strangers: parsed without network, entities and document type, and the shape of the only signature we accept.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "dossier/result.hpp"
#include "integrations/signing/xml_nodes.hpp"

namespace integrations::signing {

struct XmlFree {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using XmlDocument = std::unique_ptr<xmlDoc, XmlFree>;

// Elements and text only. Fails with InvalidInput and a Vietnamese sentence.
dossier::Result<XmlDocument> parse_plain_xml(std::string_view text);

// Every Signature element, wherever it stands.
std::vector<xmlNode*> signatures_in(xmlDoc* document);

// Null: the signature has the one accepted shape. Otherwise what is wrong, in Vietnamese.
// Last child of the root; SignedInfo, SignatureValue, KeyInfo, perhaps XAdES properties, and nothing else; exclusive form,
// a strong method; one Reference to the whole document or to the root's own Id, transformed by enveloped-signature and
// exclusive form alone, and one to the properties when there are any; KeyInfo holds certificates.
const char* fault_of_shape(xmlDoc* document, xmlNode* signature);
bool has_properties(const xmlNode* signature);

// Base64 texts of the certificates.
std::vector<std::string> certificates_in(xmlNode* signature);
std::string signature_method(xmlNode* signature);

}  // namespace integrations::signing
