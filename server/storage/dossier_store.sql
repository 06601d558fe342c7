-- name: find_dossier
SELECT id::text AS id, version, procedure_sha256, document::text AS document FROM dossier WHERE id = :id::uuid;

-- name: find_dossier_by_code
SELECT id::text AS id, version, procedure_sha256, document::text AS document FROM dossier WHERE code = :code;

-- name: find_dossier_by_source
SELECT id::text AS id, version, procedure_sha256, document::text AS document
FROM dossier WHERE source = :source AND source_id = :source_id;

-- name: lock_dossier
-- The row stays locked until the unit of work ends.
SELECT id::text AS id, version, procedure_sha256, document::text AS document
FROM dossier WHERE id = :id::uuid FOR UPDATE;

-- name: lock_if_free
-- Nothing when somebody else holds the row.
SELECT version FROM dossier WHERE id = :id::uuid FOR UPDATE SKIP LOCKED;

-- name: freeze_procedure
WITH given AS (SELECT encode(sha256(convert_to(:document::text, 'UTF8')), 'hex') AS sha256, :code::text AS code),
     written AS (INSERT INTO frozen_procedure (sha256, code, document)
                 SELECT sha256, code, :document::jsonb FROM given ON CONFLICT DO NOTHING)
SELECT sha256 FROM given;

-- name: frozen_procedure
SELECT document::text AS document FROM frozen_procedure WHERE sha256 = :sha256;

-- name: events_after
SELECT number, payload::text AS payload FROM event
WHERE dossier = :dossier::uuid AND number > :version::int ORDER BY number;

-- name: insert_dossier
INSERT INTO dossier (id, agency, version, state, cancelled, code, source, source_id, channel, visit, deciding_agency,
    supporting_point, procedure_code, procedure_name, procedure_sha256, field_code, owner, opened_by, holder_unit, holder,
    applicant_name, applicant_given_name, applicant_number, applicant_phone, subject_name, opened_at, submitted_at,
    received_at, due_at, finished_at, changed_at, urgent, fully_digitised, document)
VALUES (:id::uuid, :agency, :version::int, :state, :cancelled::boolean, :code, :source, :source_id, :channel, :visit,
    :deciding_agency, :supporting_point, :procedure_code, :procedure_name, :procedure_sha256, :field_code, :owner,
    :opened_by, :holder_unit, :holder, :applicant_name, :applicant_given_name, :applicant_number, :applicant_phone,
    :subject_name, instant(:opened_at::bigint), instant(:submitted_at::bigint), instant(:received_at::bigint),
    instant(:due_at::bigint), instant(:finished_at::bigint), instant(:changed_at::bigint), :urgent::boolean,
    :fully_digitised::boolean, :document::jsonb)
RETURNING append_event(id, version, agency, changed_at, :kind, :actor, :actor_role, :payload::jsonb);

-- name: update_dossier
-- procedure_sha256 NULL: as it was.
UPDATE dossier SET agency = :agency, version = :version::int, state = :state, cancelled = :cancelled::boolean,
    code = :code, channel = :channel, visit = :visit, deciding_agency = :deciding_agency,
    supporting_point = :supporting_point, procedure_code = :procedure_code, procedure_name = :procedure_name,
    procedure_sha256 = coalesce(:procedure_sha256, procedure_sha256), field_code = :field_code,
    holder_unit = :holder_unit, holder = :holder, applicant_name = :applicant_name,
    applicant_given_name = :applicant_given_name, applicant_number = :applicant_number,
    applicant_phone = :applicant_phone, subject_name = :subject_name, submitted_at = instant(:submitted_at::bigint),
    received_at = instant(:received_at::bigint), due_at = instant(:due_at::bigint),
    finished_at = instant(:finished_at::bigint), changed_at = instant(:changed_at::bigint), urgent = :urgent::boolean,
    fully_digitised = :fully_digitised::boolean, document = :document::jsonb
WHERE id = :id::uuid AND version = :before::int
RETURNING append_event(id, version, agency, changed_at, :kind, :actor, :actor_role, :payload::jsonb);

-- name: tag_files
INSERT INTO component_file (dossier, component, ordinal, file, agency, procedure_code, version, current)
SELECT :dossier::uuid, t.component, t.ordinal, t.file, :agency, :procedure_code, t.version, t.current
FROM jsonb_to_recordset(:tags::jsonb) AS t(component text, ordinal int, file uuid, version int, current boolean)
ON CONFLICT (dossier, component, ordinal, file)
DO UPDATE SET agency = excluded.agency, procedure_code = excluded.procedure_code, version = excluded.version,
    current = excluded.current;

-- name: files_tagged
SELECT dossier::text AS dossier, file::text AS file, component, ordinal, version FROM component_file
WHERE procedure_code = :procedure_code AND component = :component AND agency = :agency AND current
ORDER BY dossier, ordinal, version LIMIT :most::int;

-- name: is_file_of
SELECT 1 AS found FROM component_file WHERE dossier = :dossier::uuid AND file = :file::uuid
UNION ALL SELECT 1 FROM form WHERE dossier = :dossier::uuid AND file = :file::uuid
UNION ALL SELECT 1 FROM result_upload WHERE dossier = :dossier::uuid AND file = :file::uuid
UNION ALL SELECT 1 FROM stack WHERE dossier = :dossier::uuid AND file = :file::uuid
LIMIT 1;
