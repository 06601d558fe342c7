#include "server/trust.hpp"

#include "integrations/signing/revocation_client.hpp"

namespace server {

std::shared_ptr<const integrations::signing::TrustStore> trust_of(const Config& config) {
    using integrations::signing::TrustStore;
    if (config.trust_dir.empty()) return nullptr;
    auto store = TrustStore::load(config.trust_dir);
    if (!store) return nullptr;
    return std::make_shared<const TrustStore>(*std::move(store));
}

integrations::signing::RevocationSource revocation_source(dossier::Instant now) {
    using integrations::signing::RevocationClient;
    // One for the process: what was answered is kept, and a silent host is not waited for by every request.
    static const auto client = std::make_shared<RevocationClient>();
    return integrations::signing::source_of(client, now);
}

}  // namespace server
