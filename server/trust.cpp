#include "server/trust.hpp"

#include <filesystem>

namespace server {

std::shared_ptr<const integrations::signing::TrustStore> trust_of(const Config& config) {
    using integrations::signing::TrustStore;
    if (config.trust_dir.empty()) return nullptr;
    auto store = TrustStore::load(config.trust_dir);
    if (!store) return nullptr;
    const auto lists = config.trust_dir / "crl";
    if (std::filesystem::exists(lists)) (void)store->add_lists(lists);
    return std::make_shared<const TrustStore>(*std::move(store));
}

}  // namespace server
