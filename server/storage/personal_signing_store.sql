-- name: register_certificate
INSERT INTO personal_certificate (id, agency, account, sha256, registered_by, registered_at)
VALUES (:id::uuid, :agency, :account::uuid, :sha256, :by::uuid, instant(:now::bigint)) ON CONFLICT (sha256) DO NOTHING;

-- name: certificates_of
SELECT c.id::text AS id, c.agency, c.account::text AS account, a.name AS account_name, c.sha256, c.registered_by::text AS registered_by,
    micros(c.registered_at) AS registered_at
FROM personal_certificate c JOIN account a ON a.id = c.account WHERE c.agency = :agency ORDER BY a.name, c.registered_at DESC;

-- name: owner_of_certificate
SELECT account::text AS account FROM personal_certificate WHERE sha256 = :sha256 AND agency = :agency;

-- name: insert_signing_session
INSERT INTO signing_session (id, agency, upload, account, prepared, expires_at)
VALUES (:id::uuid, :agency, :upload::uuid, :account::uuid, :prepared::jsonb, instant(:expires_at::bigint));

-- name: find_signing_session
SELECT id::text AS id, agency, upload::text AS upload, account::text AS account, prepared::text AS prepared, micros(expires_at) AS expires_at,
    ended_at IS NOT NULL AS ended
FROM signing_session WHERE id = :id::uuid;

-- name: end_signing_session
UPDATE signing_session SET ended_at = instant(:now::bigint) WHERE id = :id::uuid AND ended_at IS NULL;

-- name: lock_delegations
-- One at a time in an agency, so that two halves of a chain cannot be written at once.
SELECT pg_advisory_xact_lock(hashtextextended(:agency, 7268)) IS NULL AS locked;

-- name: insert_delegation
INSERT INTO signing_delegation (id, agency, giver, taker, document, valid_from, valid_to, recorded_at)
VALUES (:id::uuid, :agency, :giver::uuid, :taker::uuid, :document, :from::date, :to::date, instant(:now::bigint));

-- name: delegations_of
SELECT giver::text AS giver, taker::text AS taker, document, valid_from, valid_to FROM signing_delegation
WHERE agency = :agency ORDER BY recorded_at DESC, id DESC;
