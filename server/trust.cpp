#include "server/trust.hpp"

namespace server {

std::shared_ptr<const integrations::signing::TrustStore> trust_of(const Config& config) {
    using integrations::signing::TrustStore;
    if (config.trust_dir.empty()) return nullptr;
    auto store = TrustStore::load(config.trust_dir);
    if (!store) return nullptr;
    return std::make_shared<const TrustStore>(*std::move(store));
}

}  // namespace server
