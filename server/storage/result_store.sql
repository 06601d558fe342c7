-- name: insert_result_upload
INSERT INTO result_upload (id, agency, dossier, file, asked, uploaded_by, uploaded_at)
VALUES (:id::uuid, :agency, :dossier::uuid, :file::uuid, :asked::jsonb, :uploaded_by::uuid, instant(:uploaded_at::bigint));

-- name: find_result_upload
SELECT id::text AS id, agency, dossier::text AS dossier, file::text AS file, status, asked::text AS asked,
    report::text AS report, uploaded_by::text AS uploaded_by, micros(uploaded_at) AS uploaded_at,
    micros(judged_at) AS judged_at
FROM result_upload WHERE id = :id::uuid;

-- name: lock_result_upload
SELECT id::text AS id, agency, dossier::text AS dossier, file::text AS file, status, asked::text AS asked,
    report::text AS report, uploaded_by::text AS uploaded_by, micros(uploaded_at) AS uploaded_at,
    micros(judged_at) AS judged_at
FROM result_upload WHERE id = :id::uuid FOR UPDATE;

-- name: result_uploads_of
SELECT id::text AS id, agency, dossier::text AS dossier, file::text AS file, status, asked::text AS asked,
    report::text AS report, uploaded_by::text AS uploaded_by, micros(uploaded_at) AS uploaded_at,
    micros(judged_at) AS judged_at
FROM result_upload WHERE dossier = :dossier::uuid ORDER BY uploaded_at, id;

-- name: judge_result_upload
UPDATE result_upload SET status = :status, report = :report::jsonb, judged_at = instant(:now::bigint)
WHERE id = :id::uuid AND status = 'pending';
