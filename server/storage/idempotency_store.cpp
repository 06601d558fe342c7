#include "server/storage/idempotency_store.hpp"

#include "server/storage/idempotency_store.sql.hpp"

namespace server::storage {

using dossier::ErrorCode;
using dossier::fail;

dossier::Result<std::optional<FirstAnswer>> claim_key(UnitOfWork& work, const IdempotencyKey& key,
                                                      const std::string& request_sha256, const std::string& agency) {
    const auto claimed = work.run(sql::claim_key, {{"actor", key.actor},
                                                   {"endpoint", key.endpoint},
                                                   {"key", key.key},
                                                   {"agency", agency},
                                                   {"request_sha256", request_sha256}});
    if (claimed == 1) return std::optional<FirstAnswer>{};
    const auto row = work.one(sql::first_answer, {{"actor", key.actor}, {"endpoint", key.endpoint}, {"key", key.key}});
    if (!row || row->is_null("status"))
        return fail(ErrorCode::DuplicateRequest, "yêu cầu cùng khóa đang được xử lý; hãy gửi lại sau");
    if (row->text("request_sha256") != request_sha256)
        return fail(ErrorCode::InvalidInput, "khóa chống gửi trùng đã dùng cho một yêu cầu khác",
                    {{"Idempotency-Key", "reused", "hãy dùng khóa mới cho yêu cầu mới"}});
    return std::optional<FirstAnswer>{FirstAnswer{static_cast<int>(row->number("status")), row->text("answer")}};
}

void keep_answer(UnitOfWork& work, const IdempotencyKey& key, const FirstAnswer& answer) {
    work.run(sql::keep_answer, {{"actor", key.actor},
                                {"endpoint", key.endpoint},
                                {"key", key.key},
                                {"status", answer.status},
                                {"answer", answer.body}});
}

void release_key(UnitOfWork& work, const IdempotencyKey& key) {
    work.run(sql::release_key, {{"actor", key.actor}, {"endpoint", key.endpoint}, {"key", key.key}});
}

std::int64_t drop_old_keys(UnitOfWork& work, dossier::Instant older_than) {
    return work.run(sql::drop_old_keys, {{"older_than", older_than}});
}

}  // namespace server::storage
