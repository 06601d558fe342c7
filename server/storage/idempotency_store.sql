-- name: claim_key
-- Waits for a running transaction with the same key.
INSERT INTO idempotency (actor, endpoint, key, agency, request_sha256)
VALUES (:actor, :endpoint, :key, :agency, :request_sha256) ON CONFLICT DO NOTHING;

-- name: first_answer
SELECT request_sha256, status, answer FROM idempotency WHERE actor = :actor AND endpoint = :endpoint AND key = :key;

-- name: keep_answer
UPDATE idempotency SET status = :status::int, answer = :answer WHERE actor = :actor AND endpoint = :endpoint AND key = :key;

-- name: release_key
DELETE FROM idempotency WHERE actor = :actor AND endpoint = :endpoint AND key = :key;

-- name: drop_old_keys
DELETE FROM idempotency WHERE created_at < instant(:older_than::bigint);
