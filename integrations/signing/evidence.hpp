#pragma once
// What a verdict rests on beside the file: the path of certificates, the lists and answers that spoke about revocation.
// Kept with the report, it lets the same verdict be reached years later without the network.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace integrations::signing {

enum class EvidenceKind { OfficialAnchor, PublicAnchor, Certificate, RevocationList, OcspAnswer };
const char* name_of(EvidenceKind kind);  // "official_anchor", "public_anchor", "certificate", "crl", "ocsp"
std::optional<EvidenceKind> evidence_kind_named(std::string_view name);

struct EvidenceItem {
    EvidenceKind kind;
    std::string sha256;                      // hexadecimal
    std::shared_ptr<const std::string> der;  // shared: lists may be long
};
EvidenceItem evidence_item(EvidenceKind kind, std::string der);

}  // namespace integrations::signing
