#pragma once
// The certificates this installation trusts when it checks signatures.

#include <memory>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/trust_store.hpp"
#include "server/config.hpp"

namespace server {

// Anchors and revocation lists of signing.trust_dir, read now: what was replaced on disk counts at once. Null when none is
// configured or readable; then no signature is valid.
std::shared_ptr<const integrations::signing::TrustStore> trust_of(const Config& config);

// Looks through the whole folder and writes into the log which of its files cannot be read, once at the start of a process.
void log_trust(const Config& config);

// Asks the addresses that certificates below those anchors name, when trust folder and file say nothing.
integrations::signing::RevocationSource revocation_source(dossier::Instant now);

}  // namespace server
