#pragma once
// Idempotency-Key: the first answer to a creating request, given again to a repeat. Written in the transaction of the
// request itself, so a repeat that comes while the first is still running waits for its end.

#include <optional>
#include <string>

#include "server/storage/database.hpp"

namespace server::storage {

struct IdempotencyKey {
    std::string actor;     // account or token id
    std::string endpoint;  // "POST /api/dossiers"
    std::string key;       // what the client sent
};
struct FirstAnswer {
    int status = 0;
    std::string body;      // JSON text with whatever else the caller needs to repeat the answer
};

// Nothing: this is the first, go on and call keep_answer before commit. An answer: it was done before.
// Fails with InvalidInput when the key was used for another request (other body).
dossier::Result<std::optional<FirstAnswer>> claim_key(UnitOfWork& work, const IdempotencyKey& key,
                                                      const std::string& request_sha256, const std::string& agency);
void keep_answer(UnitOfWork& work, const IdempotencyKey& key, const FirstAnswer& answer);
// The request was refused: a corrected one may come with the same key.
void release_key(UnitOfWork& work, const IdempotencyKey& key);
// Returns how many were dropped.
std::int64_t drop_old_keys(UnitOfWork& work, dossier::Instant older_than);

}  // namespace server::storage
