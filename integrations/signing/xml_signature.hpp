#pragma once
// XML signatures (W3C XML Signature 1.1) for partners that ask for them: enveloped, one reference to the whole document,
// exclusive canonical form, XAdES properties where the signer is named. The package signature needs none of that and is our
// own route (package_signature.hpp).
// What was signed is always the root: no part of a document that passes is outside the signature.

#include <optional>
#include <string>
#include <string_view>

#include "integrations/signing/key.hpp"
#include "integrations/signing/verify.hpp"

namespace integrations::signing {

// A document and what its signer signs: SignedInfo in canonical form.
struct PreparedXml {
    std::string document;     // in canonical form, without the signature
    std::string signed_info;
    Algorithm algorithm{};
    std::string id{}, object{};  // of the Signature, and the properties it carries; empty without a named signer
};
// Who signs and when, for XAdES; the certificate is only looked at.
struct XmlSigner {
    X509* certificate = nullptr;
    dossier::Instant at{};
};

// Fails with InvalidInput when the document is no plain XML (document type, comments, processing instructions are refused),
// is signed already, or the algorithm is RSASSA-PSS, which XML partners do not read.
// Without a signer it is a plain XML signature, with one it is XAdES baseline B.
dossier::Result<PreparedXml> prepare_xml(std::string_view xml, Algorithm algorithm, const std::optional<XmlSigner>& named = {});
// Answers the signed document. Fails with InvalidInput when the value does not fit the certificate.
dossier::Result<std::string> complete_xml(const PreparedXml& prepared, const CertificateChain& chain, std::string_view value);

// Judged like a PDF; Passed means that the root and all below it are what the signer signed.
Report verify_xml(std::string_view xml, const VerifyOptions& options);

}  // namespace integrations::signing
