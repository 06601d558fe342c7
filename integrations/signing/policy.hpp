#pragma once
// The rules of verification as data, with a version: TT 41/2017/TT-BTTTT is repealed from 15/11/2026 and its
// successors will change again, so every report names the rule set it was made by.

#include <filesystem>
#include <set>
#include <string>

#include "dossier/result.hpp"

namespace integrations::signing {

struct Policy {
    std::string version = "motcua-2026.1";
    int rsa_bits = 2048;                                     // at least
    int ec_bits = 256;                                       // at least
    std::set<std::string> digests{"SHA256", "SHA384", "SHA512", "SHA3-256", "SHA3-384", "SHA3-512"};
    bool weak_chain_digests = false;                         // certificates (not anchors) signed with SHA-1
    bool revocation_required = true;                         // no evidence: INDETERMINATE
    // Extended usages of a signer when the certificate restricts them: document signing, e-mail, client, any.
    std::set<std::string> extended_usages{"1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2",
                                          "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5", "2.5.29.37.0"};
    int list_grace_days = 0;                                 // how long after nextUpdate a list still counts
};

// JSON with any of the members above. Fails with NotFound or InvalidInput.
dossier::Result<Policy> load_policy(const std::filesystem::path& file);

}  // namespace integrations::signing
