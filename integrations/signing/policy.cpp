#include "integrations/signing/policy.hpp"

#include <nlohmann/json.hpp>

#include "integrations/signing/key.hpp"

namespace integrations::signing {

dossier::Result<Policy> load_policy(const std::filesystem::path& file) {
    using dossier::ErrorCode;
    const auto text = read_file(file);
    if (text.empty()) return dossier::fail(ErrorCode::NotFound, "không đọc được tệp chính sách " + file.string());
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("version") || !json["version"].is_string())
        return dossier::fail(ErrorCode::InvalidInput, "tệp chính sách phải là đối tượng JSON có version");
    Policy policy;
    try {
        policy.version = json["version"];
        policy.rsa_bits = json.value("rsa_bits", policy.rsa_bits);
        policy.ec_bits = json.value("ec_bits", policy.ec_bits);
        policy.digests = json.value("digests", policy.digests);
        policy.weak_chain_digests = json.value("weak_chain_digests", policy.weak_chain_digests);
        policy.revocation_required = json.value("revocation_required", policy.revocation_required);
        policy.extended_usages = json.value("extended_usages", policy.extended_usages);
        policy.list_grace_days = json.value("list_grace_days", policy.list_grace_days);
    } catch (const nlohmann::json::exception&) {
        return dossier::fail(ErrorCode::InvalidInput, "tệp chính sách có giá trị sai kiểu");
    }
    return policy;
}

}  // namespace integrations::signing
