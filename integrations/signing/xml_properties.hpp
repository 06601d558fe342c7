#pragma once
// XAdES baseline B (ETSI EN 319 132-1): when and with which certificate somebody signed, signed together with the document.

#include <string>

#include "dossier/time.hpp"
#include "integrations/signing/report.hpp"
#include "integrations/signing/xml_nodes.hpp"

struct x509_st;

namespace integrations::signing {

inline constexpr const char* properties_type = "http://uri.etsi.org/01903#SignedProperties";  // Type of their Reference

struct SigningProperties {
    std::string id;         // of SignedProperties
    std::string canonical;  // SignedProperties in exclusive canonical form: what its Reference digests
    std::string object;     // the element that carries them, after KeyInfo
};
// `signature_id` is the Id of the Signature element.
SigningProperties signing_properties(const std::string& signature_id, x509_st* signer, dossier::Instant at);

// Of a Signature with four children. Null: one Object, about this Signature, with one SignedProperties that has one time and
// one list of certificates, and nothing unsigned. Otherwise what is wrong, in Vietnamese.
const char* fault_of_properties(const xmlNode* signature);
// After that.
xmlNode* signed_properties_of(const xmlNode* signature);
// The time is noted as claimed; a certificate that is not the signer's is a finding.
void judge_properties(const xmlNode* signed_properties, x509_st* signer, SignatureReport& report);

}  // namespace integrations::signing
