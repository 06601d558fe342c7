-- name: retire_procedure
UPDATE procedure_revision SET replaced_at = instant(:now::bigint)
WHERE agency = '' AND code = :code AND effective_from = :effective_from::date AND replaced_at IS NULL
    AND document <> :document::jsonb;

-- name: insert_procedure
INSERT INTO procedure_revision (id, code, effective_from, name, document, document_sha256, imported_at, imported_by)
VALUES (:id::uuid, :code, :effective_from::date, :name, :document::jsonb, :sha256, instant(:now::bigint),
    nullif(:imported_by, '')::uuid)
ON CONFLICT (agency, code, effective_from) WHERE replaced_at IS NULL DO NOTHING;

-- name: procedure_in_force
SELECT id::text AS id, code, name, document::text AS document, effective_from::text AS effective_from
FROM procedure_revision
WHERE code = :code AND effective_from <= :date::date AND replaced_at IS NULL
ORDER BY effective_from DESC LIMIT 1;

-- name: nearest_procedure
SELECT id::text AS id, code, name, document::text AS document, effective_from::text AS effective_from
FROM procedure_revision, (SELECT CAST(:date AS date) AS day) asked
WHERE agency = '' AND code = :code AND replaced_at IS NULL
ORDER BY effective_from <= day DESC, abs(effective_from - day) LIMIT 1;

-- name: procedures_in_force
SELECT DISTINCT ON (code) id::text AS id, code, name, document::text AS document, effective_from::text AS effective_from
FROM procedure_revision
WHERE effective_from <= :date::date AND replaced_at IS NULL
ORDER BY code, effective_from DESC;

-- name: put_calendar
INSERT INTO calendar (id, agency, valid_from, document, basis)
VALUES (:id::uuid, :agency, instant(:valid_from::bigint), :document::jsonb, :basis)
ON CONFLICT (agency, valid_from) DO UPDATE SET document = excluded.document, basis = excluded.basis;

-- name: calendar_of
SELECT document::text AS document FROM calendar
WHERE agency IN (:agency, '') AND (valid_from AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= :date::date
ORDER BY agency DESC, valid_from DESC LIMIT 1;
