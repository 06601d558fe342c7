#include "server/trust.hpp"

#include "integrations/signing/revocation_client.hpp"
#include "server/log.hpp"

namespace server {

std::shared_ptr<const integrations::signing::TrustStore> trust_of(const Config& config) {
    using integrations::signing::TrustStore;
    if (config.trust_dir.empty()) return nullptr;
    auto store = TrustStore::load(config.trust_dir);
    if (!store) return nullptr;
    return std::make_shared<const TrustStore>(*std::move(store));
}

void log_trust(const Config& config) {
    using integrations::signing::TrustStore;
    if (config.trust_dir.empty()) return;
    for (const auto& one : TrustStore::unreadable_in(config.trust_dir)) {
        const auto name = one.file.lexically_relative(config.trust_dir).string();
        log::warn(one.partly ? log::Literal{"trust file read in part"} : log::Literal{"trust file left aside"}, {.trust_file = name});
    }
    if (!trust_of(config)) log::error("no trusted root: no signature will be valid");
}

integrations::signing::RevocationSource revocation_source(dossier::Instant now) {
    using integrations::signing::RevocationClient;
    // One for the process: what was answered is kept, and a silent host is not waited for by every request.
    static const auto client = std::make_shared<RevocationClient>();
    return integrations::signing::source_of(client, now);
}

}  // namespace server
