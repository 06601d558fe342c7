#pragma once
// Is this certificate revoked? Answers from CRLs and OCSP responses at hand; nothing is fetched here.

#include <optional>
#include <set>
#include <string>

#include "integrations/signing/chain.hpp"

namespace integrations::signing {

struct RevocationStatus {
    bool known = false;                       // some usable evidence speaks about this certificate
    std::optional<dossier::Instant> revoked;  // since when
    bool harmless = false;                    // for a reason that leaves what was made before as it was
    std::string source;                       // the evidence used: kind, issuer, time, SHA-256
    std::optional<EvidenceItem> item;         // and itself
};

RevocationStatus revocation_of(X509* certificate, X509* issuer, const Evidence& companions, const TrustStore& trust,
                               dossier::Instant at, const Policy& policy);

// Addresses of the certificate's distribution points.
std::set<std::string> list_addresses_of(X509* certificate);

}  // namespace integrations::signing
