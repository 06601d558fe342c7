-- name: identity_account
SELECT id::text AS id, kind, name, agency, unit, array_to_string(roles, ',') AS roles, password_hash
FROM account
WHERE lower(login) = lower(:login) AND NOT disabled AND (locked_until IS NULL OR locked_until < now());

-- name: open_session
INSERT INTO session (token_sha256, account, agency, opened_at, seen_at)
VALUES (:token_sha256, :account::uuid, :agency, instant(:now::bigint), instant(:now::bigint));

-- name: identity_session
SELECT a.id::text AS id, a.kind, a.name, a.agency, a.unit, array_to_string(a.roles, ',') AS roles,
    array_to_string(ARRAY(SELECT officer::text FROM absence
        WHERE substitute = a.id AND now() BETWEEN begins_at AND ends_at), ',') AS stands_in_for,
    micros(s.opened_at) AS opened_at, micros(s.seen_at) AS seen_at
FROM session s JOIN account a ON a.id = s.account
WHERE s.token_sha256 = :token_sha256 AND NOT a.disabled AND (a.locked_until IS NULL OR a.locked_until < now());

-- name: touch_session
UPDATE session SET seen_at = instant(:now::bigint) WHERE token_sha256 = :token_sha256;

-- name: close_session
DELETE FROM session WHERE token_sha256 = :token_sha256;

-- name: drop_old_sessions
DELETE FROM session WHERE seen_at < instant(:since::bigint);

-- name: identity_token
SELECT id::text AS id, name, agency, array_to_string(scopes, ',') AS scopes,
    used_at IS NULL OR used_at < instant(:now::bigint) - interval '1 minute' AS unmarked
FROM token
WHERE token_sha256 = :token_sha256 AND revoked_at IS NULL AND expires_at > instant(:now::bigint);

-- name: mark_token_used
UPDATE token SET used_at = instant(:now::bigint) WHERE id = :id::uuid;

-- name: lock_sign_in_chain
SELECT pg_advisory_xact_lock(hashtextextended(:chain, 0));

-- name: note_sign_in
INSERT INTO audit (chain, number, agency, at, kind, actor, detail, previous_hash, hash)
SELECT :chain, n.number, n.agency, instant(:at::bigint), :kind, :actor, n.detail, n.previous,
    chained(n.previous, :chain, n.number, instant(:at::bigint), :kind, :actor, n.detail::text)
FROM (SELECT coalesce(last.number, 0) + 1 AS number, coalesce(last.hash, '') AS previous, :detail::jsonb AS detail,
          coalesce((SELECT agency FROM account WHERE id = nullif(:account, '')::uuid), '') AS agency
      FROM (SELECT 1) AS one
      LEFT JOIN LATERAL (SELECT number, hash FROM audit WHERE chain = :chain ORDER BY number DESC LIMIT 1) AS last ON true) AS n;

-- name: sign_in_pause
-- Seconds until the window of a source with too many failures closes.
SELECT coalesce(max(ceil(extract(epoch FROM since + interval '15 minutes' - instant(:now::bigint)))), 0)::bigint AS seconds
FROM sign_in_try
WHERE since + interval '15 minutes' > instant(:now::bigint)
    AND ((source = 'n:' || lower(:username) AND failures >= :most::bigint)
         OR (source = 'a:' || :address AND failures >= :most_per_address::bigint));

-- name: sign_in_failed
INSERT INTO sign_in_try (source, failures, since) VALUES (:source, 1, instant(:now::bigint))
ON CONFLICT (source) DO UPDATE SET
    failures = CASE WHEN sign_in_try.since + interval '15 minutes' > excluded.since THEN sign_in_try.failures + 1 ELSE 1 END,
    since = CASE WHEN sign_in_try.since + interval '15 minutes' > excluded.since THEN sign_in_try.since ELSE excluded.since END;

-- name: sign_in_failed_name
INSERT INTO sign_in_try (source, failures, since) VALUES ('n:' || lower(:username), 1, instant(:now::bigint))
ON CONFLICT (source) DO UPDATE SET
    failures = CASE WHEN sign_in_try.since + interval '15 minutes' > excluded.since THEN sign_in_try.failures + 1 ELSE 1 END,
    since = CASE WHEN sign_in_try.since + interval '15 minutes' > excluded.since THEN sign_in_try.since ELSE excluded.since END;

-- name: sign_in_succeeded
DELETE FROM sign_in_try WHERE source = 'n:' || lower(:username);

-- name: drop_old_tries
DELETE FROM sign_in_try WHERE since < instant(:since::bigint);
