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

-- name: pending_uploads_of
SELECT id::text AS id FROM result_upload WHERE file = :file::uuid AND status = 'pending' ORDER BY id;

-- name: pending_uploads_with
SELECT u.id::text AS id FROM result_upload u JOIN file f ON f.id = u.file WHERE f.sha256 = :sha256 AND u.status = 'pending' ORDER BY u.id;

-- name: dossier_of_upload
SELECT dossier::text AS dossier FROM result_upload WHERE file = :file::uuid LIMIT 1;

-- name: confirm_result_scan
UPDATE result_upload SET asked = asked || jsonb_build_object('scan_confirmed_by', :by::text, 'scan_confirmed_at', :at::text)
WHERE id = :id::uuid AND NOT asked ? 'scan_confirmed_by';

-- name: judge_result_upload
UPDATE result_upload SET status = :status, report = :report::jsonb, judged_at = instant(:now::bigint)
WHERE id = :id::uuid AND status = 'pending';

-- name: keep_evidence
INSERT INTO signature_evidence (agency, sha256, kind, der, kept_at)
VALUES (:agency, :sha256, :kind, decode(:der, 'base64'), instant(:now::bigint)) ON CONFLICT (agency, sha256) DO NOTHING;

-- name: link_evidence
INSERT INTO result_evidence (agency, upload, sha256) VALUES (:agency, :upload::uuid, :sha256) ON CONFLICT (upload, sha256) DO NOTHING;

-- name: evidence_of
SELECT e.kind, e.sha256, translate(encode(e.der, 'base64'), chr(10), '') AS der
FROM result_evidence r JOIN signature_evidence e ON e.agency = r.agency AND e.sha256 = r.sha256
WHERE r.upload = :upload::uuid ORDER BY e.kind, e.sha256;
