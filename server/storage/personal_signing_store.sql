-- name: register_certificate
INSERT INTO personal_certificate (id, agency, account, sha256, subject, issuer, serial, valid_from, valid_to, registered_by, registered_at)
VALUES (:id::uuid, :agency, :account::uuid, :sha256, :subject, :issuer, :serial, instant(:from::bigint), instant(:to::bigint), :by::uuid,
    instant(:now::bigint)) ON CONFLICT (sha256) DO NOTHING;

-- name: certificates_of
-- An empty id or hash asks nothing.
SELECT c.id::text AS id, c.agency, c.account::text AS account, a.name AS account_name, c.sha256, c.registered_by::text AS registered_by,
    micros(c.registered_at) AS registered_at, c.subject, c.issuer, c.serial, micros(c.valid_from) AS valid_from, micros(c.valid_to) AS valid_to,
    micros(e.ended_at) AS ended_at, p.name AS ended_by_name, e.reason
FROM personal_certificate c JOIN account a ON a.id = c.account LEFT JOIN personal_certificate_end e ON e.certificate = c.id
LEFT JOIN account p ON p.id = e.ended_by
WHERE c.agency = :agency AND (:id = '' OR c.id = nullif(:id, '')::uuid) AND (:sha256 = '' OR c.sha256 = :sha256)
ORDER BY e.ended_at IS NOT NULL, a.name, c.registered_at DESC, c.id DESC;

-- name: end_certificate
INSERT INTO personal_certificate_end (certificate, agency, reason, ended_by, ended_at)
VALUES (:id::uuid, :agency, :reason, :by::uuid, instant(:now::bigint)) ON CONFLICT (certificate) DO NOTHING;

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
INSERT INTO signing_delegation (id, agency, giver, taker, document, content, valid_from, valid_to, recorded_at)
VALUES (:id::uuid, :agency, :giver::uuid, :taker::uuid, :document, :content, :from::date, :to::date, instant(:now::bigint));

-- name: delegations_of
-- What was ended holds until the day before, and one that never held is none.
SELECT giver, taker, document, valid_from, valid_to, content
FROM (SELECT d.id, d.recorded_at, d.giver::text AS giver, d.taker::text AS taker, d.document, d.content, d.valid_from,
          least(d.valid_to, (e.ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 1) AS valid_to
      FROM signing_delegation d LEFT JOIN signing_delegation_end e ON e.delegation = d.id WHERE d.agency = :agency) held
WHERE valid_from <= valid_to ORDER BY recorded_at DESC, id DESC;

-- name: delegation_book
-- An empty id asks nothing.
SELECT d.id::text AS id, d.giver::text AS giver, g.name AS giver_name, d.taker::text AS taker, t.name AS taker_name, d.document, d.content, d.valid_from,
    d.valid_to, micros(d.recorded_at) AS recorded_at, micros(e.ended_at) AS ended_at, p.name AS ended_by_name, e.reason
FROM signing_delegation d JOIN account g ON g.id = d.giver JOIN account t ON t.id = d.taker
LEFT JOIN signing_delegation_end e ON e.delegation = d.id LEFT JOIN account p ON p.id = e.ended_by
WHERE d.agency = :agency AND (:id = '' OR d.id = nullif(:id, '')::uuid) ORDER BY d.recorded_at DESC, d.id DESC;

-- name: end_delegation
INSERT INTO signing_delegation_end (delegation, agency, reason, ended_by, ended_at)
VALUES (:id::uuid, :agency, :reason, :by::uuid, instant(:now::bigint)) ON CONFLICT (delegation) DO NOTHING;
