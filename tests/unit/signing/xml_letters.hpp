#pragma once
// A letter between agencies in XML, and its signature; a test may change what is signed.

#include "forge.hpp"
#include "integrations/signing/xml_signature.hpp"

namespace signing_tests {

inline const std::string letter = R"(<edXML xmlns="urn:x" Id="thu"><Subject>Quyết định &amp; số</Subject><Money unit="VND">100.000</Money><A/></edXML>)";
inline const std::string exclusive_form = "http://www.w3.org/2001/10/xml-exc-c14n#";
inline const std::string ds = "http://www.w3.org/2000/09/xmldsig#";

inline std::string signed_xml(const std::string& xml, const Identity& by, Algorithm algorithm, const std::function<void(PreparedXml&)>& change = {},
                              const std::optional<XmlSigner>& named = {}) {
    EVP_PKEY_up_ref(by.key.get());
    SoftKey key{PKeyPtr{by.key.get()}};
    auto prepared = *prepare_xml(xml, algorithm, named);
    if (change) change(prepared);
    return *complete_xml(prepared, chain_of(by), *key.sign(prepared.signed_info, algorithm));
}
inline std::string signature_of(const std::string& xml) {
    const auto begin = xml.find("<Signature "), end = xml.find("</Signature>") + 12;
    return xml.substr(begin, end - begin);
}
inline std::string without_signature(const std::string& xml) { return replaced(xml, signature_of(xml), ""); }

}  // namespace signing_tests
