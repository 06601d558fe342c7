#include "integrations/signing/evidence.hpp"

#include <array>
#include <utility>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

constexpr std::array<std::pair<EvidenceKind, const char*>, 5> names{{{EvidenceKind::OfficialAnchor, "official_anchor"},
                                                                     {EvidenceKind::PublicAnchor, "public_anchor"},
                                                                     {EvidenceKind::Certificate, "certificate"},
                                                                     {EvidenceKind::RevocationList, "crl"},
                                                                     {EvidenceKind::OcspAnswer, "ocsp"}}};

}  // namespace

const char* name_of(EvidenceKind kind) {
    for (const auto& [each, name] : names)
        if (each == kind) return name;
    return "";
}

std::optional<EvidenceKind> evidence_kind_named(std::string_view name) {
    for (const auto& [kind, each] : names)
        if (each == name) return kind;
    return std::nullopt;
}

EvidenceItem evidence_item(EvidenceKind kind, std::string der) {
    auto fingerprint = hex(sha256(der));
    return {kind, std::move(fingerprint), std::make_shared<const std::string>(std::move(der))};
}

}  // namespace integrations::signing
