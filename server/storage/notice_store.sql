-- name: insert_notice
INSERT INTO notice (id, agency, dossier, version, kind, email, phone, subject, body, template_values, status, created_at)
VALUES (:id::uuid, :agency, :dossier::uuid, :version::int, :kind, :email, :phone, :subject, :body, :template_values::jsonb,
    :status, instant(:at::bigint))
ON CONFLICT ON CONSTRAINT notice_once DO NOTHING;

-- name: find_notice
SELECT id::text AS id, agency, dossier::text AS dossier, version, kind, email, phone, subject, body,
    template_values::text AS template_values, status, channel, micros(created_at) AS created_at, micros(done_at) AS done_at
FROM notice WHERE id = :id::uuid;

-- name: notices_about
SELECT id::text AS id, agency, dossier::text AS dossier, version, kind, email, phone, subject, body,
    template_values::text AS template_values, status, channel, micros(created_at) AS created_at, micros(done_at) AS done_at
FROM notice WHERE dossier = :dossier::uuid ORDER BY version DESC, kind;

-- name: append_attempt
INSERT INTO notice_attempt (notice, number, agency, at, channel, outcome, answer)
SELECT :notice::uuid, coalesce(max(number), 0) + 1, :agency, instant(:at::bigint), :channel, :outcome, left(:answer, 1000)
FROM notice_attempt WHERE notice = :notice::uuid;

-- name: attempts_of
SELECT micros(at) AS at, channel, outcome, answer FROM notice_attempt WHERE notice = :notice::uuid ORDER BY number;

-- name: close_notice
UPDATE notice SET status = :status, channel = :channel, done_at = instant(:now::bigint) WHERE id = :id::uuid;
